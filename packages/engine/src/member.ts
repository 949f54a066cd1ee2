import type { Activity, Instant } from '@rungs/model'
import { type CompiledLadder, programOf } from './compile.js'
import { instantOf, timelineOf } from './events.js'
import type { Readings } from './readings.js'
import { invalid } from './refusal.js'
import { Simulation } from './simulation.js'
import type { LadderHistory, LadderLike } from './types.js'

/** What all questions about one member take. */
export interface MemberInput {
  /** As it is, with its history, or compiled. */
  ladder: LadderLike | LadderHistory | CompiledLadder
  /** In any order; events of one instant count in list order. */
  activity: readonly Activity[]
  /**
   * Since when the member is one (RFC 3339): the `since` of a tier that was held from the start, and the
   * registration from which a validity with the anchor `registration` is counted.
   */
  memberSince?: Instant
  /** Other readings than the defaults; a compiled ladder has its own. */
  readings?: Readings
}

/**
 * A member at the beginning of time, with what they did up to an instant.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function simulationOf(
  { ladder, activity, memberSince, readings }: MemberInput,
  to: number,
): Simulation {
  const program = programOf(ladder, readings)
  const joined = memberSince === undefined ? undefined : instantOf(memberSince, 'memberSince')
  if (joined === undefined && program.registration !== undefined) {
    throw invalid(
      'memberSince',
      `expected the instant of registration: ${program.registration} is counted from it`,
    )
  }
  return new Simulation(program, timelineOf(program, activity, to), joined)
}
