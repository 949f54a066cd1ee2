import { formatInstant, type Instant, type TierRef } from '@rungs/model'
import { type CompiledLadder, planOf } from './compile.js'
import { instantOf, timelineOf } from './events.js'
import { invalid } from './refusal.js'
import type { Rung } from './rung.js'
import { Simulation } from './simulation.js'
import type { EngineTierChange, MemberInput } from './types.js'

/** What {@link timeline} takes. `from` and `to` are RFC 3339, both included. */
export interface TimelineInput extends Omit<MemberInput, 'ladder'> {
  ladder: MemberInput['ladder'] | CompiledLadder
  from: Instant
  to: Instant
}

/**
 * Every move of a member from a tier to another, in order of time, at most one an instant. The last one leaves
 * the member where `standingAt` finds them at `to`.
 * @throws RungsError as `standingAt` does.
 */
export function timeline({ ladder, activity, from, to }: TimelineInput): EngineTierChange[] {
  const plan = planOf(ladder)
  const first = instantOf(from, 'from')
  const last = instantOf(to, 'to')
  if (last < first) throw invalid('to', 'expected an instant that is not before `from`')
  const simulation = new Simulation(plan, timelineOf(plan, activity, last))
  const changes: EngineTierChange[] = []
  while (simulation.next() <= last) {
    const before = simulation.rung
    const at = simulation.step()
    if (simulation.rung === before || at < first) continue
    const { rung, reason } = simulation
    changes.push({ at: formatInstant(at), from: refOf(before), to: refOf(rung), reason })
  }
  return changes
}

function refOf(rung: Rung | null): TierRef | null {
  return rung === null ? null : { ...rung.ref }
}
