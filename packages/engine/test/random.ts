import type { Activity, Lifecycle, Metric, Window } from '@rungs/model'
import fc from 'fast-check'
import type { LadderHistory, LadderLike, Readings, RuleLike, TierLike } from '../src/index.js'
import type { Story } from './naive-walk.js'
import { zoneName } from './zones.js'

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
    { arbitrary: criterion, weight: 3 },
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
function activityFor({ tiers }: LadderLike, when: fc.Arbitrary<string> = instant): fc.Arbitrary<Activity[]> {
  const points = amount
  const given = fc.constantFrom(null, ...tiers.flatMap(({ id, key }) => [id ?? '', key ?? '']))
  const event: fc.Arbitrary<Activity> = fc.oneof(
    fc.record({ at: when, type: fc.constantFrom('earn', 'earn', 'redeem', 'expire', 'refund'), points }),
    fc.record({ at: when, type: fc.constant('adjust'), points: fc.constantFrom(-5, '-0.1', 3) }),
    fc.record({ at: when, type: fc.constant('purchase'), spend: amount }),
    fc.record({ at: when, type: fc.constantFrom('visit', 'touch') }),
    fc.record({ at: when, type: fc.constant('counter'), counter: fc.constantFrom('a', 'b'), add: amount }),
    fc.record({ at: when, type: fc.constant('counter'), counter: fc.constantFrom('a', 'b'), set: amount }),
    fc
      .record({ at: when, tier: given, days: fc.constantFrom(0, 1, 31, 200) })
      .map(({ at, tier, days }): Activity => {
        if (days === 0) return { at, type: 'set_tier', tier }
        const until = new Date(Date.parse(at) + days * 86_400_000).toISOString()
        return { at, type: 'set_tier', tier, until }
      }),
  )
  return fc.array(event, { maxLength: 8 })
}

/** A member with a ladder that has no history. */
export interface PlainStory extends Story {
  ladder: LadderLike
  activity: Activity[]
}

/** A ladder with activity. */
export const story: fc.Arbitrary<PlainStory> = ladder.chain((one) =>
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
export const reviewed: fc.Arbitrary<PlainStory> = fc
  .tuple(story, lifecycle)
  .map(([{ ladder, activity }, one]) => {
    return { ladder: withLifecycle(ladder, one), activity }
  })

/** A floor that names no tier is left out. */
function withLifecycle(ladder: LadderLike, lifecycle: Lifecycle): LadderLike {
  const { floor, ...downgrade } = lifecycle.downgrade
  const known = floor !== undefined && ladder.tiers.some(({ id }) => id === floor)
  return { ...ladder, lifecycle: { ...lifecycle, downgrade: known ? lifecycle.downgrade : downgrade } }
}

/** Instants at and around changes of clocks in Berlin, New York, Sao Paulo and St John's, and months before. */
const clockChange: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '2024-03-31T01:00:00Z',
      '2024-10-27T01:00:00Z',
      '2024-03-10T07:00:00Z',
      '2024-11-03T06:00:00Z',
      '2024-11-03T03:30:00Z',
      '2024-04-25T22:00:00Z',
      '2024-10-31T21:00:00Z',
    ),
    fc.constantFrom(0, 0, 1, 2, 6, 12),
    fc.constantFrom(-3_600_000, -1_800_000, -1, 0, 1, 1_800_000, 3_600_000, 5_400_000),
  )
  .map(([change, months, offset]) => {
    const date = new Date(Date.parse(change) + offset)
    date.setUTCMonth(date.getUTCMonth() - months)
    return date.toISOString()
  })

const anyInstant = fc.oneof({ arbitrary: instant, weight: 4 }, { arbitrary: clockChange, weight: 1 })

/** A rule that a little activity meets. */
const modest: fc.Arbitrary<RuleLike> = fc.record({
  metric: fc.constantFrom('points.earned', 'spend', 'visits'),
  op: fc.constant('>='),
  value: fc.constantFrom('0.1', 1, 2),
})

const validity: fc.Arbitrary<TierLike['validity']> = fc
  .record({
    anchor: fc.constantFrom('entry', 'entry', 'entry_cyclic', 'fixed', 'registration'),
    months: fc.constantFrom(1, 2, 6, 12, 12, 14),
    start: instant,
    minimumMonths: fc.constantFrom(0, 0, 1, 6, 13),
    renewal: fc.option(fc.oneof(rule, modest), { nil: undefined, freq: 4 }),
  })
  .map(({ anchor, months, start, minimumMonths, renewal }) => ({
    anchor,
    months,
    ...(anchor === 'fixed' ? { start } : {}),
    ...(minimumMonths === 0 ? {} : { minimumMonths }),
    ...(renewal === undefined ? {} : { renewal }),
  }))

