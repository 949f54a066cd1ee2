import type { LadderLike, Readings } from '../../src/index.js'
import { tier } from '../build.js'
import { type Example, earned, edited } from './example.js'

/*
 * VINR, loyalty tiers page: promotion and demotion on the points balance by `min_points`, with the three tiers of
 * its list. An edit is seen at once, but moves an account at its next balance change only.
 */
const source = 'VINR, loyalty tiers page'
const bronze = tier('tier_bronze', 1, 0)
const silver = tier('tier_silver', 2, 1000)
const gold = tier('tier_gold', 3, 5000)
const ladder: LadderLike = { tiers: [bronze, silver, gold] }
const lazily: Readings = { edits: 'next_change' }

const jan = '2026-01-05T10:00:00Z'
const feb = '2026-02-05T10:00:00Z'
const touched = '2026-02-20T10:00:00Z'
const mar = '2026-03-05T10:00:00Z'
const apr = '2026-04-05T10:00:00Z'

const bounds: Example[] = (
  [
    [0, 'tier_bronze', { tier: { id: 'tier_silver' }, remaining: '1000' }],
    [999, 'tier_bronze', { tier: { id: 'tier_silver' }, remaining: '1' }],
    [1000, 'tier_silver', { tier: { id: 'tier_gold' }, remaining: '4000' }],
    [4999, 'tier_silver', { tier: { id: 'tier_gold' }, remaining: '1' }],
    [5000, 'tier_gold', null],
  ] as const
).map(([points, held, next]) => ({
  number: '1',
  source,
  what: `a balance of ${points}: the bound is inclusive`,
  ladder,
  activity: [earned(jan, points)],
  at: [[feb, held, { next }]],
}))

export const vinr: Example[] = [
  ...bounds,
  {
    number: '2',
    source,
    what: 'one credit of 6000 leads from Bronze to Gold directly',
    ladder,
    activity: [earned(jan, 200), earned(feb, 6000)],
    at: [
      [jan, 'tier_bronze'],
      [feb, 'tier_gold', { since: feb }],
    ],
  },
  {
    number: '3',
    source,
    what: 'a debit of 300 leads from 5200 in Gold to 4900 in Silver',
    ladder,
    activity: [earned(jan, 5200), { at: feb, type: 'redeem', points: 300 }],
    at: [
      [jan, 'tier_gold'],
      [feb, 'tier_silver', { since: feb, metrics: { 'points.balance': '4900' } }],
    ],
  },
  {
    number: '4',
    source,
    what: 'Gold raised to 7500: 6000 stay Gold, until a credit of 1 makes them Silver',
    ladder: edited(ladder, feb, { tiers: [bronze, silver, tier('tier_gold', 3, 7500)] }),
    activity: [earned(jan, 6000), { at: touched, type: 'touch' }, earned(mar, 1)],
    readings: lazily,
    at: [
      [feb, 'tier_gold', { since: jan }],
      [touched, 'tier_gold'],
      [mar, 'tier_silver', { since: mar, next: { remaining: '1499' } }],
    ],
  },
  ...([1, -1] as const).map(
    (change): Example => ({
      number: '5',
      source,
      what: `Gold lowered to 4000: 4500 stay Silver, until a change of ${change} makes them Gold`,
      ladder: edited(ladder, feb, { tiers: [bronze, silver, tier('tier_gold', 3, 4000)] }),
      activity: [earned(jan, 4500), { at: mar, type: 'adjust', points: change }],
      readings: lazily,
      at: [
        [touched, 'tier_silver', { next: { remaining: '0' } }],
        [mar, 'tier_gold', { since: mar }],
      ],
    }),
  ),
  {
    number: '6',
    source,
    what: 'Gold deleted: 6000 are Silver at once',
    ladder: edited(ladder, feb, { tiers: [bronze, silver], retired: ['tier_gold'] }),
    activity: [earned(jan, 6000)],
    readings: lazily,
    at: [
      ['2026-02-05T09:59:59.999Z', 'tier_gold'],
      [feb, 'tier_silver', { since: feb, next: null }],
    ],
  },
  {
    number: '7',
    source,
    what: 'Bronze deleted: 300 are no tier at all',
    ladder: edited(ladder, feb, { tiers: [silver, gold], retired: ['tier_bronze'] }),
    activity: [earned(jan, 300)],
    readings: lazily,
    at: [
      [jan, 'tier_bronze'],
      [feb, null, { reason: 'none' }],
    ],
  },
  ...(['as_edits', 'at_once'] as const).map(
    (newTiers): Example => ({
      number: '8',
      source,
      what: `a new tier at 4000: 4500 stay Silver until the next change${newTiers === 'at_once' ? ', or are moved at once' : ''}`,
      ladder: edited(ladder, feb, {
        tiers: [bronze, silver, tier('tier_new', 3, 4000), tier('tier_gold', 4, 5000)],
      }),
      activity: [earned(jan, 4500), earned(mar, 1)],
      readings: { ...lazily, newTiers },
      at: [
        [touched, newTiers === 'at_once' ? 'tier_new' : 'tier_silver'],
        [mar, 'tier_new', { since: newTiers === 'at_once' ? feb : mar }],
      ],
    }),
  ),
  {
    number: '9',
    source,
    what: 'two tiers at 1000: the later created one, which has the higher rank',
    ladder: { tiers: [silver, tier('tier_new', 3, 1000)] },
    activity: [earned(jan, 1200)],
    at: [[feb, 'tier_new']],
  },
  {
    number: '10',
    source,
    what: 'Gold renamed to Platinum: the same id, and the new name at once',
    ladder: edited({ tiers: [bronze, silver, { ...gold, name: 'Gold' }] }, feb, {
      tiers: [bronze, silver, { ...gold, name: 'Platinum' }],
    }),
    activity: [earned(jan, 6000)],
    readings: lazily,
    at: [
      [jan, 'tier_gold', { tier: { name: 'Gold' } }],
      [feb, 'tier_gold', { tier: { name: 'Platinum' }, since: jan }],
    ],
  },
  {
    number: 'rule 6',
    source,
    what: 'a manual override holds until the next balance change; a touch is none',
    ladder,
    activity: [
      earned(jan, 200),
      { at: feb, type: 'set_tier', tier: 'tier_gold' },
      { at: touched, type: 'touch' },
      earned(mar, 1),
    ],
    at: [
      [touched, 'tier_gold', { reason: 'manual', since: feb }],
      [mar, 'tier_bronze', { reason: 'met' }],
    ],
  },
  {
    number: 'rule 3',
    source,
    what: 'two edits before the next change: the account moves by the last one',
    ladder: {
      versions: [
        { ladder },
        { from: feb, ladder: { tiers: [bronze, silver, tier('tier_gold', 3, 7500)] } },
        { from: mar, ladder: { tiers: [bronze, tier('tier_silver', 2, 7000), tier('tier_gold', 3, 7500)] } },
      ],
    },
    activity: [earned(jan, 6000), earned(apr, 1)],
    readings: lazily,
    at: [
      [mar, 'tier_gold'],
      [apr, 'tier_bronze'],
    ],
  },
]
