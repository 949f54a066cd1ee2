import type { Activity, Lifecycle } from '@rungs/model'
import type { LadderLike } from '../../src/index.js'
import { type Example, edited } from './example.js'

/*
 * Scrip, guide to tiers and create-a-tier page: the ladder "loyalty" of the guide, its counters `ytd_spend` and
 * `ytd_nights`.
 */
const source = 'Scrip, guide to tiers and create-a-tier page'
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
const jul = '2026-07-01T12:00:00Z'
const lastOfYear = '2026-12-31T23:59:59.999Z'
const newYear = '2027-01-01T00:00:00Z'

/** What a member comes to by an instant. */
const counters = (at: string, spend: number, nights: number): Activity[] => [
  { at, type: 'counter', counter: 'ytd_spend', set: spend },
  { at, type: 'counter', counter: 'ytd_nights', set: nights },
]

/** Gold since May, and down to these counters by the end of the year. */
const goldThen = (spend: number, nights: number) => [
  ...counters(may, 2000, 10),
  ...counters(jun, spend, nights),
]

const atPeriodEnd: Example[] = (
  [
    ['7', 'DROP_TO_QUALIFYING', requalify, [700, 12], 'gold', 'silver'],
    ['8', 'DROP_ONE', { policy: 'one_step' }, [100, 0], 'platinum', 'gold'],
    ['9', 'HOLD', { policy: 'hold' }, [700, 12], 'gold', 'gold'],
    [
      '10',
      'DROP_TO_QUALIFYING with min_level',
      { ...requalify, floor: 'silver' },
      [100, 12],
      'gold',
      'silver',
    ],
    ['10', 'DROP_TO_QUALIFYING without min_level', requalify, [100, 12], 'gold', null],
  ] as const
).map(([number, what, downgrade, [spend, nights], held, expected]) => ({
  number,
  source,
  what: `${what} at the period end`,
  ladder: loyalty({ downgrade }),
  activity: [
    ...(held === 'gold' ? counters(may, 2000, 10) : counters(may, 5000, 25)),
    ...counters(jun, spend, nights),
  ],
  at: [
    [lastOfYear, held],
    [newYear, expected],
  ],
}))

const carriedOver: Example[] = (
  [
    ['16', 'rollover EXCESS on both', 'excess', ['ytd_spend', 'ytd_nights'], '600', '4'],
    ['17', 'rollover NONE', 'reset', ['ytd_spend', 'ytd_nights'], '0', '0'],
    ['18', 'only spend is listed: nights stay', 'excess', ['ytd_spend'], '600', '14'],
  ] as const
).map(([number, what, mode, listed, spend, nights]) => ({
  number,
  source,
  what,
  ladder: loyalty({ rollover: { mode, counters: [...listed] } }),
  activity: counters(may, 2600, 14),
  at: [[newYear, 'gold', { metrics: { 'counter:ytd_spend': spend, 'counter:ytd_nights': nights } }]],
}))

