import type { Activity, Lifecycle, Metric } from '@rungs/model'
import type { LadderLike, TierLike } from '../../src/index.js'
import { tier } from '../build.js'
import { type Example, earned, edited, spent } from './example.js'

/*
 * Capillary, user documentation: tier upgrade, validity and renewal conditions, tier renewal and downgrade. The
 * base tier of a program is the base of the ladder.
 */
const upgrade = 'Capillary, Tier Upgrade'
const validityPage = 'Capillary, Configure Validity and Renewal Conditions'
const archived = 'Capillary, Tiers (archived)'
const renewalPage = 'Capillary, Tier Renewal & Downgrade'

type Validity = NonNullable<TierLike['validity']>
type Policy = Lifecycle['downgrade']['policy']

/** A program with its check by day or, by default at the vendor, at the end of the month. */
const program = (
  tiers: TierLike[],
  { policy = 'one_step', daily = true }: { policy?: Policy; daily?: boolean } = {},
): LadderLike => ({
  lifecycle: {
    review: 'period_end',
    downgrade: { policy },
    reviewClock: daily ? 'daily' : 'month_end',
  },
  tiers,
})

const gold = (validity: Validity, spend = 1000): TierLike => ({
  ...tier('gold', 1, spend, 'spend'),
  validity,
})
const diamond = (validity: Validity, spend = 15_000): TierLike => ({
  ...tier('diamond', 2, spend, 'spend'),
  validity,
})
const oneYear: Validity = { anchor: 'entry', months: 12 }

const kpis: Example[] = (
  [
    ['CURRENT_POINTS', 'points.balance', null, '25000'],
    ['CUMULATIVE_POINTS', 'points.earned', 'gold', '26000'],
    ['CUMULATIVE_PURCHASES', 'spend', 'gold', '26000'],
    ['TRACKER_VALUE_BASED', 'counter:tracker', 'gold', '26000'],
  ] as const
).map(([kpi, metric, held, value]) => ({
  number: '9.1',
  source: upgrade,
  what: `${kpi}: 26,000 qualify at 26,000; redeemed points still count as earned`,
  ladder: { tiers: [tier('gold', 1, 26_000, metric as Metric)] },
  activity: [
    earned('2024-01-10T00:00:00Z', 26_000),
    { at: '2024-01-11T00:00:00Z', type: 'redeem', points: 600 },
    { at: '2024-01-12T00:00:00Z', type: 'expire', points: 400 },
    spent('2024-01-13T00:00:00Z', '26000'),
    { at: '2024-01-14T00:00:00Z', type: 'counter', counter: 'tracker', set: 26_000 },
  ],
  at: [['2024-02-01T00:00:00Z', held, { metrics: { [metric]: value } }]],
}))

const a = { metric: 'spend', op: '>=', value: 400 } as const
const b = { metric: 'visits', op: '>=', value: 5 } as const
const c = { metric: 'points.earned', op: '>=', value: 100 } as const
const met: Activity[] = [spent('2024-01-10T00:00:00Z', 400)]

const issue: Example[] = (
  [
    ['LAZY', 400],
    ['EAGER', 600],
    ['DYNAMIC', 500],
  ] as const
).map(([type, points]) => ({
  number: '9.2',
  source: upgrade,
  what: `${type}: 14,000 and 2,000 more end in Diamond, whatever points were issued at which rate`,
  ladder: program([gold(oneYear), diamond(oneYear)]),
  activity: [
    spent('2024-04-01T00:00:00Z', 14_000),
    spent('2024-04-15T09:00:00Z', 2000),
    earned('2024-04-15T09:00:00Z', points),
  ],
  at: [
    ['2024-04-15T08:59:59.999Z', 'gold', { next: { remaining: '1000' } }],
    ['2024-04-15T09:00:00Z', 'diamond', { since: '2024-04-15T09:00:00Z' }],
  ],
}))

