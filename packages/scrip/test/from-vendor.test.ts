import { type Json, leafPaths } from '@rungs/model'
import { tierSchema as commonTier, ladderSchema, standingSchema } from '@rungs/model/schemas'
import { benefitsOf } from '@rungs/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, ladderOf, standingOf, tierOf, tiersOf } from '../src/from-vendor.js'
import { clashOf, hasLeftovers, lifecycleBody, motionOf } from '../src/lifecycle.js'
import { levelBody } from '../src/to-vendor.js'
import {
  changes,
  level,
  lifecycle as lifecycleSchema,
  participant as participantSchema,
  states as stateList,
  tier,
} from '../src/wire.js'
import participant from './__fixtures__/participant.json' with { type: 'json' }
import states from './__fixtures__/participant-tiers.json' with { type: 'json' }
import history from './__fixtures__/state-history.json' with { type: 'json' }
import { heldDraft, heldMotion } from './arbitraries.js'
import { clock, loyalty, settings } from './support.js'

const page = tier.parse(loyalty)
const levelOf = (value: Json) => tierOf(level.parse(value), page, settings)

describe('a tier', () => {
  it('of the guide comes out in the common model', () => {
    expect(tiersOf(page, settings)[1]).toEqual({
      id: 'gold',
      key: 'gold',
      name: 'Gold',
      rank: 2,
      rule: {
        all: [
          { metric: 'counter:ytd_spend', op: '>=', value: '2000' },
          { metric: 'counter:ytd_nights', op: '>=', value: '10' },
        ],
      },
      benefits: [
        { key: 'lounge_access', value: true },
        { key: 'points_multiplier', value: 2 },
      ],
      status: 'active',
      createdAt: '2024-01-15T10:30:00Z',
      updatedAt: '2024-01-15T10:30:00Z',
      vendor: { scrip: { id: '550e8400-e29b-41d4-a716-446655440011' } },
    })
  })

  it('that Scrip can hold comes back equal, after JSON and in whatever order a server keeps objects', () => {
    fc.assert(
      fc.property(heldDraft, fc.boolean(), (draft, sorted) => {
        const { body, accounting, issues } = levelBody(draft, settings)
        expect([accounting.losses, issues]).toEqual([[], []])
        const kept = JSON.parse(JSON.stringify({ key: draft.key, ...body }))
        if (sorted && kept.benefits !== undefined)
          kept.benefits = Object.fromEntries(
            Object.entries(kept.benefits).sort(([a], [b]) => (a < b ? -1 : 1)),
          )
        const back = levelOf(kept)
        // JSON has one zero only: -0 comes back as 0.
        const sent = JSON.parse(JSON.stringify(draft))
        expect(back).toMatchObject({ benefits: [], status: 'active', ...sent })
        expect(commonTier.parse(back)).toEqual(back)
      }),
    )
  })

  it('without what is optional, or with nulls and empty texts, has none of it', () => {
    const bare = { id: 'a', key: 'a', name: 'a', rank: 1, benefits: [], status: 'active' }
    expect(levelOf({ key: 'a', rank: 1 })).toEqual(bare)
    const nulls = {
      display_name: null,
      color: '',
      icon_url: '',
      benefits: null,
      qualification: {},
      created_at: null,
    }
    expect(levelOf({ key: 'a', rank: 1, ...nulls })).toEqual(bare)
    expect(levelOf({ key: 'a', rank: 1, qualification: { mode: 'ALL', criteria: [] } })).toEqual(bare)
  })

  it('reads thresholds as numbers and as text, exactly', () => {
    const read = (threshold: Json): unknown =>
      levelOf({
        key: 'a',
        rank: 1,
        qualification: { mode: 'ALL', criteria: [{ counter: 'c', operator: '<', threshold }] },
      }).rule
    for (const [threshold, value] of [
      [0.1, '0.1'],
      ['9007199254740993', '9007199254740993'],
      [1e21, '1000000000000000000000'],
      [1e-7, '0.0000001'],
      ['5.00', '5'],
    ] as const)
      expect(read(threshold)).toEqual({ metric: 'counter:c', op: '<', value })
  })

  it('keeps what the model has no place for under vendor.scrip', () => {
    expect(levelOf({ key: 'a', rank: 1, sort_order: 3 }).vendor).toEqual({ scrip: { sort_order: 3 } })
  })

  it.each([
    [
      { labels: 'all', lounge: 1 },
      [
        { key: 'labels', value: 'all' },
        { key: 'lounge', value: 1 },
      ],
    ],
    [{ labels: ['a', 1] }, [{ key: 'labels', value: ['a', 1] }]],
    [{ labels: ['a'], labels_order: ['gone', null] }, [{ label: 'a' }]],
    [
      { labels: ['a', 'b'], k: 1, labels_order: ['k'] },
      [{ key: 'k', value: 1 }, { label: 'a' }, { label: 'b' }],
    ],
    [{ k: null }, [{ key: 'k', value: null }]],
  ])('has of the benefits %j all there is: %j', (body, benefits) => {
    expect(benefitsOf(body, 'labels')).toEqual(benefits)
  })
})

