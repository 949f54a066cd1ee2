import type {
  ActivityDraft,
  Benefit,
  Criterion,
  Json,
  LadderPatch,
  Lifecycle,
  Metric,
  Rule,
  TierDraft,
  TierPatch,
  Window,
} from '@rungs/model'
import fc from 'fast-check'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/)
const amount = fc.oneof(
  fc.nat({ max: Number.MAX_SAFE_INTEGER }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  fc.constantFrom('0.5', '-1', '0.1', '9007199254740992', '12345678901234567.5'),
)
/** Amounts that a JSON number holds exactly, whole or with cents. */
const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER }).map(String)
const cents = fc.integer({ min: 1, max: 9_999_999 }).map((n) => String(n / 100))
const metric = fc.constantFrom<Metric>('points.balance', 'points.earned', 'spend', 'visits', 'counter:nights')
const op = fc.constantFrom('>=' as const, '>' as const, '==' as const, '<=' as const, '<' as const)
const criterionOf = (value: fc.Arbitrary<string>, of = metric): fc.Arbitrary<Criterion> =>
  fc.record({ metric: of, op, value })
/** A criterion that Scrip can hold: points and visits are whole, counters may be below zero. */
const heldCriterion: fc.Arbitrary<Criterion> = fc.oneof(
  criterionOf(whole),
  criterionOf(cents, fc.constant<Metric>('spend')),
  criterionOf(
    cents.map((value) => `-${value}`),
    fc.constant<Metric>('counter:nights'),
  ),
)
const criterion = criterionOf(amount, fc.oneof(metric, fc.constant<Metric>('counter:points_earned')))
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    criterion,
    heldCriterion,
    fc.record({ all: fc.array(heldCriterion, { minLength: 1, maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ atLeast: fc.constant(1), of: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
  ),
}))
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.record({ label: text }),
  fc.record({ key: fc.oneof(key, fc.constantFrom('discount', 'labels', 'labels_order')), value: json }),
)
const validity = fc.record(
  { anchor: fc.constantFrom('entry' as const, 'fixed' as const), months: fc.nat(24), renewal: rule },
  { requiredKeys: ['anchor'] },
)
const vendor = fc.constantFrom<{ scrip: Json }>(
  { scrip: { level: { sort_order: 7, tags: ['a'], nested: { b: null } } } },
  { scrip: { level: {}, swapRanks: true } },
  { scrip: {} },
  { scrip: null },
  { scrip: { level: { rank: 1 }, other: 1 } },
  { scrip: { level: [1], swapRanks: 'yes' } },
  { scrip: { tier: { note: 'x' } } },
)
const color = fc.constant('#C0FFEE')
const fields = {
  description: text,
  color,
  icon: text,
  rank: fc.integer({ min: 1, max: 2_147_483_647 }),
  rule,
  validity,
  benefits: fc.array(benefit, { maxLength: 5 }),
  vendor,
}

/** Any tier to create that the client may hand over, held by Scrip or not. */
export const anyDraft: fc.Arbitrary<TierDraft> = fc.record(
  {
    name: text,
    key,
    status: fc.constantFrom('draft' as const, 'pending' as const, 'active' as const, 'archived' as const),
    ...fields,
  },
  { requiredKeys: ['name'] },
)

/** Any change of a tier that the client may hand over. */
export const anyPatch: fc.Arbitrary<TierPatch> = fc.record(
  {
    name: text,
    ...fields,
    description: fc.option(text),
    color: fc.option(color),
    icon: fc.option(text),
    rule: fc.option(rule),
    validity: fc.option(validity),
  },
  { requiredKeys: [] },
)

/** A tier that Scrip can hold whole. */
export const heldDraft: fc.Arbitrary<TierDraft & { key: string; rank: number }> = fc.record(
  {
    name: text,
    key,
    rank: fields.rank,
    color,
    icon: text,
    rule: fc.oneof(
      heldCriterion,
      fc.record({ all: fc.array(heldCriterion, { minLength: 2, maxLength: 4 }) }),
      fc.record({ any: fc.array(heldCriterion, { minLength: 1, maxLength: 4 }) }),
    ),
    benefits: fc
      .tuple(
        fc.array(text),
        fc.uniqueArray(fc.record({ key: fc.oneof(key, fc.constantFrom('7', '10', 'Ä')), value: json }), {
          selector: (one) => one.key,
        }),
      )
      .chain(([labels, keyed]) =>
        fc.shuffledSubarray<Benefit>([...labels.map((label) => ({ label })), ...keyed]),
      )
      .filter((benefits) => !benefits.some((one) => 'key' in one && /^labels/.test(one.key))),
  },
  { requiredKeys: ['name', 'key', 'rank'] },
)

