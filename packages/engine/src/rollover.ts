import type { Metric } from '@rungs/model'
import type { Plan } from './plan.js'
import type { RuleNode } from './rule.js'
import type { Rung } from './rung.js'
import type { Tally } from './tally.js'

/**
 * Takes counters over into the next period: back to zero, or what they exceed the threshold of the tier that was
 * held by. What that tier does not test is zero, and everything is for a member without a tier. True when that
 * changed anything.
 */
export function rollOver({ lifecycle }: Plan, tally: Tally, held: Rung | null): boolean {
  const { rollover } = lifecycle
  if (rollover === undefined) return false
  let changed = false
  for (const counter of rollover.counters) {
    const metric: Metric = `counter:${counter}`
    const threshold = rollover.mode === 'excess' ? thresholdOn(metric, held?.rule) : undefined
    changed = tally.carry(metric, threshold) || changed
  }
  return changed
}

/** The largest value that a rule asks of a metric, in units of the plan's scale. */
function thresholdOn(metric: Metric, rule: RuleNode | undefined): bigint | undefined {
  if (rule === undefined) return undefined
  if (rule.kind === 'test') {
    const asks = rule.metric === metric && (rule.op === '>=' || rule.op === '>' || rule.op === '==')
    return asks ? rule.units : undefined
  }
  let largest: bigint | undefined
  for (const inner of rule.of) {
    const found = thresholdOn(metric, inner)
    if (found !== undefined && (largest === undefined || found > largest)) largest = found
  }
  return largest
}