const validities: Example[] = [
  {
    number: '9.3',
    source: validityPage,
    what: 'SLAB_UPGRADE, 12 months, upgraded 2024-04-15; upgraded again 2024-10-25: the clock restarts',
    ladder: program([gold(oneYear), diamond(oneYear)]),
    activity: [spent('2024-04-15T15:30:00Z', 1000), spent('2024-10-25T15:30:00Z', 14_000)],
    at: [
      ['2024-05-01T00:00:00Z', 'gold', { expiresAt: '2025-04-14T23:59:59Z' }],
      ['2024-10-26T00:00:00Z', 'diamond', { expiresAt: '2025-10-24T23:59:59Z' }],
    ],
  },
  {
    number: '9.3',
    source: validityPage,
    what: 'FIXED_CUSTOMER_REGISTRATION: 29 February is 28 February in common years',
    ladder: program([gold({ anchor: 'registration' })]),
    memberSince: '2024-02-29T11:00:00Z',
    activity: [spent('2025-01-10T00:00:00Z', 1000)],
    at: [
      ['2025-02-01T00:00:00Z', 'gold', { expiresAt: '2025-02-27T23:59:59Z' }],
      ['2025-02-28T00:00:00Z', 'gold', { expiresAt: '2026-02-27T23:59:59Z' }],
      ['2027-03-01T00:00:00Z', 'gold', { expiresAt: '2028-02-28T23:59:59Z' }],
    ],
  },
  {
    number: '9.3',
    source: validityPage,
    what: 'FIXED: every so many months from the start date',
    ladder: program([gold({ anchor: 'fixed', start: '2023-01-15T00:00:00Z', months: 6 })]),
    activity: [spent('2024-04-15T00:00:00Z', 1000)],
    at: [
      ['2024-04-15T00:00:00Z', 'gold', { expiresAt: '2024-07-14T23:59:59Z' }],
      ['2024-07-15T00:00:00Z', 'gold', { expiresAt: '2025-01-14T23:59:59Z' }],
    ],
  },
  ...([0, 6] as const).map(
    (minimumMonths): Example => ({
      number: '9.3',
      source: archived,
      what: `minimumDuration ${minimumMonths}: anchor 25 October, entry 2023-10-20`,
      ladder: program([
        gold({ anchor: 'fixed', start: '2020-10-25T00:00:00Z', months: 12, minimumMonths, renewal: a }),
      ]),
      activity: [spent('2023-10-20T10:00:00Z', 1000), spent('2023-11-20T10:00:00Z', 1)],
      at:
        minimumMonths === 0
          ? [
              ['2023-10-20T10:00:00Z', 'gold', { expiresAt: '2023-10-24T23:59:59Z' }],
              ['2023-10-25T00:00:00Z', 'gold', { expiresAt: '2024-10-24T23:59:59Z' }],
            ]
          : [
              ['2023-10-20T10:00:00Z', 'gold', { expiresAt: '2024-10-24T23:59:59Z' }],
              ['2024-10-24T23:59:59.999Z', 'gold'],
              ['2024-10-25T00:00:00Z', 'gold', { expiresAt: '2025-10-24T23:59:59Z' }],
            ],
    }),
  ),
  {
    number: '9.3',
    source: validityPage,
    what: 'another validity affects those alone who enter later',
    ladder: edited(
      program([gold(oneYear), diamond(oneYear)]),
      '2024-06-01T00:00:00Z',
      program([gold({ ...oneYear, months: 24 }), diamond({ ...oneYear, months: 6 })]),
    ),
    activity: [spent('2024-04-15T00:00:00Z', 1000), spent('2024-08-15T00:00:00Z', 14_000)],
    at: [
      ['2024-07-01T00:00:00Z', 'gold', { expiresAt: '2025-04-14T23:59:59Z' }],
      ['2024-08-15T00:00:00Z', 'diamond', { expiresAt: '2025-02-14T23:59:59Z' }],
    ],
  },
]

const entered = '2020-03-16T10:00:00Z'
const fixed: Validity = { anchor: 'fixed', start: '2020-03-01T00:00:00Z', months: 2 }

