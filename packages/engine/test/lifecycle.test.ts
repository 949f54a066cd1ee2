import type { Activity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, timeline } from '../src/index.js'
import { at, earn, idAt, ladderOf } from './build.js'

const jan = '2026-01-05T10:00:00Z'
const feb = '2026-02-05T10:00:00Z'
const mar = '2026-03-05T10:00:00Z'
const jun = '2026-06-05T10:00:00Z'

it('L1: continuous raises and lowers, by events and by ageing', () => {
  const ladder = ladderOf({ window: { kind: 'rolling', months: 3 } })
  const activity = [earn(jan, 4000), earn(feb, 1000), earn(mar, 500)]
  const changes = timeline({ ladder, activity, from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' })
  expect(changes.map(({ at, from, to, reason }) => [at, from?.id ?? null, to?.id ?? null, reason])).toEqual([
    [jan, null, 'silver', 'met'],
    [feb, 'silver', 'gold', 'met'],
    ['2026-04-05T10:00:00Z', 'gold', 'silver', 'met'],
    ['2026-05-05T10:00:00Z', 'silver', null, 'none'],
  ])
})

it('a timeline tells the moves of its span alone, both ends included', () => {
  const activity = [earn(jan, 1000), earn(feb, 4000)]
  const span = (from: string, to: string) =>
    timeline({ ladder: ladderOf(), activity, from, to }).map(({ at }) => at)
  expect(span(jan, feb)).toEqual([jan, feb])
  expect(span('2026-01-06T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual([])
})

describe('L14: an assignment by hand under continuous review', () => {
  const given: Activity[] = [earn(jan, 1200), { at: feb, type: 'set_tier', tier: 'gold' }]

  it('holds, by id or by key, above and below what is met', () => {
    expect(at(ladderOf(), given, jun)).toMatchObject({ tier: { id: 'gold' }, since: feb, reason: 'manual' })
    const toBase: Activity[] = [earn(jan, 1200), { at: feb, type: 'set_tier', tier: null }]
    expect(at(ladderOf(), toBase, jun)).toMatchObject({ tier: null, since: feb, reason: 'manual' })
    const keyed: LadderLike = { tiers: [{ id: 't1', key: 'gold', rank: 1 }] }
    expect(idAt(keyed, given, jun)).toBe('t1')
  })

  it.each<[string, Activity, boolean]>([
    ['points', earn(mar, 1), true],
    ['points that are taken', { at: mar, type: 'redeem', points: 1 }, true],
    ['a purchase, though no rule tests it', { at: mar, type: 'purchase', spend: '0.01' }, true],
    ['a visit', { at: mar, type: 'visit' }, true],
    ['a counter', { at: mar, type: 'counter', counter: 'nights', add: 1 }, true],
    ['a counter set anew', { at: mar, type: 'counter', counter: 'nights', set: 4 }, true],
    ['a counter set to what it is', { at: mar, type: 'counter', counter: 'nights', set: 0 }, false],
    ['a touch', { at: mar, type: 'touch' }, false],
    ['zero points', earn(mar, 0), false],
  ])('%s: ends it %s', (_name, event, ends) => {
    expect(idAt(ladderOf(), [...given, event], mar)).toBe(ends ? 'silver' : 'gold')
  })

  it('is not ended by points that age out', () => {
    const ladder = ladderOf({ window: { kind: 'rolling', months: 1 } })
    expect(at(ladder, given, jun)).toMatchObject({ tier: { id: 'gold' }, metrics: { 'points.earned': '0' } })
  })

  it('is ended by the next assignment', () => {
    expect(idAt(ladderOf(), [...given, { at: mar, type: 'set_tier', tier: 'silver' }], jun)).toBe('silver')
  })

  it('of a tier that does not count gives nothing, and ends the one before', () => {
    const [silver, gold] = ladderOf().tiers
    if (silver === undefined || gold === undefined) throw new Error('two tiers')
    const draft: LadderLike = { tiers: [silver, { ...gold, status: 'draft' }] }
    expect(at(draft, given, jun)).toMatchObject({ tier: { id: 'silver' }, reason: 'met' })
    const retired: LadderLike = { tiers: [silver], retired: ['gold'] }
    const before: Activity = { at: jan, type: 'set_tier', tier: null }
    expect(at(retired, [before, ...given], jun)).toMatchObject({ tier: { id: 'silver' }, reason: 'met' })
  })
})

describe('L15: an assignment with an end', () => {
  const given: Activity[] = [earn(jan, 1200), { at: feb, type: 'set_tier', tier: 'gold', until: mar }]

  it('shows it, and holds up to it and no longer', () => {
    expect(at(ladderOf(), given, '2026-03-05T09:59:59.999Z')).toMatchObject({
      tier: { id: 'gold' },
      expiresAt: mar,
      keep: { until: mar, remaining: '3800' },
    })
    const after = at(ladderOf(), given, mar)
    expect(after).toMatchObject({ tier: { id: 'silver' }, since: mar, reason: 'met' })
    expect(after).not.toHaveProperty('expiresAt')
  })

  it('leads to the base tier where nothing is met', () => {
    expect(at(ladderOf(), given.slice(1), mar)).toMatchObject({ tier: null, reason: 'none' })
  })
})

it('a draft tier counts for nobody', () => {
  const [silver, gold] = ladderOf().tiers
  if (silver === undefined || gold === undefined) throw new Error('two tiers')
  const standing = at({ tiers: [silver, { ...gold, status: 'draft' }] }, [earn(jan, 9000)], feb)
  expect(standing).toMatchObject({ tier: { id: 'silver' }, next: null })
})
