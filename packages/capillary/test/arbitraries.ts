import type { Benefit, Criterion, Json, Metric, Rule, TierDraft, TierPatch, Validity } from '@rungs/model'
import fc from 'fast-check'

/** The trackers of {@link ruleSettings}. */
const trackers = {
  nights: { trackerId: 11, trackerCondition: 12 },
  stays: { trackerId: 21, trackerCondition: 22 },
}

/** The settings that rules need, by default. */
export const ruleSettings = { kpiType: 'CURRENT_POINTS', kpiTracker: 'tracker', trackers } as const

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
const whole = fc
  .oneof(fc.constantFrom(0, 1, 2_147_483_647, 2_147_483_648), fc.nat({ max: 10 ** 12 }))
  .map(String)
const amount = fc.oneof(whole, fc.constantFrom('0.5', '1234.25', '99999999999999999999'))
const metric = fc.constantFrom<Metric>(
  'points.balance',
  'points.earned',
  'spend',
  'visits',
  'counter:nights',
  'counter:other',
)
const criterion: fc.Arbitrary<Criterion> = fc.record({
  metric,
  op: fc.constantFrom('>=', '>=', '>=', '>', '==', '<=', '<'),
  value: amount,
})

const ruleOver = (leaf: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
  fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 4 }) }),
      fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 4 }) }),
      fc
        .array(tie('rule'), { minLength: 1, maxLength: 4 })
        .chain((of) => fc.record({ atLeast: fc.integer({ min: 1, max: of.length }), of: fc.constant(of) })),
    ),
  })).rule

/** Any rule that the client may hand over. */
const anyRule = ruleOver(criterion)

const renewable: readonly [Metric, string][] = [
  ['spend', '5000'],
  ['visits', '5'],
  ['points.earned', '300.5'],
  ['counter:nights', '10'],
]

/** A rule over what Capillary renews by, one threshold of each. */
export const renewableRule = ruleOver(
  fc.constantFrom(...renewable).map(([name, value]): Rule => ({ metric: name, op: '>=', value })),
)

const validity: fc.Arbitrary<Validity> = fc.record(
  {
    anchor: fc.constantFrom('entry', 'entry_cyclic', 'fixed', 'registration'),
    months: fc.constantFrom(1, 6, 12, 36),
    start: fc.constantFrom('2026-01-01T00:00:00Z', '2026-03-15T00:00:00Z'),
    minimumMonths: fc.nat(24),
    renewal: fc.oneof(anyRule, renewableRule),
  },
  { requiredKeys: ['anchor'] },
)
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.record({ label: text }),
  fc.record({ key: fc.constantFrom('discount', 'lounge'), value: json }),
)
const vendor = fc.constantFrom<{ capillary: Json }>(
  { capillary: { upgradeType: 'LAZY', shouldDowngrade: true, downgradeTo: 'SINGLE' } },
  { capillary: { renewalWindowType: 'CUSTOM_PERIOD', computationWindowStartValue: 12 } },
  { capillary: {} },
  { capillary: null },
  { capillary: { isActive: true } },
  { capillary: { upgradeType: 7, meta: {} } },
)
const fields = {
  description: text,
  color: fc.constant('#C0FFEE'),
  icon: text,
  rank: fc.integer({ min: 1, max: 2_147_483_647 }),
  rule: anyRule,
  validity,
  benefits: fc.array(benefit, { maxLength: 3 }),
  vendor,
}

/** Any tier to create that the client may hand over, held by Capillary or not. */
export const anyDraft: fc.Arbitrary<TierDraft> = fc.record(
  {
    name: text,
    key: fc.constant('gold'),
    status: fc.constantFrom('draft', 'pending', 'active', 'rejected', 'archived'),
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
    color: fc.option(fields.color),
    icon: fc.option(text),
    rule: fc.option(anyRule),
    validity: fc.option(validity),
  },
  { requiredKeys: [] },
)

const beside = fc.constantFrom<Metric>('points.earned', 'spend', 'visits', 'counter:nights', 'counter:stays')
const threshold = fc.oneof(fc.constantFrom(0, 1, 2_147_483_647), fc.nat({ max: 2_147_483_647 })).map(String)
const kpi = threshold.map((value): Criterion => ({ metric: 'points.balance', op: '>=', value }))
const others = fc.array(fc.record({ metric: beside, op: fc.constant('>=' as const), value: amount }), {
  minLength: 1,
  maxLength: 4,
})

/** A rule that Capillary can hold whole. */
export const heldRule: fc.Arbitrary<Rule> = fc.oneof(
  kpi,
  fc.tuple(kpi, others).map(([first, rest]): Rule => ({ all: [first, ...rest] })),
  fc.tuple(kpi, others).map(([first, rest]): Rule => ({ any: [first, ...rest] })),
)

const shortText = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 50 })

/** A tier that Capillary can hold whole. */
export const heldDraft: fc.Arbitrary<TierDraft> = fc.record(
  {
    name: shortText,
    description: shortText,
    color: fields.color,
    rule: heldRule,
    validity: fc.oneof(
      fc.record({
        anchor: fc.constantFrom('entry' as const, 'entry_cyclic' as const),
        months: fc.integer({ min: 1, max: 48 }),
      }),
      fc.record({
        anchor: fc.constant('fixed' as const),
        months: fc.integer({ min: 1, max: 48 }),
        start: fc.constant('2026-01-01T00:00:00Z'),
        minimumMonths: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({ anchor: fc.constant('registration' as const) }),
    ),
  },
  { requiredKeys: ['name', 'rule'] },
)
