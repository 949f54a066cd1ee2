import { formatInstant, type Instant, type TierRef } from '@rungs/model'
import { instantOf } from './events.js'
import { type MemberInput, simulationOf } from './member.js'
import { invalid } from './refusal.js'
import type { Rung } from './rung.js'
import type { EngineTierChange } from './types.js'

/** What {@link timeline} takes. `from` and `to` are RFC 3339, both included. */
export interface TimelineInput extends MemberInput {
  /** The first instant (RFC 3339), included. */
  from: Instant
  /** The last instant (RFC 3339), included. */
  to: Instant
}

/**
 * Every move of a member from a tier to another, in order of time, at most one an instant. The last one leaves
 * the member where `standingAt` finds them at `to`.
 * @throws RungsError as `standingAt` does.
 */
export function timeline({ from, to, ...member }: TimelineInput): EngineTierChange[] {
  const first = instantOf(from, 'from')
  const last = instantOf(to, 'to')
  if (last < first) throw invalid('to', 'expected an instant that is not before `from`')
  const simulation = simulationOf(member, last)
  const changes: EngineTierChange[] = []
  while (simulation.next() <= last) {
    const before = simulation.rung
    const { at, moved } = simulation.step()
    if (!moved || at < first) continue
    const { rung, reason } = simulation
    changes.push({ at: formatInstant(at), from: refOf(before), to: refOf(rung), reason })
  }
  return changes
}

function refOf(rung: Rung | null): TierRef | null {
  return rung === null ? null : { ...rung.ref }
}
