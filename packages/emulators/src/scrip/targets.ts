import * as z from 'zod/mini'
import { fieldValue, isFieldExpression } from './condition.js'
import type { World } from './context.js'
import { maybe, uuidText } from './input.js'
import { findByExternalId } from './participants.js'
import { entryOf, type Participant, type Rule, type ScripEvent } from './state.js'

type Target = NonNullable<Rule['actions'][number]['target']>

const expression = z
  .string()
  .check(z.refine(isFieldExpression, 'expected a field such as "event.referrer_id"; others are not emulated'))

/** Whom an action is about; programs, whose counters and levels are not emulated, cannot be (create a rule page). */
export const targetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('GROUP'), id: uuidText }),
  z.object({
    type: z.literal('PARTICIPANT'),
    id: maybe(uuidText),
    participant_id: maybe(expression),
    external_id: maybe(expression),
  }),
])

const textOf = (source: string, { event_data }: ScripEvent): string | undefined => {
  const value = fieldValue(source, event_data)
  return typeof value === 'string' ? value : undefined
}

/**
 * Who has the counters and levels that an action changes: the participant of the event, unless it has a target (state
 * management guide). Undefined for a target that is not there.
 */
export const holderOfTarget = (
  world: World,
  participant: Participant,
  target: Target | null | undefined,
  event: ScripEvent,
): Participant | undefined => {
  if (target == null) return participant
  if (target.type === 'GROUP') return entryOf(world.state.groups, target.id.toLowerCase())?.holder
  const { id, participant_id, external_id } = target
  if (external_id != null) return findByExternalId(world, textOf(external_id, event) ?? '')
  if (id == null && participant_id == null) return participant
  const found = id ?? textOf(participant_id ?? '', event)
  return entryOf(world.state.participants, found?.toLowerCase() ?? '')
}
