import type { Benefit, Field, Metric, Tier, TierInput, TierPatchInput } from '@rungs/model'
import type { RuleInput } from '@rungs/model/schemas'
import type { CaseContext } from '../context.js'

/** How one field of a tier is given, changed and cleared. */
export interface FieldProbe {
  field: Field
  /** Where it stands in an input; losses and issues name this path or one below it. */
  path: string
  /** Added to a plain tier, it makes use of the field. */
  given(t: CaseContext): Partial<TierInput>
  /** Another value, where a change may have one. */
  changed?(t: CaseContext): TierPatchInput
  /** A change that takes the value away, where there is one. */
  cleared?: TierPatchInput
  /** The value in an output. */
  read(tier: Tier): unknown
  /** Whether a tier can be made without it, so that `onLoss: 'report'` can go on. */
  dispensable: boolean
}

const key = 'gold_probe'
const labels: Benefit[] = [{ label: 'Free shipping' }, { label: 'Early access to sales' }]
const values: Benefit[] = [{ key: 'discount', value: { percent: 10, on: ['shoes', null, true] } }]

const presentation: FieldProbe[] = [
  {
    field: 'tier.key',
    path: 'key',
    given: () => ({ key }),
    read: (tier) => tier.key,
    dispensable: true,
  },
  {
    field: 'tier.name',
    path: 'name',
    given: () => ({ name: 'Gold' }),
    changed: () => ({ name: 'Platinum' }),
    read: (tier) => tier.name,
    dispensable: false,
  },
  ...(['description', 'color', 'icon'] as const).map(text),
  {
    field: 'tier.rank',
    path: 'rank',
    given: () => ({ rank: 41 }),
    changed: () => ({ rank: 43 }),
    read: (tier) => tier.rank,
    dispensable: true,
  },
  {
    field: 'tier.status',
    path: 'status',
    given: () => ({ status: 'draft' }),
    read: (tier) => tier.status,
    dispensable: true,
  },
]

const contents: FieldProbe[] = [
  {
    field: 'tier.validity',
    path: 'validity',
    given: () => ({ validity: { anchor: 'entry', months: 12 } }),
    changed: () => ({ validity: { anchor: 'entry', months: 6 } }),
    cleared: { validity: null },
    read: (tier) => tier.validity,
    dispensable: true,
  },
  benefit('tier.benefits.label', labels, [{ label: 'Priority support' }]),
  benefit('tier.benefits.value', values, [{ key: 'lounge', value: 'yes' }]),
]

const rules: FieldProbe[] = [
  rule('tier.rule', (t) => at(t.provider.defaultMetric, 4100)),
  rule('rule.all', (t) => ({ all: pair(t) })),
  rule('rule.any', (t) => ({ any: pair(t) })),
  rule('rule.atLeast', (t) => ({ atLeast: 1, of: pair(t) })),
  rule('rule.operators', (t) => ({ ...at(t.provider.defaultMetric, 4100), op: '>' })),
  rule('metric.points.balance', () => at('points.balance', 4100)),
  rule('metric.points.earned', () => at('points.earned', 4100)),
  rule('metric.spend', () => at('spend', '4100.5')),
  rule('metric.visits', () => at('visits', 41)),
  rule('metric.counter', () => at('counter:nights', 41)),
]

/** A probe for every field of a tier. */
export const fieldProbes: readonly FieldProbe[] = [...presentation, ...contents, ...rules]

/** Everything beside name, rule, rank and status that the provider holds, as the probes give it. */
export function allHeld(t: CaseContext): Partial<TierInput> {
  const held = fieldProbes.filter(
    ({ field, dispensable }) =>
      dispensable && t.supports(field) && field !== 'tier.rank' && field !== 'tier.status',
  )
  return Object.assign({}, ...held.map((probe) => probe.given(t)))
}

const samples = {
  description: ['For our best customers', 'For the few'],
  color: ['#C0FFEE', '#BADA55'],
  icon: ['https://cdn.example/gold.png?size=2&x=1', 'https://cdn.example/platinum.png'],
} as const

function text(name: 'description' | 'color' | 'icon'): FieldProbe {
  return {
    field: `tier.${name}`,
    path: name,
    given: () => ({ [name]: samples[name][0] }),
    changed: () => ({ [name]: samples[name][1] }),
    cleared: { [name]: null },
    read: (tier) => tier[name],
    dispensable: true,
  }
}

function benefit(
  field: 'tier.benefits.label' | 'tier.benefits.value',
  given: Benefit[],
  changed: Benefit[],
): FieldProbe {
  return {
    field,
    path: 'benefits',
    given: () => ({ benefits: given }),
    changed: () => ({ benefits: changed }),
    cleared: { benefits: [] },
    read: (tier) => (tier.benefits.length === 0 ? undefined : tier.benefits),
    dispensable: true,
  }
}

function rule(field: Field, make: (t: CaseContext) => RuleInput): FieldProbe {
  return {
    field,
    path: 'rule',
    given: (t) => ({ rule: make(t) }),
    changed: (t) => ({ rule: raised(make(t)) }),
    read: (tier) => tier.rule,
    dispensable: false,
  }
}

function at(metric: Metric, value: number | string): { metric: Metric; op: '>='; value: number | string } {
  return { metric, op: '>=', value }
}

/** Two criteria: on two metrics where the provider has two, on one otherwise. */
function pair(t: CaseContext): RuleInput[] {
  const others = metrics.filter(([field, metric]) => metric !== t.provider.defaultMetric && t.supports(field))
  const other = t.subject.limits?.beside ?? others[0]?.[1] ?? t.provider.defaultMetric
  return [at(t.provider.defaultMetric, 4100), at(other, 4200)]
}

const metrics: readonly (readonly [Field, Metric])[] = [
  ['metric.points.balance', 'points.balance'],
  ['metric.points.earned', 'points.earned'],
  ['metric.spend', 'spend'],
  ['metric.visits', 'visits'],
  ['metric.counter', 'counter:nights'],
]

function raised(given: RuleInput): RuleInput {
  if ('metric' in given) return { ...given, value: given.metric === 'visits' ? 44 : 4400 }
  if ('all' in given) return { all: given.all.map(raised) }
  if ('any' in given) return { any: given.any.map(raised) }
  return { ...given, of: given.of.map(raised) }
}
