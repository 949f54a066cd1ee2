import type { LadderPatchInput, Rule, TierInput, Validity } from '@rungs/model'

/** Two inputs that differ in one field of the common model. */
export interface Probe<Input> {
  /** The field, and its value where it is a word. */
  field: string
  /** Where it stands in the input's account. */
  path: string
  a: Input
  /** The same with another value, or without it. */
  b: Input
}

/** What all tiers of the probes have. */
export const plain = { name: 'Gold', threshold: 5000 } as const

const bare = { name: 'Gold' } as const

const amount = (metric: string, value = '5000', op = '>='): Rule => ({ metric, op, value }) as Rule
const validity = (more: Partial<Validity>): { validity: Validity } => ({
  validity: { anchor: 'entry', months: 12, ...more },
})
const spend = amount('spend', '100')

/**
 * The probes of a tier. `metric`: the provider's own; what is combined with it, `other`, has to be another that it
 * knows.
 */
export function tierProbes(metric: string, other: string, base: object): Probe<TierInput>[] {
  const tier = (
    field: string,
    path: string,
    a: object,
    b: object = {},
    on: object = plain,
  ): Probe<TierInput> => ({
    field,
    path,
    a: { ...base, ...on, ...a } as TierInput,
    b: { ...base, ...on, ...b } as TierInput,
  })
  const own = amount(metric)
  const both = [own, amount(other, '10')]
  const rule = (field: string, found: Rule, instead: Rule = own): Probe<TierInput> =>
    tier(field, 'rule', { rule: found }, { rule: instead }, bare)
  const fixed = validity({ anchor: 'fixed', start: '2026-01-01T00:00:00.000Z' })
  return [
    tier('key', 'key', { key: 'gold_a' }, { key: 'gold_b' }),
    tier('name', 'name', { name: 'Gold A' }, { name: 'Gold B' }),
    tier('description', 'description', { description: 'A' }, { description: 'B' }),
    tier('color', 'color', { color: '#112233' }, { color: '#445566' }),
    tier(
      'icon',
      'icon',
      { icon: 'https://cdn.example.com/a.png' },
      { icon: 'https://cdn.example.com/b.png' },
    ),
    tier('rank', 'rank', { rank: 3 }, { rank: 4 }),
    tier('status: draft', 'status', { status: 'draft' }),
    tier('status: active', 'status', { status: 'active' }, { status: 'draft' }),
    tier('rule.value', 'rule', { threshold: 5000 }, { threshold: 6000 }),
    ...['points.balance', 'points.earned', 'spend', 'visits', 'counter:nights'].map((name) =>
      rule(`rule.metric: ${name}`, amount(name), amount(name === metric ? other : metric)),
    ),
    ...['>=', '>', '==', '<=', '<'].map((op) =>
      rule(`rule.op: ${op}`, amount(metric, '5000', op), amount(metric, '5000', op === '>=' ? '>' : '>=')),
    ),
    rule('rule.all', { all: both }),
    rule('rule.any', { any: both }),
    rule('rule.atLeast', { atLeast: 1, of: both }),
    rule('rules in rules', { any: [own, { all: [amount(other, '10'), spend] }] }),
    tier('no rule', 'name', {}, { rule: own }, bare),
    ...(['entry', 'entry_cyclic', 'registration'] as const).map((anchor) =>
      tier(`validity.anchor: ${anchor}`, 'validity', validity({ anchor })),
    ),
    tier('validity.anchor: fixed', 'validity', fixed),
    tier('validity.months', 'validity', validity({ months: 12 }), validity({ months: 24 })),
    tier('validity.start', 'validity', fixed, {
      validity: { ...fixed.validity, start: '2026-02-01T00:00:00.000Z' },
    }),
    tier(
      'validity.minimumMonths',
      'validity',
      validity({ minimumMonths: 3 }),
      validity({ minimumMonths: 6 }),
    ),
    tier('validity.renewal', 'validity', validity({ renewal: spend }), validity({})),
    tier('benefits: a label', 'benefits', { benefits: ['Tea'] }, { benefits: ['Cake'] }),
    tier(
      'benefits: key and value',
      'benefits',
      { benefits: [{ key: 'rate', value: 5 }] },
      { benefits: [{ key: 'rate', value: 6 }] },
    ),
  ]
}

function change(
  field: string,
  path: string,
  a: LadderPatchInput,
  b: LadderPatchInput,
): Probe<LadderPatchInput> {
  return { field, path, a, b }
}

const review = (more: object): LadderPatchInput =>
  ({ lifecycle: { review: 'period_end', downgrade: { policy: 'requalify' }, ...more } }) as LadderPatchInput
const year: LadderPatchInput = { window: { kind: 'calendar_year' } }
const ended = (more: object): LadderPatchInput => ({ ...year, ...review(more) })

