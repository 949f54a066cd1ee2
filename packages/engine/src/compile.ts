import { makePlan, type Plan } from './plan.js'
import type { LadderLike } from './types.js'

/** A ladder that was checked once. Give it in place of the ladder when many members are asked about. */
export class CompiledLadder {
  /** What the ladder came to; not part of the public interface. @internal */
  readonly plan: Plan

  constructor(ladder: LadderLike) {
    this.plan = makePlan(ladder)
  }
}

/**
 * Checks a ladder once, for many evaluations. Later changes of the object that was given have no effect.
 * @throws RungsError `invalid_input` or `unsupported`, naming paths.
 */
export function compileLadder(ladder: LadderLike): CompiledLadder {
  return new CompiledLadder(ladder)
}

/** The plan of a ladder, made now unless it is compiled already. */
export function planOf(ladder: LadderLike | CompiledLadder): Plan {
  return ladder instanceof CompiledLadder ? ladder.plan : makePlan(ladder)
}
