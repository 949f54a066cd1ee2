import type { Activity, Instant, TierRef } from '@rungs/model'
import { CompiledLadder, compileLadder } from './compile.js'
import { instantOf } from './events.js'
import type { Plan } from './plan.js'
import type { Readings } from './readings.js'
import { invalid } from './refusal.js'
import { counterpart, type Rung, same } from './rung.js'
import { simulationAt } from './standing.js'
import type { LadderHistory, LadderLike, MetricValues } from './types.js'

/** A member as {@link impact} takes them: with their metrics summed up, or with all they did. */
export type ImpactMember =
  | { id: string; metrics: MetricValues }
  | { id: string; activity: readonly Activity[]; memberSince?: Instant }

/** What {@link impact} takes. `at` is RFC 3339. */
export interface ImpactInput<Members> {
  /** The ladder as it is. */
  before: LadderLike | LadderHistory | CompiledLadder
  /** The ladder as it would be. */
  after: LadderLike | LadderHistory | CompiledLadder
  /** Read once, one at a time: a stream of any length will do. */
  members: Members
  /** The instant to look at (RFC 3339). */
  at: Instant
  /** Other readings than the defaults, for both ladders; a compiled ladder has its own. */
  readings?: Readings
}

/** One member who moves. */
export interface Move {
  /** The member's id. */
  id: string
  /** The tier under the ladder before; `null` for the base tier. */
  from: TierRef | null
  /** The tier under the ladder after; `null` for the base tier. */
  to: TierRef | null
  /** Whether that is up or down. */
  direction: 'raised' | 'lowered'
}

/** Who moves between two ladders. */
export interface Impact {
  /** How many members there are. */
  members: number
  /** How many go up. */
  raised: number
  /** How many go down. */
  lowered: number
  /** How many stay. */
  unchanged: number
  /** How many move from where to where, by the rank of `from` and then of `to`. */
  counts: { from: TierRef | null; to: TierRef | null; members: number }[]
  /** Everybody who moves, in the order in which they were given. */
  moves: Move[]
}

/**
 * Who moves when one ladder takes the place of another, from where to where. Tiers of the two are the same when
 * they have the same id or the same key. A member with metrics is placed by what they qualify for; one with
 * activity by what they hold at `at`, as `standingAt` finds it. Memory grows with those who move alone.
 * @throws RungsError `invalid_input`, naming paths.
 */
export function impact(input: ImpactInput<Iterable<ImpactMember>>): Impact
export function impact(input: ImpactInput<AsyncIterable<ImpactMember>>): Promise<Impact>
export function impact(
  input: ImpactInput<Iterable<ImpactMember> | AsyncIterable<ImpactMember>>,
): Impact | Promise<Impact> {
  const count = new Count(compiled(input, 'before'), compiled(input, 'after'), instantOf(input.at, 'at'))
  const { members } = input
  if (Symbol.iterator in members) {
    for (const member of members) count.add(member)
    return count.result()
  }
  return counted(count, members)
}

async function counted(count: Count, members: AsyncIterable<ImpactMember>): Promise<Impact> {
  for await (const member of members) count.add(member)
  return count.result()
}

function compiled(input: ImpactInput<unknown>, which: 'before' | 'after'): CompiledLadder {
  const { [which]: ladder, readings } = input
  if (!(ladder instanceof CompiledLadder)) return compileLadder(ladder, readings)
  if (readings === undefined) return ladder
  throw invalid('readings', `\`${which}\` is compiled and has its own: give them to compileLadder`)
}

type Direction = Move['direction'] | 'unchanged'

/** Counts members one by one. Places are those of the plans; 0 is the base tier, the lowest tier 1. */
class Count {
  private readonly directions: readonly (readonly Direction[])[]
  private readonly counts: number[][]
  private readonly moves: Move[] = []

  constructor(
    private readonly before: CompiledLadder,
    private readonly after: CompiledLadder,
    private readonly at: number,
  ) {
    this.directions = directionsOf(before.program.latest, after.program.latest)
    this.counts = this.directions.map((row) => row.map(() => 0))
  }

  add(member: ImpactMember): void {
    const from = this.place(this.before, member) + 1
    const to = this.place(this.after, member) + 1
    const row = this.counts[from] ?? []
    row[to] = (row[to] ?? 0) + 1
    const direction = this.directions[from]?.[to] ?? 'unchanged'
    if (direction === 'unchanged') return
    const { id } = member
    this.moves.push({
      id,
      from: refAt(this.before.program.latest, from),
      to: refAt(this.after.program.latest, to),
      direction,
    })
  }

  result(): Impact {
    const impact: Impact = { members: 0, raised: 0, lowered: 0, unchanged: 0, counts: [], moves: this.moves }
    this.counts.forEach((row, from) => {
      row.forEach((members, to) => {
        const direction = this.directions[from]?.[to] ?? 'unchanged'
        impact.members += members
        impact[direction] += members
        if (members === 0 || direction === 'unchanged') return
        impact.counts.push({
          from: refAt(this.before.program.latest, from),
          to: refAt(this.after.program.latest, to),
          members,
        })
      })
    })
    return impact
  }

  private place(ladder: CompiledLadder, member: ImpactMember): number {
    if ('metrics' in member) return ladder.place(member.metrics)
    const { activity, memberSince } = member
    const { rung } = simulationAt(
      memberSince === undefined ? { ladder, activity } : { ladder, activity, memberSince },
      this.at,
    )
    if (rung === null) return -1
    return counterpart(rung, ladder.program.latest.rungs)?.index ?? -1
  }
}

function refAt({ rungs }: Plan, place: number): TierRef | null {
  const rung = rungs[place - 1]
  return rung === undefined ? null : { ...rung.ref }
}

/** By place before and place after. */
function directionsOf(before: Plan, after: Plan): Direction[][] {
  return [undefined, ...before.rungs].map((from) =>
    [undefined, ...after.rungs].map((to) => directionOf(from, to, before, after)),
  )
}

function directionOf(from: Rung | undefined, to: Rung | undefined, before: Plan, after: Plan): Direction {
  if (from === undefined || to === undefined) {
    return from === to ? 'unchanged' : from === undefined ? 'raised' : 'lowered'
  }
  if (same(from, to)) return 'unchanged'
  const now = after.rungs.find((rung) => same(from, rung))
  const then = before.rungs.find((rung) => same(rung, to))
  if (now !== undefined) return to.index > now.index ? 'raised' : 'lowered'
  if (then !== undefined) return then.index > from.index ? 'raised' : 'lowered'
  return to.ref.rank > from.ref.rank ? 'raised' : 'lowered'
}