/** The probes of a ladder's own settings. `floor`: the key or id of a tier that it has. */
export function ladderProbes(floor: string): Probe<LadderPatchInput>[] {
  const usual = ended({})
  const quiet: LadderPatchInput = {
    window: { kind: 'lifetime' },
    ...review({ review: 'inactivity', inactivity: 'P90D' }),
  }
  return [
    change('name', 'name', { name: 'Club A' }, { name: 'Club B' }),
    ...(['active', 'paused', 'disabled', 'draft', 'archived'] as const).map((status) =>
      change(
        `status: ${status}`,
        'status',
        { status },
        { status: status === 'paused' ? 'active' : 'paused' },
      ),
    ),
    change('window: lifetime', 'window', quiet, usual),
    change(
      'window: rolling',
      'window',
      { window: { kind: 'rolling', months: 12 } },
      { window: { kind: 'rolling', months: 24 } },
    ),
    change('window: calendar_year', 'window', ended({}), {
      ...ended({}),
      window: { kind: 'fixed_year', month: 2, day: 1 },
    }),
    change(
      'window: fixed_year',
      'window',
      { ...ended({}), window: { kind: 'fixed_year', month: 2, day: 1 } },
      { ...ended({}), window: { kind: 'fixed_year', month: 5, day: 9 } },
    ),
    change('lifecycle.review: continuous', 'lifecycle.review', review({ review: 'continuous' }), usual),
    change('lifecycle.review: period_end', 'lifecycle.review', usual, quiet),
    change(
      'lifecycle.review: inactivity',
      'lifecycle.review',
      review({ review: 'inactivity', inactivity: 'P90D' }),
      usual,
    ),
    change('lifecycle.review: never', 'lifecycle.review', review({ review: 'never' }), usual),
    change(
      'lifecycle.inactivity',
      'lifecycle.inactivity',
      review({ review: 'inactivity', inactivity: 'P90D' }),
      review({ review: 'inactivity', inactivity: 'P30D' }),
    ),
    ...(['requalify', 'one_step', 'to_base', 'hold'] as const).map((policy) =>
      change(
        `lifecycle.downgrade.policy: ${policy}`,
        'lifecycle.downgrade.policy',
        ended({ downgrade: { policy } }),
        ended({ downgrade: { policy: policy === 'hold' ? 'requalify' : 'hold' } }),
      ),
    ),
    change(
      'lifecycle.downgrade.graceDays',
      'lifecycle.downgrade.graceDays',
      ended({ downgrade: { policy: 'requalify', graceDays: 10 } }),
      ended({ downgrade: { policy: 'requalify', graceDays: 20 } }),
    ),
    change(
      'lifecycle.downgrade.floor',
      'lifecycle.downgrade.floor',
      ended({ downgrade: { policy: 'requalify', floor } }),
      usual,
    ),
    change(
      'lifecycle.extendMonths',
      'lifecycle.extendMonths',
      ended({ extendMonths: 1 }),
      ended({ extendMonths: 2 }),
    ),
    change(
      'lifecycle.rollover.mode: reset',
      'lifecycle.rollover',
      ended({ rollover: { mode: 'reset', counters: ['nights'] } }),
      ended({ rollover: { mode: 'excess', counters: ['nights'] } }),
    ),
    change(
      'lifecycle.rollover.mode: excess',
      'lifecycle.rollover',
      ended({ rollover: { mode: 'excess', counters: ['nights'] } }),
      ended({ rollover: { mode: 'reset', counters: ['nights'] } }),
    ),
    change(
      'lifecycle.rollover.counters',
      'lifecycle.rollover',
      ended({ rollover: { mode: 'reset', counters: ['nights'] } }),
      ended({ rollover: { mode: 'reset', counters: ['spend'] } }),
    ),
    change(
      'lifecycle.reviewClock',
      'lifecycle.reviewClock',
      ended({ reviewClock: 'daily' }),
      ended({ reviewClock: 'month_end' }),
    ),
    change(
      'baseTier.name',
      'baseTier.name',
      { baseTier: { name: 'Base A' } },
      { baseTier: { name: 'Base B' } },
    ),
    change(
      'baseTier.description',
      'baseTier.description',
      { baseTier: { name: 'Base', description: 'A' } },
      { baseTier: { name: 'Base', description: 'B' } },
    ),
    change(
      'baseTier.color',
      'baseTier.color',
      { baseTier: { name: 'Base', color: '#112233' } },
      { baseTier: { name: 'Base', color: '#445566' } },
    ),
    change(
      'baseTier.icon',
      'baseTier.icon',
      { baseTier: { name: 'Base', icon: 'https://cdn.example.com/a.png' } },
      { baseTier: { name: 'Base', icon: 'https://cdn.example.com/b.png' } },
    ),
    change('timeZone', 'timeZone', { timeZone: 'Europe/Berlin' }, { timeZone: 'Asia/Tokyo' }),
  ]
}