describe('a ladder', () => {
  it('of the guide comes out in the common model', () => {
    const ladder = ladderOf(page, settings)
    expect(ladder).toMatchObject({
      id: 'loyalty',
      key: 'loyalty',
      name: 'Loyalty Status',
      status: 'active',
      window: { kind: 'calendar_year' },
      lifecycle: {
        review: 'period_end',
        extendMonths: 1,
        downgrade: { policy: 'requalify', graceDays: 30 },
        rollover: { mode: 'excess', counters: ['ytd_spend', 'ytd_nights'] },
      },
    })
    expect(ladder.tiers.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(ladder.vendor?.scrip).toEqual({ id: loyalty.id, program_id: loyalty.program_id })
    expect(ladderSchema.parse(ladder)).toEqual(ladder)
  })

  it('that is not there yet has the key of the settings and no tiers', () => {
    const ladder = ladderOf(undefined, settings)
    expect(ladder).toMatchObject({ id: 'loyalty', status: 'active', window: { kind: 'lifetime' }, tiers: [] })
    expect(ladderSchema.parse(ladder)).toEqual(ladder)
  })

  it('that was archived says so, and its tiers too; without a status it is active', () => {
    const archived = ladderOf({ ...page, status: 'ARCHIVED', archived_at: '2024-03-01T00:00:00Z' }, settings)
    expect([archived.status, archived.tiers[0]?.status]).toEqual(['archived', 'archived'])
    expect(archived.vendor?.scrip).toMatchObject({ archived_at: '2024-03-01T00:00:00Z' })
    expect(ladderOf({ ...page, status: undefined }, settings).status).toBe('active')
  })

  it('that Scrip can hold comes back equal', () => {
    fc.assert(
      fc.property(heldMotion, (motion) => {
        const body = JSON.parse(JSON.stringify(lifecycleBody(motion, undefined)))
        expect(motionOf(lifecycleSchema.parse(body))).toEqual(motion)
        expect([clashOf(motion), hasLeftovers(lifecycleSchema.parse(body), body)]).toEqual([undefined, false])
      }),
    )
  })

  it('keeps parts and fields of a lifecycle that are not ours, and drops ours that go', () => {
    const current = lifecycleSchema.parse({
      ...loyalty.lifecycle,
      notices: { days: 7 },
      retention: { mode: 'PERIOD_BASED', label: 'x' },
    })
    const { window } = motionOf(current)
    const body = lifecycleBody(
      { window, lifecycle: { review: 'period_end', downgrade: { policy: 'hold' } } },
      current,
    )
    expect(body).toEqual({
      retention: { mode: 'PERIOD_BASED', label: 'x' },
      qualification_period: { type: 'CALENDAR_YEAR' },
      downgrade_policy: { mode: 'HOLD' },
      notices: { days: 7 },
    })
    expect([hasLeftovers(current, body), hasLeftovers(lifecycleSchema.parse(body), body)]).toEqual([
      true,
      false,
    ])
  })

  it.each([
    [{}, 'never', 'lifetime', 'hold'],
    [{ retention: { mode: 'PERIOD_BASED', duration: '8760h' } }, 'period_end', 'lifetime', 'requalify'],
    [
      { retention: { mode: 'PERIOD_BASED' }, qualification_period: { type: 'NONE' } },
      'period_end',
      'lifetime',
      'requalify',
    ],
    [
      { retention: { mode: 'PERIOD_BASED' }, qualification_period: { type: 'FIXED_YEAR' } },
      'period_end',
      'fixed_year',
      'requalify',
    ],
    [
      {
        retention: { mode: 'ACTIVITY_REFRESH', duration: '2160h' },
        qualification_period: { type: 'CALENDAR_YEAR' },
        downgrade_policy: { mode: 'DROP_ONE' },
      },
      'inactivity',
      'lifetime',
      'one_step',
    ],
  ])('with the lifecycle %j is reviewed %s', (lifecycle, review, kind, policy) => {
    const motion = motionOf(lifecycleSchema.parse(lifecycle))
    expect(motion).toMatchObject({ window: { kind }, lifecycle: { review, downgrade: { policy } } })
  })
})

describe('a standing', () => {
  const known = {
    participant: participantSchema.parse(participant.reply),
    state: stateList.parse(states.reply).data[0],
    tier: page,
  }

  it('has tier, times, metrics and what comes next', () => {
    const standing = standingOf('ada', known, settings, clock)
    expect(standing).toEqual({
      memberId: 'ada',
      tier: { id: 'silver', key: 'silver', name: 'Silver', rank: 1 },
      since: '2026-02-01T00:00:00Z',
      metrics: { 'counter:ytd_spend': '2100.5', 'counter:ytd_nights': '8', 'points.earned': '120' },
      next: {
        tier: { id: 'gold', key: 'gold', name: 'Gold', rank: 2 },
        remaining: { 'counter:ytd_nights': '2' },
      },
      asOf: '2026-03-01T00:00:00Z',
      vendor: {
        scrip: {
          id: participant.reply.id,
          status: 'ACTIVE',
          level: 'silver',
          benefits: { points_multiplier: 1.5 },
        },
      },
    })
    expect(standingSchema.parse(standing)).toEqual(standing)
  })

  it('of an archived ladder is the base tier: what was held is history', () => {
    const standing = standingOf('ada', { ...known, tier: { ...page, status: 'ARCHIVED' } }, settings, clock)
    expect([standing.tier, standing.since, standing.next]).toEqual([null, undefined, null])
    expect(standing.vendor?.scrip).toMatchObject({ level: 'silver' })
  })

  it('counts a counter that is missing as 0', () => {
    const bare = { participant: participantSchema.parse({ id: 'p' }), state: undefined, tier: page }
    const { tier, metrics, next } = standingOf('ada', bare, settings, clock)
    expect([tier, metrics]).toEqual([null, { 'counter:ytd_spend': '0', 'counter:ytd_nights': '0' }])
    expect(next).toMatchObject({ tier: { id: 'silver' }, remaining: '500' })
  })

  it('names a level that is nowhere by its key', () => {
    const state = { ...known.state, level: 'gone' }
    const { tier, next } = standingOf('ada', { ...known, state }, settings, clock)
    expect([tier, next]).toEqual([{ id: 'gone', key: 'gone', name: 'gone', rank: 0 }, undefined])
  })
})

describe('a move', () => {
  it('is told with its levels; one by an API key was made by hand', () => {
    const moves = changes.parse(history.reply).data.map((one) => changeOf(one, tiersOf(page, settings)))
    const silver = { id: 'silver', key: 'silver', name: 'Silver', rank: 1 }
    expect(moves).toMatchObject([
      { at: '2026-02-03T00:00:00Z', from: silver, to: null, reason: 'manual' },
      { at: '2026-02-01T00:00:00Z', from: null, to: silver },
    ])
    expect(moves[1]?.reason).toBeUndefined()
    expect(moves[1]?.vendor?.scrip).toMatchObject({ event_id: history.reply.data[1]?.event_id })
    expect(leafPaths(moves).length).toBeGreaterThan(0)
  })

  it('may have its level in an object', () => {
    const change = {
      key: 'loyalty',
      changed_at: '2026-02-01T00:00:00Z',
      old_value: '',
      new_value: { level: 'gold' },
    }
    expect(changeOf({ ...change, id: 'x', operation: 'set' }, [])).toMatchObject({
      from: null,
      to: { id: 'gold' },
    })
  })
})
