import type {
  ActivityDraft,
  Benefit,
  Criterion,
  Json,
  Metric,
  Rule,
  TierDraft,
  TierPatch,
} from '@rungs/model'
import fc from 'fast-check'

/** Whole amounts that a JSON number carries exactly, the edges among them. */
export const holdable = fc.oneof(
  fc.constantFrom(0, 1, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER),
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
)

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
/** Any text that JavaScript has, halves of surrogate pairs among it. */
const anyText = fc.string({
  unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 20,
})
const amount = fc.oneof(
  holdable.map(String),
  fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  fc.constantFrom('0.5', '-1', '9007199254740992'),
)
const metric = fc.constantFrom<Metric>('points.balance', 'points.earned', 'spend', 'visits', 'counter:nights')
const criterion: fc.Arbitrary<Criterion> = fc.record({
  metric,
  op: fc.constantFrom('>=', '>', '==', '<=', '<'),
  value: amount,
})
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    criterion,
    criterion.map((one): Rule => ({ ...one, metric: 'points.balance', op: '>=' })),
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ atLeast: fc.constant(1), of: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
  ),
}))
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.record({ label: fc.oneof(text, anyText) }),
  fc.record({ key: fc.constantFrom('discount', 'lounge'), value: json }),
)
const validity = fc.record(
  {
    anchor: fc.constantFrom('entry' as const, 'fixed' as const),
    months: fc.nat(24),
    start: fc.constant('2026-01-01T00:00:00Z'),
    renewal: rule,
  },
  { requiredKeys: ['anchor'] },
)
const vendor = fc.constantFrom<{ vinr: Json }>(
  { vinr: { form: { 'metadata[color]': 'gold', tags: ['a', 'b'], rank: 7, hidden: false, none: [] } } },
  { vinr: { form: {} } },
  { vinr: {} },
  { vinr: null },
  { vinr: { form: { name: 'x' }, other: 1 } },
  { vinr: { form: [1] } },
  { vinr: { form: { deep: { a: 1 }, nothing: null } } },
)
const fields = {
  description: text,
  color: fc.constant('#C0FFEE'),
  icon: text,
  rank: fc.integer({ min: 1, max: 2_147_483_647 }),
  rule,
  validity,
  benefits: fc.array(benefit, { maxLength: 4 }),
  vendor,
}

/** Any tier to create that the client may hand over, held by VINR or not. */
export const anyDraft: fc.Arbitrary<TierDraft> = fc.record(
  {
    name: fc.oneof(text, anyText),
    key: fc.constant('gold'),
    status: fc.constantFrom('draft' as const, 'pending' as const, 'active' as const, 'archived' as const),
    ...fields,
  },
  { requiredKeys: ['name'] },
)

/** Any change of a tier that the client may hand over. */
export const anyPatch: fc.Arbitrary<TierPatch> = fc.record(
  {
    name: fc.oneof(text, anyText),
    ...fields,
    description: fc.option(text),
    color: fc.option(fields.color),
    icon: fc.option(text),
    rule: fc.option(rule),
    validity: fc.option(validity),
  },
  { requiredKeys: [] },
)

/** A tier that VINR can hold whole. */
export const heldDraft: fc.Arbitrary<TierDraft> = fc
  .record({
    name: text,
    value: holdable,
    benefits: fc.option(
      fc.array(
        text.map((label) => ({ label })),
        { maxLength: 6 },
      ),
      { nil: undefined },
    ),
    ranked: fc.boolean(),
    active: fc.boolean(),
  })
  .map(({ name, value, benefits, ranked, active }) => ({
    name,
    rule: { metric: 'points.balance', op: '>=', value: String(value) },
    ...(benefits === undefined ? {} : { benefits }),
    ...(ranked && value < 2_147_483_647 ? { rank: value + 1 } : {}),
    ...(active ? { status: 'active' } : {}),
  }))

/** Any activity that the client may hand over. */
export const anyActivity: fc.Arbitrary<ActivityDraft> = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('earn' as const, 'redeem' as const, 'expire' as const, 'refund' as const),
      points: fc.bigInt({ min: 1n, max: 10n ** 20n }).map(String),
      at: fc.constant('2026-01-01T00:00:00Z'),
    },
    { requiredKeys: ['type', 'points'] },
  ),
  fc.record(
    {
      type: fc.constant('adjust' as const),
      points: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
      at: fc.constant('2026-01-01T00:00:00Z'),
    },
    { requiredKeys: ['type', 'points'] },
  ),
  fc.constantFrom<ActivityDraft>(
    { type: 'purchase', spend: '0.3' },
    { type: 'visit', at: '2026-01-01T00:00:00Z' },
    { type: 'counter', counter: 'nights', add: '1' },
    { type: 'touch' },
  ),
)