/** Any activity that the client may hand over. */
export const anyActivity: fc.Arbitrary<ActivityDraft> = fc
  .tuple(
    fc.oneof(
      fc.record({
        type: fc.constantFrom('earn' as const, 'redeem' as const, 'expire' as const, 'refund' as const),
        points: fc.bigInt({ min: 1n, max: 10n ** 20n }).map(String),
      }),
      fc.record({
        type: fc.constant('adjust' as const),
        points: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
      }),
      fc.record({ type: fc.constant('purchase' as const), spend: amount }),
      fc.record({ type: fc.constant('counter' as const), counter: text, add: amount }),
      fc.record({ type: fc.constant('counter' as const), counter: text, set: amount }),
      fc.record({ type: fc.constantFrom('visit' as const, 'touch' as const) }),
    ),
    fc.option(fc.constant('2026-01-01T00:00:00Z'), { nil: undefined }),
  )
  .map(([activity, at]) => ({ ...activity, ...(at === undefined ? {} : { at }) }))

const window = fc.oneof(
  fc.constantFrom<Window>({ kind: 'lifetime' }, { kind: 'calendar_year' }, { kind: 'rolling', months: 6 }),
  fc.record({
    kind: fc.constant('fixed_year' as const),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  }),
)
const duration = fc.constantFrom('P90D', 'PT5H', 'P1DT30M', 'P2W', 'PT90S', 'P1M', 'P1Y')
const downgrade = fc.record(
  {
    policy: fc.constantFrom('requalify' as const, 'one_step' as const, 'to_base' as const, 'hold' as const),
    graceDays: fc.nat(400),
    floor: key,
  },
  { requiredKeys: ['policy'] },
)
const lifecycle: fc.Arbitrary<Lifecycle> = fc.record(
  {
    review: fc.constantFrom(
      'continuous' as const,
      'period_end' as const,
      'inactivity' as const,
      'never' as const,
    ),
    inactivity: duration,
    downgrade,
    extendMonths: fc.nat(24),
    rollover: fc.record({
      mode: fc.constantFrom('reset' as const, 'excess' as const),
      counters: fc.array(key, { maxLength: 3 }),
    }),
    reviewClock: fc.constantFrom('daily' as const, 'month_end' as const),
  },
  { requiredKeys: ['review', 'downgrade'] },
)

/** Any change of a ladder that the client may hand over. */
export const anyLadderPatch: fc.Arbitrary<LadderPatch> = fc.record(
  {
    name: text,
    status: fc.constantFrom(
      'active' as const,
      'paused' as const,
      'disabled' as const,
      'draft' as const,
      'archived' as const,
    ),
    window,
    lifecycle,
    baseTier: fc.constantFrom({ name: 'Friend', description: 'Everybody' }, null),
    timeZone: fc.constant('Europe/Berlin'),
    vendor,
  },
  { requiredKeys: [] },
)

interface Held {
  window: Window
  lifecycle: Lifecycle
}

/** A motion that Scrip can hold whole, its duration in Scrip's own spelling. */
export const heldMotion: fc.Arbitrary<Held> = fc.oneof(
  fc.constant<Held>({
    window: { kind: 'lifetime' },
    lifecycle: { review: 'never', downgrade: { policy: 'hold' } },
  }),
  fc
    .tuple(window, lifecycle, fc.constantFrom('P90D', 'PT5H', 'PT1H30M', 'PT90H', 'PT1M30S'))
    .filter(
      ([
        one,
        {
          downgrade: { policy },
        },
      ]) => one.kind !== 'rolling' && policy !== 'to_base',
    )
    .map(
      ([one, { review, inactivity: _quiet, reviewClock: _clock, ...rest }, quiet]): Held =>
        review === 'inactivity'
          ? { window: { kind: 'lifetime' }, lifecycle: { ...rest, review, inactivity: quiet } }
          : { window: one, lifecycle: { ...rest, review: 'period_end' } },
    ),
)
