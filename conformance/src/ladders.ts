import type { Benefit, LadderPatchInput, Metric, TierInput } from '@rungs/model'
import type { RuleInput } from '@rungs/model/schemas'
import * as fc from 'fast-check'

/** The name of a floor: ids are known only when the tiers are there. Any other is that of the highest. */
export const lowest = 'the lowest tier'
const highest = 'the highest tier'

/** A ladder over every branch of the common model. */
export interface AnyLadder {
  settings: LadderPatchInput
  tiers: TierInput[]
}

const word = fc.constantFrom('Gold', 'Größe', '金', '🥇', 'a&b=c', '50% off', '"q"', '<b>', 'x+y', "it's")
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
const amount = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.constantFrom('0.1', '1000.5', '2147483647', '9007199254740993'),
)
const metric: fc.Arbitrary<Metric> = fc.constantFrom(
  'points.balance',
  'points.earned',
  'spend',
  'visits',
  'counter:nights',
  'counter:stays',
)
/** Points and visits come whole. */
const isWhole = (measured: Metric): boolean => measured.startsWith('points.') || measured === 'visits'
const op = fc.constantFrom('>=' as const, '>' as const, '==' as const, '<=' as const, '<' as const)
const whole = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.constantFrom('2147483647', '9007199254740993'),
)
const criterion: fc.Arbitrary<RuleInput> = metric.chain((measured) =>
  fc.record({ metric: fc.constant(measured), op, value: isWhole(measured) ? whole : amount }),
)

const rule: fc.Arbitrary<RuleInput> = fc.letrec<{ rule: RuleInput }>((tie) => {
  const parts = fc.array(tie('rule'), { minLength: 1, maxLength: 3 })
  return {
    rule: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      criterion,
      parts.map((all) => ({ all })),
      parts.map((any) => ({ any })),
      parts.chain((of) =>
        fc.record({ atLeast: fc.integer({ min: 1, max: of.length }), of: fc.constant(of) }),
      ),
    ),
  }
}).rule

const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  phrase.map((label) => ({ label })),
  fc.record({
    key: fc.constantFrom('discount', 'lounge', 'gift'),
    value: fc.constantFrom(0.05, true, null, 'free', { percent: 5, on: ['food', 'spa'] }),
  }),
)

const instant = fc.constantFrom('2024-01-01T00:00:00Z', '2024-02-29T12:00:00Z', '2025-06-30T22:00:00Z')
const months = fc.integer({ min: 1, max: 36 })
const validity: fc.Arbitrary<NonNullable<TierInput['validity']>> = fc.oneof(
  fc.record({ anchor: fc.constantFrom('entry' as const, 'entry_cyclic' as const), months }),
  fc.record(
    { anchor: fc.constant('entry' as const), months, minimumMonths: months, renewal: rule },
    { requiredKeys: ['anchor', 'months'] },
  ),
  fc.record({ anchor: fc.constant('fixed' as const), months, start: instant, renewal: rule }),
  fc.record({ anchor: fc.constant('fixed' as const), months, start: instant, minimumMonths: months }),
  fc.record({ anchor: fc.constant('registration' as const), renewal: rule }),
)

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((n) => `#${n.toString(16).padStart(6, '0').toUpperCase()}`)
const icon = fc.constantFrom('https://cdn.example/gold.png', 'star')

/** Tiers are apart in key, name, rank and threshold; ranks rise with thresholds where a rule is one threshold. */
function tier(index: number, base: number, home: Metric): fc.Arbitrary<TierInput> {
  const threshold = (index + 1) * 1000 + base
  const plain: fc.Arbitrary<RuleInput> = mostly(fc.constant(home), metric).chain((measured) =>
    fc.record({
      metric: fc.constant(measured),
      op: mostly(fc.constant('>=' as const), op),
      value: isWhole(measured)
        ? fc.constant(threshold)
        : mostly(fc.constant(threshold), fc.constant(threshold + 0.25)),
    }),
  )
  const full = fc.record(
    {
      name: phrase.map((words) => `${words} ${index}`),
      key: fc.constant(`tier_${index}`),
      description: phrase,
      color,
      icon,
      rank: fc.oneof(fc.constant(index + 1), fc.constant(threshold + 1)),
      rule: mostly(plain, rule),
      validity,
      benefits: fc.array(benefit, { maxLength: 3 }),
      status: mostly(fc.constant('active' as const), fc.constant('draft' as const)),
    },
    { requiredKeys: ['name', 'rule'] },
  )
  return mostly(
    full,
    full.map(({ rule: _rule, ...ruleless }) => ruleless),
  )
}