/** Some readings that are not the defaults. */
const readings: fc.Arbitrary<Readings> = fc.record(
  {
    rollingEdge: fc.constantFrom('left', 'counts'),
    refund: fc.constantFrom('lowers', 'raises'),
    negativeAdjustment: fc.constantFrom('counts', 'ignored'),
    pausedActivity: fc.constantFrom('counts', 'ignored'),
    pendingDrop: fc.constantFrom('higher', 'as_reviewed', 'as_due'),
    belowFloor: fc.constantFrom('stays', 'drops', 'lifted'),
    lapseSpares: fc.constantFrom('qualified', 'nobody'),
    edits: fc.constantFrom('at_once', 'next_change'),
    newTiers: fc.constantFrom('as_edits', 'at_once'),
  },
  { requiredKeys: [] },
)

/** A ladder of which every part may be there. */
const full: fc.Arbitrary<LadderLike> = fc
  .record({
    base: ladder,
    lifecycle,
    monthEnd: fc.boolean(),
    validities: fc.array(fc.option(validity, { nil: undefined, freq: 3 }), { minLength: 4, maxLength: 4 }),
    timeZone: fc.option(zoneName, { nil: undefined, freq: 2 }),
  })
  .map(({ base, lifecycle: one, monthEnd, validities, timeZone }) => {
    const periods = one.review === 'period_end'
    const tiers = base.tiers.map((tier): TierLike => {
      const found = periods ? validities[names.indexOf(tier.id ?? '')] : undefined
      return found === undefined ? tier : { ...tier, validity: found }
    })
    const clocked = periods && monthEnd ? { ...one, reviewClock: 'month_end' as const } : one
    const made = withLifecycle({ ...base, tiers }, clocked)
    return timeZone === undefined ? made : { ...made, timeZone }
  })

/** What an edit makes of a ladder: other tiers, another status, or another ladder altogether. */
function edited(ladder: LadderLike): fc.Arbitrary<LadderLike> {
  const kept = (tiers: TierLike[]): LadderLike =>
    ladder.lifecycle === undefined
      ? { ...ladder, tiers }
      : withLifecycle({ ...ladder, tiers }, ladder.lifecycle)
  return fc.oneof(
    fc.subarray([...ladder.tiers]).map(kept),
    fc
      .tuple(fc.nat(), rule)
      .map(([at, one]) =>
        kept(
          ladder.tiers.map((tier, index) =>
            index === at % ladder.tiers.length ? { ...tier, rule: one } : tier,
          ),
        ),
      ),
    fc.constantFrom('active', 'paused', 'disabled').map((status): LadderLike => ({ ...ladder, status })),
    window.map((one): LadderLike => ({ ...ladder, window: one })),
    tiers.map((list) => kept(list)),
    full,
  )
}

const versions: fc.Arbitrary<LadderHistory> = fc
  .tuple(full, fc.uniqueArray(anyInstant, { minLength: 1, maxLength: 2, selector: (at) => Date.parse(at) }))
  .chain(([first, instants]) =>
    edited(first).chain((second) =>
      edited(second).map((third) => {
        const later = [second, third]
        const sorted = instants.sort((a, b) => Date.parse(a) - Date.parse(b))
        return {
          versions: [
            { ladder: first },
            ...sorted.map((from, index) => ({ from, ladder: later[index] ?? second })),
          ],
        }
      }),
    ),
  )

type FullStory = Story & { activity: Activity[] }

const withMember = (ladders: fc.Arbitrary<LadderLike | LadderHistory>): fc.Arbitrary<FullStory> =>
  ladders.chain((ladder) => {
    const all = 'versions' in ladder ? ladder.versions.map((version) => version.ladder) : [ladder]
    return fc.record({
      ladder: fc.constant(ladder),
      activity: activityFor({ tiers: all.flatMap(({ tiers }) => tiers) }, anyInstant),
      memberSince: instant,
      readings: fc.oneof(fc.constant({}), readings),
    })
  })

/** A member on a ladder with validities, zones and other readings. */
export const member: fc.Arbitrary<FullStory> = withMember(full)

/** The same on a ladder that was edited. */
export const editedMember: fc.Arbitrary<FullStory> = withMember(versions)

/** Any of both. */
export const anything: fc.Arbitrary<FullStory> = fc.oneof(member, editedMember)