const table: Example[] = (
  [
    ['extend by 1 month', oneYear, entered, '2021-03-15', true, '2021-03-16', '2021-04-15'],
    ['extend by 1 month', oneYear, entered, '2021-03-15', false, '2021-04-01', '2021-04-30'],
    [
      'extend by validity',
      { ...oneYear, anchor: 'entry_cyclic' },
      entered,
      '2021-03-15',
      true,
      '2021-03-16',
      '2022-03-15',
    ],
    [
      'extend by validity',
      { ...oneYear, anchor: 'entry_cyclic' },
      entered,
      '2021-03-15',
      false,
      '2021-04-01',
      '2022-03-31',
    ],
    // The table prints the dates 03-01 and 05-01, the formula takes off a second; see the semantics, C2.
    [
      'fixed date 03-01, 2 months',
      fixed,
      '2021-01-10T00:00:00Z',
      '2021-02-28',
      true,
      '2021-03-01',
      '2021-04-30',
    ],
    [
      'fixed date 03-01, 2 months',
      fixed,
      '2021-01-10T00:00:00Z',
      '2021-03-31',
      false,
      '2021-04-01',
      '2021-05-31',
    ],
  ] as const
).map(([what, validity, at, expires, daily, check, next]) => ({
  number: '9.4',
  source: archived,
  what: `${what}, checked ${daily ? 'daily' : 'at the month end'}: ${expires}, then ${next}`,
  ladder: program([gold(validity)], { daily }),
  activity: [spent(at, 1000)],
  at: [
    [at, 'gold', { expiresAt: `${expires}T23:59:59Z` }],
    [new Date(Date.parse(check) - 1).toISOString(), 'gold', { expiresAt: `${expires}T23:59:59Z` }],
    [`${check}T00:00:00Z`, 'gold', { expiresAt: `${next}T23:59:59Z`, since: at }],
  ],
}))