function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 7, arbitrary: usual }, other)
}

const downgrade = fc.record(
  {
    policy: fc.constantFrom('requalify' as const, 'one_step' as const, 'to_base' as const, 'hold' as const),
    graceDays: fc.integer({ min: 0, max: 90 }),
    floor: fc.constantFrom(lowest, highest),
  },
  { requiredKeys: ['policy'] },
)

const inactivity = fc.constantFrom('P90D', 'P6M', 'P1Y', 'P2W', 'PT36H', 'P1Y6M')

const lifecycle: fc.Arbitrary<NonNullable<LadderPatchInput['lifecycle']>> = fc.oneof(
  fc.constant({ review: 'continuous' as const, downgrade: { policy: 'requalify' as const } }),
  fc.record({ review: fc.constant('never' as const), downgrade }),
  fc.record({ review: fc.constant('inactivity' as const), inactivity, downgrade }),
  fc.record(
    {
      review: fc.constant('period_end' as const),
      downgrade,
      extendMonths: months,
      rollover: fc.record({
        mode: fc.constantFrom('reset' as const, 'excess' as const),
        counters: fc.subarray(['nights', 'stays'], { minLength: 1 }),
      }),
      reviewClock: fc.constantFrom('daily' as const, 'month_end' as const),
    },
    { requiredKeys: ['review', 'downgrade'] },
  ),
)

const window: fc.Arbitrary<NonNullable<LadderPatchInput['window']>> = fc.oneof(
  fc.constant({ kind: 'lifetime' as const }),
  fc.record({ kind: fc.constant('rolling' as const), months: fc.constantFrom(3, 12, 24) }),
  fc.constant({ kind: 'calendar_year' as const }),
  fc.record({
    kind: fc.constant('fixed_year' as const),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  }),
  fc.constantFrom(
    { kind: 'fixed_year' as const, month: 2, day: 29 },
    { kind: 'fixed_year' as const, month: 12, day: 31 },
  ),
)

const settings: fc.Arbitrary<LadderPatchInput> = fc.record(
  {
    name: phrase,
    status: fc.constantFrom('active', 'paused', 'disabled', 'draft', 'archived'),
    window,
    lifecycle,
    baseTier: fc.record({ name: phrase, description: phrase, color, icon }, { requiredKeys: ['name'] }),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York'),
  },
  { requiredKeys: ['window'] },
)

/** The metric of most tiers of a ladder; most often one that some vendor holds. */
const home: fc.Arbitrary<Metric> = fc.constantFrom(
  'points.balance',
  'points.balance',
  'points.earned',
  'points.earned',
  'counter:nights',
  'spend',
  'visits',
)

/** Ladders of up to four tiers; those of a home have most rules on that metric. */
function laddersOf(homes: fc.Arbitrary<Metric>): fc.Arbitrary<AnyLadder> {
  return fc
    .tuple(settings, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 99 }), homes)
    .chain(([given, size, base, home]) =>
      fc.record({
        settings: fc.constant(given),
        tiers: fc.tuple(...Array.from({ length: size }, (_, index) => tier(index, base, home))),
      }),
    )
}

/** Ladders at home with any metric. */
const anyLadder: fc.Arbitrary<AnyLadder> = laddersOf(home)

/** Ladders for a provider to begin with: most are at home with its own metric, so that it holds much of them. */
export function laddersFor(own: Metric): fc.Arbitrary<AnyLadder> {
  return fc.oneof(anyLadder, { weight: 3, arbitrary: laddersOf(fc.constant(own)) })
}
