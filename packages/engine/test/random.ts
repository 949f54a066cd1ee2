import type { Activity, Lifecycle, Metric, Window } from '@rungs/model'
import fc from 'fast-check'
import type { LadderLike, RuleLike, TierLike } from '../src/index.js'

/** Instants that gather where calendars are awkward: month ends, 29 February, year ends, midnights, and each other. */
export const instant: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(2023, 2024, 2025),
    fc.integer({ min: 0, max: 11 }),
    fc.constantFrom(1, 2, 15, 27, 28, 29, 30, 31),
    fc.constantFrom(0, 0, 1, 43_200_000, 86_399_999),
  )
  .map(([year, month, day, time]) => {
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    return new Date(Date.UTC(year, month, Math.min(day, last)) + time).toISOString()
  })

const amount = fc.constantFrom(0, 1, 2, 5, 10, '0.1', '0.2', '0.3', 0.7, '2.50', '9007199254740993')
const metric = fc.constantFrom<Metric>(
  'points.balance',
  'points.earned',
  'spend',
  'visits',
  'counter:a',
  'counter:b',
)
const names = ['bronze', 'silver', 'gold', 'black']

const criterion: fc.Arbitrary<RuleLike> = fc.record({
  metric,
  op: fc.constantFrom('>=', '>=', '>=', '>=', '>', '==', '<=', '<'),
  value: amount,
})

const rule: fc.Arbitrary<RuleLike> = fc.letrec<{ rule: RuleLike }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    criterion,
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc
      .array(tie('rule'), { minLength: 1, maxLength: 3 })
      .chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast) => ({ atLeast, of }))),
  ),
})).rule

const window: fc.Arbitrary<Window> = fc.oneof(
  fc.constant<Window>({ kind: 'lifetime' }),
  fc.constantFrom(1, 2, 6, 12, 13).map((months): Window => ({ kind: 'rolling', months })),
  fc.constant<Window>({ kind: 'calendar_year' }),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 15, 28, 29, 30, 31))
    .map(([month, day]): Window => ({ kind: 'fixed_year', month, day })),
)

const tiers: fc.Arbitrary<TierLike[]> = fc
  .array(
    fc.record({
      rule: fc.option(rule, { nil: undefined, freq: 6 }),
      status: fc.constantFrom(undefined, undefined, undefined, 'active', 'draft'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.map((one, index) => {
      const tier: TierLike = { id: names[index] ?? '', key: `k_${names[index]}`, rank: (index + 1) * 3 }
      if (one.rule !== undefined) tier.rule = one.rule
      if (one.status !== undefined) tier.status = one.status
      return tier
    }),
  )

const ladder: fc.Arbitrary<LadderLike> = fc.record({
  window,
  tiers: tiers.chain((list) => fc.shuffledSubarray(list, { minLength: list.length })),
  status: fc.constantFrom('active', 'active', 'active', 'active', 'active', 'active', 'active', 'paused'),
})

/** Activity that fits a ladder: tiers given by hand are among its tiers. */
function activityFor({ tiers }: LadderLike): fc.Arbitrary<Activity[]> {
  const points = amount
  const given = fc.constantFrom(null, ...tiers.flatMap(({ id, key }) => [id ?? '', key ?? '']))
  const event: fc.Arbitrary<Activity> = fc.oneof(
    fc.record({ at: instant, type: fc.constantFrom('earn', 'earn', 'redeem', 'expire', 'refund'), points }),
    fc.record({ at: instant, type: fc.constant('adjust'), points: fc.constantFrom(-5, '-0.1', 3) }),
    fc.record({ at: instant, type: fc.constant('purchase'), spend: amount }),
    fc.record({ at: instant, type: fc.constantFrom('visit', 'touch') }),
    fc.record({ at: instant, type: fc.constant('counter'), counter: fc.constantFrom('a', 'b'), add: amount }),
    fc.record({ at: instant, type: fc.constant('counter'), counter: fc.constantFrom('a', 'b'), set: amount }),
    fc
      .record({ at: instant, tier: given, days: fc.constantFrom(0, 1, 31, 200) })
      .map(({ at, tier, days }): Activity => {
        if (days === 0) return { at, type: 'set_tier', tier }
        const until = new Date(Date.parse(at) + days * 86_400_000).toISOString()
        return { at, type: 'set_tier', tier, until }
      }),
  )
  return fc.array(event, { maxLength: 8 })
}

/** A ladder with activity. */
export const story: fc.Arbitrary<{ ladder: LadderLike; activity: Activity[] }> = ladder.chain((one) =>
  activityFor(one).map((activity) => ({ ladder: one, activity })),
)

/** Lifecycles of every kind, those aside that have no meaning. */
const lifecycle: fc.Arbitrary<Lifecycle> = fc
  .record({
    review: fc.constantFrom('period_end', 'period_end', 'inactivity', 'never', 'continuous'),
    inactivity: fc.constantFrom('P30D', 'P31D', 'P1M', 'P6M', 'P1M1D', 'P400D'),
    policy: fc.constantFrom('requalify', 'one_step', 'to_base', 'hold'),
    graceDays: fc.constantFrom(0, 0, 1, 30, 400),
    floor: fc.constantFrom(undefined, undefined, ...names),
    extendMonths: fc.constantFrom(0, 0, 1, 12, 14),
    rollover: fc.constantFrom<Lifecycle['rollover'][]>(
      undefined,
      { mode: 'reset', counters: ['a'] },
      { mode: 'excess', counters: ['a', 'b'] },
    ),
  })
  .map(({ review, inactivity, policy, graceDays, floor, extendMonths, rollover }): Lifecycle => {
    const continuous = review === 'continuous'
    return {
      review,
      ...(review === 'inactivity' ? { inactivity } : {}),
      downgrade: {
        policy: continuous && policy !== 'hold' ? 'requalify' : policy,
        graceDays,
        ...(floor === undefined ? {} : { floor }),
      },
      ...(continuous ? {} : { extendMonths }),
      ...(rollover === undefined ? {} : { rollover }),
    }
  })

/** A ladder of any lifecycle, with activity. */
export const reviewed: fc.Arbitrary<{ ladder: LadderLike; activity: Activity[] }> = fc
  .tuple(story, lifecycle)
  .map(([{ ladder, activity }, one]) => {
    const { floor, ...downgrade } = one.downgrade
    const known = floor !== undefined && ladder.tiers.some(({ id }) => id === floor)
    return {
      ladder: { ...ladder, lifecycle: { ...one, downgrade: known ? one.downgrade : downgrade } },
      activity,
    }
  })