const anyTwo = { atLeast: 2, of: [a, b] }
const visit = (at: string): Activity => ({ at, type: 'visit' })
const visits = ['2024-05-01T00:00:00Z', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z'].map(visit)
const start = '2024-04-15T00:00:00Z'
const check = '2025-04-15T00:00:00Z'
const beforeCheck = '2025-04-14T23:59:59.999Z'

/** Diamond by hand, so that what is spent in the cycle is what the example says. */
const given: Activity = { at: start, type: 'set_tier', tier: 'diamond' }
const renewing = (renewal: Validity['renewal'], policy: Policy = 'one_step'): LadderLike => {
  const validity: Validity = renewal === undefined ? oneYear : { ...oneYear, renewal }
  return program([gold(oneYear), diamond(validity)], { policy })
}

const renewals: Example[] = [
  {
    number: '9.5',
    source: renewalPage,
    what: 'ANY 2 of 400 spent and 5 visits: 433 and 3 visits fail, so the member is downgraded',
    ladder: renewing(anyTwo),
    activity: [given, spent('2024-05-01T00:00:00Z', 433), ...visits],
    at: [
      [beforeCheck, 'diamond', { keep: { until: check } }],
      [check, 'gold', { since: check, expiresAt: '2026-04-14T23:59:59Z' }],
    ],
  },
  {
    number: '9.5',
    source: renewalPage,
    what: '5 visits renew; what was done before the cycle does not count',
    ladder: renewing(anyTwo),
    activity: [
      given,
      spent('2024-05-01T00:00:00Z', 433),
      ...visits,
      visit('2024-08-01T00:00:00Z'),
      visit('2024-09-01T00:00:00Z'),
    ],
    at: [
      [check, 'diamond', { since: start, expiresAt: '2025-05-14T23:59:59Z' }],
      // The month of the extension has no visits.
      ['2025-05-15T00:00:00Z', 'gold'],
    ],
  },
  ...(['one_step', 'requalify', 'to_base', 'hold'] as const).map(
    (policy): Example => ({
      number: '9.5',
      source: validityPage,
      what: `no conditions: every check renews, whatever downgradeTo says (${policy})`,
      ladder: renewing(undefined, policy),
      activity: [given],
      at: [[check, 'diamond', { since: start, expiresAt: '2025-05-14T23:59:59Z' }]],
    }),
  ),
  {
    number: '9.5',
    source: renewalPage,
    what: 'shouldDowngrade false: stays, and is extended',
    ladder: renewing(anyTwo, 'hold'),
    activity: [given],
    at: [[check, 'diamond', { expiresAt: '2025-05-14T23:59:59Z' }]],
  },
]

const threeTiers = (policy: Policy): LadderLike =>
  program(
    [
      { ...tier('tier_2', 1, 200), validity: oneYear },
      { ...tier('tier_3', 2, 600), validity: { ...oneYear, renewal: c } },
    ],
    { policy },
  )

const downgrades: Example[] = (
  [
    ['SINGLE', 'one_step', 100, 'tier_2'],
    ['THRESHOLD', 'requalify', 100, 'tier_2'],
    ['THRESHOLD', 'requalify', 500, null],
    ['THRESHOLD', 'requalify', 0, 'tier_3'],
    ['LOWEST', 'to_base', 100, null],
  ] as const
).map(([target, policy, redeemed, expected]) => ({
  number: '9.6',
  source: renewalPage,
  what: `${target}, thresholds 0, 200 and 600, with ${600 - redeemed} points left in tier 3`,
  ladder: threeTiers(policy),
  activity: [
    earned('2024-01-10T00:00:00Z', 600),
    { at: '2024-05-01T00:00:00Z', type: 'redeem', points: redeemed },
  ],
  at: [
    ['2025-01-09T23:59:59.999Z', 'tier_3', { since: '2024-01-10T00:00:00Z' }],
    // What lifted the member was earned in the first cycle, and renews once; the month after has nothing.
    ['2025-01-10T00:00:00Z', 'tier_3', { expiresAt: '2025-02-09T23:59:59Z' }],
    ['2025-02-10T00:00:00Z', expected],
  ],
}))

export const capillary: Example[] = [
  ...kpis,
  {
    number: '9.1',
    source: upgrade,
    what: 'the base tier takes everybody who qualifies for nothing',
    ladder: program([gold(oneYear)]),
    activity: [spent('2024-04-15T00:00:00Z', '999.99')],
    at: [['2024-05-01T00:00:00Z', null, { next: { remaining: '0.01' } }]],
  },
  {
    number: '9.1',
    source: upgrade,
    what: 'A OR B AND C is read from left to right: (A OR B) AND C',
    ladder: { tiers: [{ id: 'gold', rank: 1, rule: { all: [{ any: [a, b] }, c] } }] },
    activity: met,
    at: [['2024-02-01T00:00:00Z', null]],
  },
  {
    number: '9.1',
    source: upgrade,
    what: 'the same in DNF with precedence: A OR (B AND C)',
    ladder: { tiers: [{ id: 'gold', rank: 1, rule: { any: [a, { all: [b, c] }] } }] },
    activity: met,
    at: [['2024-02-01T00:00:00Z', 'gold']],
  },
  {
    number: '9.1',
    source: upgrade,
    what: 'ANY 1 of three, and ALL of them',
    ladder: {
      tiers: [
        { id: 'silver', rank: 1, rule: { atLeast: 1, of: [a, b, c] } },
        { id: 'gold', rank: 2, rule: { all: [a, b, c] } },
      ],
    },
    activity: met,
    at: [['2024-02-01T00:00:00Z', 'silver']],
  },
  ...issue,
  {
    number: '9.2',
    source: upgrade,
    what: 'purchases jump to the highest tier that they qualify for',
    ladder: program([gold(oneYear), diamond(oneYear)]),
    activity: [spent('2024-04-15T09:00:00Z', 20_000)],
    at: [['2024-04-15T09:00:00Z', 'diamond']],
  },
  ...validities,
  ...table,
  ...renewals,
  ...downgrades,
  {
    number: '9.6',
    source: renewalPage,
    what: 'the base tier stays',
    ladder: threeTiers('one_step'),
    activity: [earned('2024-01-10T00:00:00Z', 100)],
    at: [['2026-01-10T00:00:00Z', null]],
  },
]
