import type { Activity, Lifecycle } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, timeline } from '../src/index.js'
import { at, idAt } from './build.js'

/*
 * Scrip, guide to tiers and create-a-tier page: the ladder "loyalty" of the guide, its counters `ytd_spend` and
 * `ytd_nights`. The numbers are those of the worked examples of the vendor file, section 6.
 */
const spendAndNights = (spend: number, nights: number) =>
  ({
    all: [
      { metric: 'counter:ytd_spend', op: '>=', value: spend },
      { metric: 'counter:ytd_nights', op: '>=', value: nights },
    ],
  }) as const

const silver = {
  key: 'silver',
  rank: 1,
  rule: { metric: 'counter:ytd_spend', op: '>=', value: 500 },
} as const
const gold = { key: 'gold', rank: 2, rule: spendAndNights(2000, 10) }
const platinum = { key: 'platinum', rank: 3, rule: spendAndNights(5000, 25) }

const requalify: Lifecycle['downgrade'] = { policy: 'requalify' }
const loyalty = (over: Partial<Lifecycle> = {}, ladder: Partial<LadderLike> = {}): LadderLike => ({
  window: { kind: 'calendar_year' },
  lifecycle: { review: 'period_end', downgrade: requalify, ...over },
  tiers: [silver, gold, platinum],
  ...ladder,
})

const may = '2026-05-01T12:00:00Z'
const jun = '2026-06-01T12:00:00Z'
const newYear = '2027-01-01T00:00:00Z'
const later = '2027-01-01T00:00:01Z'

/** What a member comes to by an instant. */
const counters = (when: string, spend: number, nights: number): Activity[] => [
  { at: when, type: 'counter', counter: 'ytd_spend', set: spend },
  { at: when, type: 'counter', counter: 'ytd_nights', set: nights },
]

/** Gold since May, and down to these counters by the end of the year. */
const goldThen = (spend: number, nights: number) => [
  ...counters(may, 2000, 10),
  ...counters(jun, spend, nights),
]