export const scrip: Example[] = [
  {
    number: '1',
    source,
    what: 'spend 2100 and 8 nights are silver: gold misses nights',
    ladder: loyalty(),
    activity: counters(may, 2100, 8),
    at: [[may, 'silver', { next: { tier: { key: 'gold' }, remaining: { 'counter:ytd_nights': '2' } } }]],
  },
  {
    number: '2',
    source,
    what: 'the same with gold ANY is gold',
    ladder: loyalty({}, { tiers: [silver, { ...gold, rule: { any: gold.rule.all } }, platinum] }),
    activity: counters(may, 2100, 8),
    at: [[may, 'gold']],
  },
  {
    number: '3',
    source,
    what: 'from nothing to platinum at once',
    ladder: loyalty(),
    activity: counters(may, 6000, 30),
    at: [
      ['2026-05-01T11:59:59.999Z', null],
      [may, 'platinum', { since: may, next: null }],
    ],
  },
  {
    number: '4',
    source,
    what: 'an event that leaves spend 100 lowers nobody',
    ladder: loyalty(),
    activity: goldThen(100, 10),
    at: [[jun, 'gold', { reason: 'kept', since: may }]],
  },
  {
    number: '5',
    source,
    what: 'SET_TIER in the same event wins; the next plain event may raise again',
    ladder: loyalty(),
    activity: [
      ...counters(may, 6000, 30),
      { at: may, type: 'set_tier', tier: 'silver' },
      { at: jun, type: 'touch' },
    ],
    at: [
      [may, 'silver', { reason: 'manual' }],
      [jun, 'platinum', { reason: 'met' }],
    ],
  },
  {
    number: '6',
    source: 'Scrip, update-a-tier page',
    what: 'gold raised to 3000: 2100 stay gold, also when something happens, and are judged by 3000 at the period end',
    ladder: edited(
      loyalty(),
      jun,
      loyalty({}, { tiers: [silver, { ...gold, rule: spendAndNights(3000, 10) }, platinum] }),
    ),
    activity: [...counters(may, 2100, 12), { at: jul, type: 'touch' }],
    at: [
      [jun, 'gold', { since: may, reason: 'kept', keep: { until: newYear } }],
      [jul, 'gold'],
      [lastOfYear, 'gold'],
      [newYear, 'silver', { since: newYear }],
    ],
  },
  ...atPeriodEnd,
  {
    number: '11',
    source,
    what: 'with 30 days of grace the drop takes effect 30 days after 31 December',
    ladder: loyalty({ downgrade: { ...requalify, graceDays: 30 } }),
    activity: goldThen(700, 12),
    at: [
      [newYear, 'gold', { reason: 'grace', keep: { until: '2027-01-31T00:00:00Z' } }],
      ['2027-01-30T23:59:59.999Z', 'gold'],
      ['2027-01-31T00:00:00Z', 'silver', { since: '2027-01-31T00:00:00Z' }],
    ],
  },
  {
    number: '12',
    source,
    what: 'extend_months 1: the lapse moves to the end of January',
    ladder: loyalty({ extendMonths: 1 }),
    activity: goldThen(700, 12),
    at: [
      ['2027-01-31T23:59:59.999Z', 'gold'],
      ['2027-02-01T00:00:00Z', 'silver'],
    ],
  },
  {
    number: '13',
    source,
    what: 'FIXED_YEAR from 1 February lasts to 31 January',
    ladder: loyalty({}, { window: { kind: 'fixed_year', month: 2, day: 1 } }),
    activity: goldThen(700, 12),
    at: [
      ['2027-01-31T23:59:59.999Z', 'gold'],
      ['2027-02-01T00:00:00Z', 'silver'],
    ],
  },
  ...([{ kind: 'lifetime' }, { kind: 'rolling', months: 12 }] as const).map(
    (window): Example => ({
      number: '14',
      source,
      what: `PERIOD_BASED with NONE has no boundary and no drop (${window.kind})`,
      ladder: loyalty({ rollover: { mode: 'reset', counters: ['ytd_spend'] } }, { window }),
      activity: goldThen(700, 12),
      at: [['2029-06-01T00:00:00Z', 'gold', { metrics: { 'counter:ytd_spend': '700' } }]],
    }),
  ),
  {
    number: '15',
    source,
    what: 'ACTIVITY_REFRESH 2160h: the last event on 1 January lapses on 1 April',
    ladder: loyalty({ review: 'inactivity', inactivity: 'PT2160H' }),
    activity: [{ at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'gold' }],
    at: [
      ['2026-03-31T23:59:59.999Z', 'gold', { keep: { until: '2026-04-01T00:00:00Z' } }],
      ['2026-04-01T00:00:00Z', null],
    ],
  },
  {
    number: '15',
    source,
    what: 'any event moves the lapse',
    ladder: loyalty({ review: 'inactivity', inactivity: 'PT2160H' }),
    activity: [
      { at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'gold' },
      { at: '2026-02-01T00:00:00Z', type: 'touch' },
    ],
    at: [
      ['2026-05-01T23:59:59.999Z', 'gold', { keep: { until: '2026-05-02T00:00:00Z' } }],
      ['2026-05-02T00:00:00Z', null],
    ],
  },
  ...carriedOver,
  {
    number: 'timing points',
    source,
    what: 'without a lifecycle qualification raises and nothing lapses',
    ladder: loyalty({ review: 'never' }),
    activity: goldThen(0, 0),
    at: [['2030-01-01T00:00:00Z', 'gold']],
  },
  {
    number: 'timing points',
    source,
    what: 'a manual expires_at removes the level with no policy applied; the next event raises again',
    ladder: loyalty({ review: 'never' }),
    activity: [
      ...counters(may, 700, 0),
      { at: jun, type: 'set_tier', tier: 'platinum', until: newYear },
      { at: '2027-02-01T00:00:00Z', type: 'touch' },
    ],
    at: [
      [lastOfYear, 'platinum', { expiresAt: newYear }],
      [newYear, null, { since: newYear, reason: 'none' }],
      ['2027-02-01T00:00:00Z', 'silver'],
    ],
  },
  {
    number: 'timing points',
    source,
    what: 're-qualifying in grace cancels the drop',
    ladder: loyalty({ downgrade: { ...requalify, graceDays: 30 } }),
    activity: [...goldThen(700, 12), ...counters('2027-01-15T00:00:00Z', 2000, 10)],
    at: [
      [newYear, 'gold', { reason: 'grace' }],
      ['2027-02-15T00:00:00Z', 'gold', { reason: 'met', since: may }],
    ],
  },
]
