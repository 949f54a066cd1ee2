import { randomUuid } from '../core/ids.js'
import { conditionOutcome } from './condition.js'
import type { World } from './context.js'
import type { Program, Rule, ScripEvent } from './state.js'

export type Action = Rule['actions'][number]
type Evaluation = ScripEvent['rule_evaluations'][number]

const isInTime = ({ active_from, active_to }: Rule, now: number): boolean =>
  (active_from === null || now >= active_from) && (active_to === null || now < active_to)

/** What is told of a rule; nothing of one whose condition does not hold (get an event page: which rules matched). */
const evaluationOf = (
  { now }: World,
  rule: Rule,
  stoppedBy: Rule | undefined,
  { event_data }: ScripEvent,
): Pick<Evaluation, 'status' | 'reason'> | undefined => {
  if (stoppedBy !== undefined) return { status: 'SKIPPED', reason: 'STOPPED_BY_RULE' }
  if (!isInTime(rule, now)) return { status: 'SKIPPED', reason: 'OUTSIDE_TIME_WINDOW' }
  const outcome = conditionOutcome(rule.condition, event_data)
  if (outcome === undefined) return { status: 'SKIPPED_ERROR', reason: null }
  return outcome ? { status: 'SUCCESS', reason: null } : undefined
}

/** The actions of the rules that match, in their order; what became of the rules is written to the event. */
export const matchedActions = (world: World, { rules }: Program, event: ScripEvent): Action[] => {
  const actions: Action[] = []
  let stoppedBy: Rule | undefined
  for (const rule of Object.values(rules).sort((a, b) => a.order - b.order)) {
    if (rule.status !== 'ACTIVE') continue
    const evaluation = evaluationOf(world, rule, stoppedBy, event)
    if (evaluation === undefined) continue
    event.rule_evaluations.push({
      id: randomUuid(),
      rule_id: rule.id,
      rule_name: rule.name,
      ...evaluation,
      stopped_by_rule_id: stoppedBy?.id ?? null,
      created_at: world.now,
    })
    if (evaluation.status !== 'SUCCESS') continue
    actions.push(...rule.actions)
    if (rule.stop_after_match) stoppedBy = rule
  }
  return actions
}
