import type { TierRef } from '@rungs/model'
import { Evaluator } from './evaluator.js'
import { makeProgram, type Program } from './program.js'
import type { Readings } from './readings.js'
import { type Qualification, qualificationOf } from './reasons.js'
import { invalid } from './refusal.js'
import type { LadderHistory, LadderLike, MetricValues } from './types.js'

/** A ladder that was checked once. Give it in place of the ladder when many members are asked about. */
export class CompiledLadder {
  /** What the ladder came to; not part of the public interface. @internal */
  readonly program: Program
  private readonly evaluator: Evaluator
  private readonly refs: readonly Readonly<TierRef>[]

  constructor(ladder: LadderLike | LadderHistory, readings?: Readings) {
    this.program = makeProgram(ladder, readings)
    this.evaluator = new Evaluator(this.program.latest)
    this.refs = this.program.latest.rungs.map(({ ref }) => Object.freeze({ ...ref }))
  }

  /** The place of the tier that metrics qualify for, -1 for none; not part of the public interface. @internal */
  place(metrics: MetricValues): number {
    return this.evaluator.place(metrics)
  }

  /**
   * The highest tier whose rule these metrics meet; `null` for the base tier, and always under a ladder that is
   * not active. An absent metric is 0. Of a ladder with a history the latest version counts. The tier is shared
   * and frozen.
   * @throws RungsError `invalid_input` for a metric that is no amount.
   */
  evaluate(metrics: MetricValues): Readonly<TierRef> | null {
    const place = this.evaluator.place(metrics)
    return place < 0 ? null : (this.refs[place] as TierRef)
  }

  /**
   * The same with its reasons: what became of each criterion of that tier and of the next one above it.
   * @throws RungsError `invalid_input` for a metric that is no amount.
   */
  reasons(metrics: MetricValues): Qualification {
    return qualificationOf(this.program.latest, this.place(metrics), metrics)
  }
}

/**
 * Checks a ladder once, for many evaluations. Later changes of the object that was given have no effect.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function compileLadder(ladder: LadderLike | LadderHistory, readings?: Readings): CompiledLadder {
  return new CompiledLadder(ladder, readings)
}

/** The program of a ladder, made now unless it is compiled already. */
export function programOf(ladder: LadderLike | LadderHistory | CompiledLadder, readings?: Readings): Program {
  if (!(ladder instanceof CompiledLadder)) return makeProgram(ladder, readings)
  if (readings === undefined) return ladder.program
  throw invalid('readings', 'a compiled ladder has its own: give them to compileLadder')
}
