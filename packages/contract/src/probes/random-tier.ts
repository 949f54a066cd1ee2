import type { Benefit, Metric, TierInput } from '@rungs/model'
import type { RuleInput } from '@rungs/model/schemas'
import type { CaseContext } from '../context.js'
import type { Random } from '../random.js'
import { tierInput } from '../setup.js'

/** A tier made up from everything that the provider says it holds. `n` keeps names, keys and thresholds apart. */
export function randomTier(t: CaseContext, n: number): TierInput {
  const { random } = t
  const maybe = (given: TierInput | Partial<TierInput>): Partial<TierInput> => (random.chance(2) ? given : {})
  return tierInput(t, n, {
    name: `${words(random)} ${n}`,
    ...(t.supports('tier.key') ? maybe({ key: `key_${n}` }) : {}),
    ...(t.supports('tier.description') ? maybe({ description: words(random) }) : {}),
    ...(t.supports('tier.color') ? maybe({ color: color(random) }) : {}),
    ...(t.supports('tier.icon') ? maybe({ icon: `https://cdn.example/${n}.png` }) : {}),
    ...(t.supports('tier.validity') ? maybe({ validity: { anchor: 'entry', months: n } }) : {}),
    ...maybe({ benefits: benefits(t) }),
    ...(t.supports('tier.rule') ? maybe({ rule: rule(t, n) }) : {}),
  })
}

/** Texts that encodings like to break, of at most 30 characters. */
const fragments: readonly [string, ...string[]] = [
  'Gold',
  'Größe',
  'ゴールド',
  '金',
  '🥇🏽',
  'a&b=c',
  '50% off',
  'x+y',
  '"quoted"',
  "it's",
  '<b>',
  '[]',
  '#1?',
  'back\\slash',
  'שלום',
  'e\u0301',
  '{{x}}',
  'null',
]

function words(random: Random): string {
  return Array.from({ length: random.whole(1, 3) }, () => random.pick(fragments)).join(' ')
}

function color(random: Random): string {
  return `#${random.whole(0, 0xffffff).toString(16).padStart(6, '0').toUpperCase()}`
}

function benefits(t: CaseContext): Benefit[] {
  const { random } = t
  const kinds: (() => Benefit)[] = []
  if (t.supports('tier.benefits.label')) kinds.push(() => ({ label: words(random) }))
  if (t.supports('tier.benefits.value'))
    kinds.push(() => ({
      key: `perk_${random.whole(1, 99)}`,
      value: { [words(random)]: [1.5, null, 'x', true] },
    }))
  const [first, ...rest] = kinds
  if (first === undefined) return []
  return Array.from({ length: random.whole(0, 4) }, () => random.pick([first, ...rest])())
}

/** A rule on at least `n` hundred of something, so that no two tiers of a run have the same. */
function rule(t: CaseContext, n: number): RuleInput {
  const { random } = t
  const criterion = (): RuleInput => {
    const metric = random.pick(metricsOf(t))
    const op = t.supports('rule.operators') && random.chance(4) ? '>' : '>='
    return { metric, op, value: metric === 'spend' ? `${n}00.5` : n * 100 }
  }
  const forms: ((inner: RuleInput[]) => RuleInput)[] = []
  if (t.supports('rule.all')) forms.push((inner) => ({ all: inner }))
  if (t.supports('rule.any')) forms.push((inner) => ({ any: inner }))
  if (t.supports('rule.atLeast')) forms.push((inner) => ({ atLeast: 1, of: inner }))
  const [first, ...rest] = forms
  if (first === undefined || random.chance(2))
    return { metric: t.provider.defaultMetric, op: '>=', value: n * 100 }
  const { beside } = t.subject.limits ?? {}
  const pair =
    beside === undefined
      ? [criterion(), criterion()]
      : [t.provider.defaultMetric, beside].map((metric): RuleInput => ({ metric, op: '>=', value: n * 100 }))
  return random.pick([first, ...rest])(pair)
}

function metricsOf(t: CaseContext): [Metric, ...Metric[]] {
  const others: Metric[] = []
  for (const metric of ['points.balance', 'points.earned', 'spend', 'visits'] as const)
    if (t.supports(`metric.${metric}`) && metric !== t.provider.defaultMetric) others.push(metric)
  if (t.supports('metric.counter')) others.push('counter:nights')
  return [t.provider.defaultMetric, ...others]
}
