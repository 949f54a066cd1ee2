import type { AmountInput, Metric } from '@rungs/model'
import { fixedMetrics, type Plan } from './plan.js'
import { holds, type RuleNode, type TestNode } from './rule.js'
import type { MetricValues } from './types.js'
import { comparable, plain, vectorOf } from './values.js'

const untested = Number.NEGATIVE_INFINITY
const counters = fixedMetrics.length

/** A metric and its slot, by which the four that always exist are told apart. */
interface Source {
  metric: Metric
  slot: number
}

/**
 * Finds the highest tier that metrics qualify for. Rules that are one `>=`, or all of several, on up to three
 * metrics become rows of numbers. Comparing doubles there is exact, not approximate: a number stands for the
 * decimal text that it prints as, rounding keeps order, and a threshold that is not the printed form of its double
 * (17 digits, say) is never put into a row. Short text is compared likewise; whatever else there is, as scaled
 * integers of any length.
 */
export class Evaluator {
  private readonly plan: Plan
  private readonly rows: boolean
  private readonly a: Source
  private readonly b: Source
  private readonly c: Source
  private readonly as: Float64Array
  private readonly bs: Float64Array
  private readonly cs: Float64Array
  /** The place of each row's tier. */
  private readonly places: Int32Array

  constructor(plan: Plan) {
    this.plan = plan
    const ruled = plan.rungs.flatMap(({ rule, index }) => (rule === undefined ? [] : [{ rule, index }]))
    const tests = ruled.map(({ rule }) => thresholdsOf(rule))
    const sources = sourcesOf(tests.flatMap((list) => list ?? []))
    const [a, b, c] = sources
    this.rows =
      plan.status === 'active' &&
      a !== undefined &&
      sources.length <= 3 &&
      tests.every((list) => list !== undefined)
    const first = a ?? { metric: 'points.balance', slot: 0 }
    this.a = first
    this.b = b ?? first
    this.c = c ?? first
    const column = (source: Source | undefined): Float64Array =>
      Float64Array.from(tests, (list = []) => highestOn(source, list))
    this.as = column(a)
    this.bs = column(b)
    this.cs = column(c)
    this.places = Int32Array.from(ruled, ({ index }) => index)
  }

  /** The place of the highest tier that metrics qualify for, -1 for none and under a ladder that is not active. */
  place(metrics: MetricValues): number {
    if (!this.rows) return this.exact(metrics)
    const { a, b, c } = this
    const x = a.slot < counters ? fixed(metrics, a.slot) : metrics[a.metric]
    const y = b.slot < counters ? fixed(metrics, b.slot) : metrics[b.metric]
    const z = c.slot < counters ? fixed(metrics, c.slot) : metrics[c.metric]
    if (plain(x) && plain(y) && plain(z)) return this.row(x, y, z)
    const [u, v, w] = [comparable(x), comparable(y), comparable(z)]
    if (u === undefined || v === undefined || w === undefined) return this.exact(metrics)
    return this.row(u, v, w)
  }

  private row(x: number, y: number, z: number): number {
    const { as, bs, cs } = this
    for (let row = as.length - 1; row >= 0; row -= 1) {
      if (x >= (as[row] as number) && y >= (bs[row] as number) && z >= (cs[row] as number)) {
        return this.places[row] as number
      }
    }
    return -1
  }

  private exact(metrics: MetricValues): number {
    const { rungs, status } = this.plan
    const vector = vectorOf(this.plan, metrics)
    if (status !== 'active') return -1
    for (let index = rungs.length - 1; index >= 0; index -= 1) {
      const rule = rungs[index]?.rule
      if (rule !== undefined && holds(rule, vector)) return index
    }
    return -1
  }
}

/** Reads one of the four metrics by its literal name: a name that varies at one place in the code costs ten times as much. */
function fixed(metrics: MetricValues, slot: number): AmountInput | undefined {
  switch (slot) {
    case 0:
      return metrics['points.balance']
    case 1:
      return metrics['points.earned']
    case 2:
      return metrics.spend
    default:
      return metrics.visits
  }
}

function sourcesOf(tests: readonly TestNode[]): Source[] {
  const used = new Map(tests.map(({ metric, slot }) => [slot, metric]))
  return [...used].map(([slot, metric]) => ({ metric, slot })).sort((a, b) => a.slot - b.slot)
}

function highestOn(source: Source | undefined, tests: readonly TestNode[]): number {
  const same = tests.filter(({ slot }) => slot === source?.slot)
  return Math.max(untested, ...same.map(({ number }) => number ?? untested))
}

/** The `>=` tests that a rule is all of, if it is nothing else and doubles hold them. */
function thresholdsOf(rule: RuleNode): TestNode[] | undefined {
  const tests = rule.kind === 'test' ? [rule] : rule.form === 'all' ? rule.of : []
  const fits = (node: RuleNode): node is TestNode =>
    node.kind === 'test' && node.op === '>=' && node.number !== undefined
  return tests.length > 0 && tests.every(fits) ? tests : undefined
}