describe('Scrip worked examples', () => {
  it('1: spend 2100 and 8 nights are silver: gold misses nights', () => {
    expect(idAt(loyalty(), counters(may, 2100, 8), may)).toBe('silver')
  })

  it('2: the same with gold ANY is gold', () => {
    const any = { ...gold, rule: { any: [...gold.rule.all] } }
    expect(idAt(loyalty({}, { tiers: [silver, any, platinum] }), counters(may, 2100, 8), may)).toBe('gold')
  })

  it('3: from nothing to platinum at once', () => {
    expect(
      timeline({ ladder: loyalty(), activity: counters(may, 6000, 30), from: may, to: jun }),
    ).toMatchObject([{ from: null, to: { id: 'platinum' }, reason: 'met' }])
  })

  it('4: an event that leaves spend 100 lowers nobody', () => {
    expect(at(loyalty(), goldThen(100, 10), jun)).toMatchObject({
      tier: { id: 'gold' },
      reason: 'kept',
      since: may,
    })
  })

  it('5: SET_TIER in the same event wins; the next plain event may raise again', () => {
    const set: Activity[] = [...counters(may, 6000, 30), { at: may, type: 'set_tier', tier: 'silver' }]
    expect(at(loyalty(), set, may)).toMatchObject({ tier: { id: 'silver' }, reason: 'manual' })
    expect(at(loyalty(), [...set, { at: jun, type: 'touch' }], jun)).toMatchObject({
      tier: { id: 'platinum' },
      reason: 'met',
    })
  })

  it.each<[string, string, Lifecycle['downgrade'], [number, number], string, string | null]>([
    ['7', 'DROP_TO_QUALIFYING', requalify, [700, 12], 'gold', 'silver'],
    ['8', 'DROP_ONE', { policy: 'one_step' }, [100, 0], 'platinum', 'gold'],
    ['9', 'HOLD', { policy: 'hold' }, [700, 12], 'gold', 'gold'],
    ['10', 'with a floor', { ...requalify, floor: 'silver' }, [100, 12], 'gold', 'silver'],
    ['10', 'without a floor', requalify, [100, 12], 'gold', null],
  ])('%s: %s at the period end', (_number, _name, downgrade, [spend, nights], held, expected) => {
    const start = held === 'gold' ? counters(may, 2000, 10) : counters(may, 5000, 25)
    const activity = [...start, ...counters(jun, spend, nights)]
    const ladder = loyalty({ downgrade })
    expect(idAt(ladder, activity, '2026-12-31T23:59:59.999Z')).toBe(held)
    expect(idAt(ladder, activity, newYear)).toBe(expected)
  })

  it('11: with 30 days of grace the drop takes effect 30 days after the year', () => {
    const ladder = loyalty({ downgrade: { ...requalify, graceDays: 30 } })
    expect(at(ladder, goldThen(700, 12), newYear)).toMatchObject({ tier: { id: 'gold' }, reason: 'grace' })
    expect(idAt(ladder, goldThen(700, 12), '2027-01-30T23:59:59.999Z')).toBe('gold')
    expect(at(ladder, goldThen(700, 12), '2027-01-31T00:00:00Z')).toMatchObject({
      tier: { id: 'silver' },
      since: '2027-01-31T00:00:00Z',
    })
  })

  it('12: one month of extension moves the lapse to the end of January', () => {
    const ladder = loyalty({ extendMonths: 1 })
    expect(idAt(ladder, goldThen(700, 12), '2027-01-31T23:59:59.999Z')).toBe('gold')
    expect(idAt(ladder, goldThen(700, 12), '2027-02-01T00:00:00Z')).toBe('silver')
  })

  it('13: a fixed year from 1 February lasts to 31 January', () => {
    const ladder = loyalty({}, { window: { kind: 'fixed_year', month: 2, day: 1 } })
    expect(idAt(ladder, goldThen(700, 12), '2027-01-31T23:59:59.999Z')).toBe('gold')
    expect(idAt(ladder, goldThen(700, 12), '2027-02-01T00:00:00Z')).toBe('silver')
  })

  it.each([{ kind: 'lifetime' }, { kind: 'rolling', months: 12 }] as const)(
    '14, L20: without years there is no boundary and no drop (%j)',
    (window) => {
      const rollover: Lifecycle['rollover'] = { mode: 'reset', counters: ['ytd_spend'] }
      const standing = at(loyalty({ rollover }, { window }), goldThen(700, 12), '2029-06-01T00:00:00Z')
      expect(standing).toMatchObject({ tier: { id: 'gold' }, metrics: { 'counter:ytd_spend': '700' } })
    },
  )

  it('15: ACTIVITY_REFRESH 2160h from 1 January lapses on 1 April; any event moves it', () => {
    const ladder = loyalty({ review: 'inactivity', inactivity: 'PT2160H' })
    const activity: Activity[] = [
      ...counters('2026-01-01T00:00:00Z', 700, 0),
      ...counters('2026-01-01T00:00:00Z', 700, 0),
    ]
    const lost: Activity[] = [{ at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'gold' }]
    expect(idAt(ladder, lost, '2026-03-31T23:59:59.999Z')).toBe('gold')
    expect(idAt(ladder, lost, '2026-04-01T00:00:00Z')).toBeNull()
    expect(
      idAt(ladder, [...lost, { at: '2026-02-01T00:00:00Z', type: 'touch' }], '2026-04-01T00:00:00Z'),
    ).toBe('gold')
    expect(idAt(ladder, activity, '2026-04-01T00:00:00Z')).toBe('silver')
  })

  it.each([
    ['16: rollover EXCESS on both', 'excess', ['ytd_spend', 'ytd_nights'], '600', '4'],
    ['17: rollover NONE', 'reset', ['ytd_spend', 'ytd_nights'], '0', '0'],
    ['18: only spend is listed: nights stay', 'excess', ['ytd_spend'], '600', '14'],
  ] as const)('%s', (_name, mode, listed, spend, nights) => {
    const ladder = loyalty({ rollover: { mode, counters: [...listed] } })
    expect(at(ladder, counters(may, 2600, 14), newYear)).toMatchObject({
      tier: { id: 'gold' },
      metrics: { 'counter:ytd_spend': spend, 'counter:ytd_nights': nights },
    })
  })

  it('S2: without a lifecycle of its own, qualification raises and nothing lapses', () => {
    const ladder = loyalty({ review: 'never' })
    expect(idAt(ladder, goldThen(0, 0), '2030-01-01T00:00:00Z')).toBe('gold')
  })

  it('manual expiry removes the level, with no policy applied', () => {
    const set: Activity[] = [
      ...counters(may, 700, 0),
      { at: jun, type: 'set_tier', tier: 'platinum', until: later },
    ]
    const ladder = loyalty({ review: 'never' })
    expect(at(ladder, set, newYear)).toMatchObject({ tier: { id: 'platinum' }, expiresAt: later })
    expect(at(ladder, set, later)).toMatchObject({ tier: null, since: later, reason: 'none' })
    const touched: Activity = { at: '2027-02-01T00:00:00Z', type: 'touch' }
    expect(idAt(ladder, [...set, touched], '2027-02-01T00:00:00Z')).toBe('silver')
  })
})
