import {
  type Amount,
  compareAmounts,
  formatInstant,
  type HistoryQuery,
  type Instant,
  type Page,
  parseInstant,
  type Tier,
  type TierChange,
  type TierRef,
  thresholdOf,
} from '@rungs/model'
import type { Failure } from './failure.js'
import { pageAfter } from './page.js'

/** What a member's metric is from an instant on, in milliseconds since 1970. */
export interface Mark {
  /** From when on, in milliseconds since 1970. */
  at: number
  /** The amount from then on. */
  value: Amount
}

/** The highest of tiers, ascending by one threshold each, that an amount meets. */
export function tierMet(tiers: readonly Tier[], amount: Amount): TierRef | null {
  const met = tiers.findLast(({ rule }) => {
    const threshold = thresholdOf(rule)
    return threshold !== undefined && compareAmounts(threshold, amount) <= 0
  })
  return met === undefined ? null : { id: met.id, name: met.name, rank: met.rank }
}

/**
 * The moves of a member who always holds the highest tier that is met, with what caused each.
 * @param marks oldest first.
 * @param tiers ascending by one threshold each.
 * @param before what is held before the first mark.
 */
export function movesThrough<Cause extends Mark>(
  marks: readonly Cause[],
  tiers: readonly Tier[],
  before: TierRef | null = null,
): { cause: Cause; change: TierChange }[] {
  let from = before
  return marks.flatMap((cause) => {
    const to = tierMet(tiers, cause.value)
    if (to?.id === from?.id) return []
    const reason = to === null ? 'none' : 'met'
    const change: TierChange = { at: formatInstant(cause.at), from, to, reason }
    from = to
    return [{ cause, change }]
  })
}

/** The moves of a span, both ends in it. */
export function movesWithin<Move>(
  moves: readonly Move[],
  { from, to }: { from?: Instant | undefined; to?: Instant | undefined },
  changeOf: (move: Move) => TierChange,
): Move[] {
  const [first, last] = [parseInstant(from ?? '') ?? -Infinity, parseInstant(to ?? '') ?? Infinity]
  return moves.filter((move) => {
    const at = parseInstant(changeOf(move).at) ?? 0
    return at >= first && at <= last
  })
}

/**
 * A page of moves, oldest first. By `place` above 0, which is as good as the instant or the number of a move; see
 * {@link pageAfter}.
 * @throws RungsError `invalid_input` for a cursor that was never given out.
 */
export function pageOfMoves(
  moves: readonly TierChange[],
  { from, to, ...query }: HistoryQuery,
  placeOf: (move: TierChange, index: number) => number,
  failure: Failure,
): Page<TierChange> {
  const within = movesWithin(moves, { from, to }, (move) => move)
  return pageAfter(within, placeOf, query, failure)
}

/**
 * Moves oldest first, of a vendor whose list has no order that is known. Of moves at one instant the order is the
 * vendor's, or that turned round: whichever makes a chain, in which each begins where the one before ended.
 */
export function inChain(moves: readonly TierChange[]): TierChange[] {
  const time = ({ at }: TierChange): number => parseInstant(at) ?? 0
  const byTime = (a: TierChange, b: TierChange): number => time(a) - time(b)
  const [given, turned] = [moves.toSorted(byTime), moves.toReversed().toSorted(byTime)]
  return breaksOf(turned) < breaksOf(given) ? turned : given
}

/** How often a move does not begin where the one before ended. */
function breaksOf(moves: readonly TierChange[]): number {
  return moves.filter(({ from }, index) => index > 0 && from?.id !== moves[index - 1]?.to?.id).length
}
