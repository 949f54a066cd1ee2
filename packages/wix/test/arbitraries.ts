import type {
  ActivityDraft,
  Benefit,
  Criterion,
  Json,
  LadderPatch,
  Metric,
  Rule,
  TierDraft,
  TierPatch,
} from '@rungs/model'
import fc from 'fast-check'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 })
/** Any text that JavaScript has, halves of surrogate pairs among it. */
const anyText = fc.string({
  unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 80,
})
const amount = fc.oneof(
  fc.constantFrom('0', '1', '9999999', '10000000', '0.5', '-1', '9007199254740993'),
  fc.bigInt({ min: 0n, max: 10n ** 8n }).map(String),
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
    criterion.map((one): Rule => ({ ...one, metric: 'points.earned', op: '>=' })),
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ atLeast: fc.constant(1), of: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
  ),
}))
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.record({ label: text }),
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
const icon = fc.oneof(
  text,
  fc.constantFrom(
    'https://cdn.example/gold.png?size=2&x=1',
    'shapes/4b6ad8c1.svg',
    'wix:image://v1/11062b_a1/gold%20star.png#originWidth=64&originHeight=32',
    'gold',
    'ftp://cdn.example/gold.png',
    'https://',
  ),
)
const vendor = fc.constantFrom<{ wix: Json }>(
  { wix: { icon: { url: 'https://cdn.example/a.png', altText: 'A star' } } },
  { wix: { fields: { labels: ['a'], deep: { a: [1, null] } } } },
  { wix: {} },
  { wix: null },
  { wix: { icon: 'gold' } },
  { wix: { fields: { id: 'x' }, other: 1 } },
  { wix: { fields: [] } },
)
const fields = {
  description: fc.oneof(text, anyText),
  color: fc.constant('#C0FFEE'),
  icon,
  rank: fc.integer({ min: 1, max: 2_147_483_647 }),
  rule,
  validity,
  benefits: fc.array(benefit, { maxLength: 4 }),
  vendor,
}

/** Any tier to create that the client may hand over, held by Wix or not. */
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
    icon: fc.option(icon),
    rule: fc.option(rule),
    validity: fc.option(validity),
  },
  { requiredKeys: [] },
)

/** A tier that Wix can hold whole. */
export const heldDraft: fc.Arbitrary<TierDraft> = fc
  .record(
    {
      name: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 50 }),
      points: fc.integer({ min: 0, max: 9_999_999 }),
      description: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 70 }),
      icon: fc.constantFrom(
        'https://cdn.example/gold.png?size=2&x=1',
        'shapes/4b6ad8c1.svg',
        'wix:image://v1/a/b.png',
      ),
    },
    { requiredKeys: ['name', 'points'] },
  )
  .map(({ points, ...shown }) => ({
    ...shown,
    rank: points + 1,
    rule: { metric: 'points.earned', op: '>=', value: String(points) },
    benefits: [],
    status: 'active',
  }))

/** Any change of a ladder that the client may hand over. */
export const anyLadderPatch: fc.Arbitrary<LadderPatch> = fc.record(
  {
    name: text,
    status: fc.constantFrom('active', 'paused', 'disabled', 'draft', 'archived'),
    window: fc.oneof(
      fc.constant({ kind: 'lifetime' as const }),
      fc.record({ kind: fc.constant('rolling' as const), months: fc.integer({ min: 1, max: 60 }) }),
      fc.constant({ kind: 'calendar_year' as const }),
      fc.constant({ kind: 'fixed_year' as const, month: 4, day: 1 }),
    ),
    lifecycle: fc.record(
      {
        review: fc.constantFrom('continuous', 'period_end', 'inactivity', 'never'),
        inactivity: fc.constant('P90D'),
        downgrade: fc.record(
          {
            policy: fc.constantFrom('requalify', 'one_step', 'to_base', 'hold'),
            graceDays: fc.nat(30),
            floor: fc.constant('gold'),
          },
          { requiredKeys: ['policy'] },
        ),
        extendMonths: fc.nat(3),
        rollover: fc.constant({ mode: 'reset' as const, counters: ['nights'] }),
        reviewClock: fc.constant('daily' as const),
      },
      { requiredKeys: ['review', 'downgrade'] },
    ),
    baseTier: fc.option(
      fc.record(
        { name: text, description: text, color: fc.constant('#C0FFEE'), icon },
        { requiredKeys: ['name'] },
      ),
    ),
    timeZone: fc.constant('Europe/Berlin'),
    vendor,
  },
  { requiredKeys: [] },
)

/** Any activity that the client may hand over. */
export const anyActivity: fc.Arbitrary<ActivityDraft> = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('earn' as const, 'redeem' as const, 'expire' as const, 'refund' as const),
      points: fc.bigInt({ min: 1n, max: 10n ** 8n }).map(String),
      at: fc.constant('2026-01-01T00:00:00Z'),
    },
    { requiredKeys: ['type', 'points'] },
  ),
  fc.record(
    {
      type: fc.constant('adjust' as const),
      points: fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }).map(String),
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
