import type { Activity, LadderStatus } from '@rungs/model'
import type { LadderLike, Readings } from '../../src/index.js'
import { tier } from '../build.js'
import { type Example, earned, edited } from './example.js'

/*
 * Wix, introduction to loyalty tiers, and the API's types: points earned and adjusted inside the rolling window
 * decide, a base tier without an id takes all others, and only an active program counts. At Wix the answer may lag
 * by a quarter of an hour; this is the exact one.
 */
const source = 'Wix, introduction to loyalty tiers'
const silver = tier('silver', 1, 200, 'points.earned')
const gold = tier('gold', 2, 400, 'points.earned')
const ladder: LadderLike = {
  window: { kind: 'rolling', months: 12 },
  baseTier: { name: 'Basic' },
  tiers: [silver, gold],
}

const jan = '2026-01-10T08:00:00Z'
const feb = '2026-02-10T08:00:00Z'
const mar = '2026-03-10T08:00:00Z'
const apr = '2026-04-10T08:00:00Z'

const highest: Example[] = (
  [
    [0, null, '200'],
    [199, null, '1'],
    [200, 'silver', '200'],
    [399, 'silver', '1'],
    [400, 'gold', undefined],
    [9_999_999, 'gold', undefined],
  ] as const
).map(([points, held, remaining]) => ({
  number: 'assignment',
  source,
  what: `${points} points: the highest requiredPoints that they reach, equality included, else the base tier`,
  ladder,
  activity: points === 0 ? [] : [earned(jan, points)],
  at: [[feb, held, remaining === undefined ? { next: null } : { next: { remaining } }]],
}))

const paused = (status: LadderStatus, readings?: Readings): Example => ({
  number: 'status',
  source,
  what: `${status}: every account is on the base tier${readings === undefined ? '' : ', and what is earned then does not count'}`,
  ladder: {
    versions: [{ ladder }, { from: feb, ladder: { ...ladder, status } }, { from: apr, ladder }],
  },
  activity: [earned(jan, 200), earned(mar, 200)],
  ...(readings === undefined ? {} : { readings }),
  at: [
    [jan, 'silver'],
    [feb, null, { reason: status === 'paused' ? 'paused' : 'disabled' }],
    [mar, null],
    [apr, readings === undefined ? 'gold' : 'silver', { since: apr }],
  ],
})

const signed = (points: number, held: string | null, count: string, readings?: Readings): Example => ({
  number: 'adjustments',
  source,
  what: `an adjustment of ${points} to 200 points makes ${count}`,
  ladder,
  activity: [earned(jan, 200), { at: feb, type: 'adjust', points }],
  ...(readings === undefined ? {} : { readings }),
  at: [[feb, held, { metrics: { 'points.earned': count } }]],
})

const unchanged: Activity[] = [
  { at: feb, type: 'refund', points: 100 },
  { at: mar, type: 'expire', points: 100 },
]

export const wix: Example[] = [
  ...highest,
  {
    number: 'redeeming',
    source,
    what: 'redeeming leaves the tier points as they are, though the balance falls below the threshold',
    ladder,
    activity: [earned(jan, 400), { at: feb, type: 'redeem', points: 390 }],
    at: [[mar, 'gold', { metrics: { 'points.balance': '10', 'points.earned': '400' } }]],
  },
  {
    number: 'window',
    source,
    what: 'points from before the window do not count, though the balance is above the threshold',
    ladder,
    activity: [earned('2025-01-10T08:00:00Z', 500)],
    at: [
      ['2026-01-10T07:59:59.999Z', 'gold'],
      [jan, null, { since: jan, metrics: { 'points.balance': '500', 'points.earned': '0' } }],
    ],
  },
  {
    number: 'window',
    source,
    what: 'the other reading: what is exactly twelve months old still counts',
    ladder,
    activity: [earned('2025-01-10T08:00:00Z', 500)],
    readings: { rollingEdge: 'counts' },
    at: [
      [jan, 'gold'],
      ['2026-01-10T08:00:00.001Z', null],
    ],
  },
  {
    number: 'window',
    source,
    what: 'months are those of the calendar',
    ladder: { ...ladder, window: { kind: 'rolling', months: 36 } },
    activity: [earned('2024-02-29T12:00:00Z', 400)],
    at: [
      ['2027-02-28T23:59:59.999Z', 'gold', { keep: { until: '2027-03-01T00:00:00Z' } }],
      ['2027-03-01T00:00:00Z', null],
    ],
  },
  {
    number: 'window',
    source,
    what: 'a tier is safe until its points leave the window',
    ladder,
    activity: [earned('2025-06-10T00:00:00Z', 150), earned(jan, 100)],
    at: [
      [
        feb,
        'silver',
        { next: { remaining: '150' }, keep: { until: '2026-06-10T00:00:00Z', remaining: '100' } },
      ],
      ['2026-06-10T00:00:00Z', null],
    ],
  },
  paused('paused'),
  paused('disabled'),
  paused('draft'),
  paused('paused', { pausedActivity: 'ignored' }),
  signed(200, 'gold', '400'),
  signed(-1, null, '199'),
  signed(-1, 'silver', '200', { negativeAdjustment: 'ignored' }),
  {
    number: 'refunds and expiry',
    source,
    what: 'neither changes the tier points',
    ladder,
    activity: [earned(jan, 200), ...unchanged],
    at: [[apr, 'silver', { metrics: { 'points.balance': '0', 'points.earned': '200' } }]],
  },
  {
    number: 'refunds and expiry',
    source: 'Wix, types of the loyalty transactions',
    what: 'the other reading: a refund hands points back for a cancelled reward',
    ladder,
    activity: [
      earned(jan, 200),
      { at: feb, type: 'redeem', points: 100 },
      { at: mar, type: 'refund', points: 100 },
    ],
    readings: { refund: 'raises' },
    at: [[apr, 'silver', { metrics: { 'points.balance': '200', 'points.earned': '200' } }]],
  },
  {
    number: 'deletion',
    source,
    what: 'members of a deleted tier are assigned anew',
    ladder: edited(ladder, feb, { ...ladder, tiers: [silver], retired: ['gold'] }),
    activity: [earned(jan, 400)],
    at: [
      [jan, 'gold'],
      [feb, 'silver', { since: feb, next: null }],
    ],
  },
  {
    number: 'recalculation',
    source: "Wix, triggers in the API's types",
    what: 'other required points move everybody',
    ladder: edited(ladder, feb, { ...ladder, tiers: [silver, tier('gold', 2, 300, 'points.earned')] }),
    activity: [earned(jan, 300)],
    at: [
      [jan, 'silver'],
      [feb, 'gold', { since: feb }],
    ],
  },
  {
    number: 'recalculation',
    source: "Wix, triggers in the API's types",
    what: 'another window moves everybody, back too',
    ladder: {
      versions: [
        { ladder },
        { from: feb, ladder: { ...ladder, window: { kind: 'rolling', months: 24 } } },
        { from: mar, ladder: { ...ladder, window: { kind: 'rolling', months: 6 } } },
      ],
    },
    activity: [earned('2024-12-10T00:00:00Z', 200), earned('2025-08-10T00:00:00Z', 200)],
    at: [
      [jan, 'silver', { metrics: { 'points.earned': '200' } }],
      [feb, 'gold', { metrics: { 'points.earned': '400' } }],
      [mar, null, { metrics: { 'points.earned': '0' } }],
    ],
  },
]
