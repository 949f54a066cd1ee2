import { type CompiledLadder, compileLadder, type LadderLike } from '@rungs/engine'
import { formatInstant, type Instant, parseInstant } from '@rungs/model'

/** The ladder as it was from an instant on; the first from the beginning. */
export interface Version {
  from?: Instant
  ladder: LadderLike
}

/** So many edits are remembered, the newest; what was before the oldest of them counts as if it had been so. */
const remembered = 100

/** The ladder through time, so that an edit does not rewrite what members held before it. */
export class Versions {
  private list: Version[] = []
  private program: CompiledLadder | undefined

  /**
   * Puts the ladder as it is from now on. Without a past, as long as nobody did anything, it is as if it had
   * always been so. An edit that changes nobody's tier, of a name or a benefit, makes no version.
   */
  put(ladder: LadderLike, now: number, hasPast: boolean): void {
    this.program = undefined
    // A clock that was set back: what was edited after that has not happened yet.
    this.list = hasPast
      ? this.list.filter(({ from }) => from === undefined || (parseInstant(from) ?? 0) < now)
      : []
    const last = this.list.at(-1)
    if (last === undefined) this.list = [{ ladder }]
    else if (decisive(last.ladder) === decisive(ladder)) last.ladder = ladder
    else this.list.push({ from: formatInstant(now), ladder })
    const [oldest, ...rest] = this.list.slice(-remembered)
    if (oldest !== undefined) this.list = [{ ladder: oldest.ladder }, ...rest]
  }

  /** Ready to be evaluated. */
  compiled(): CompiledLadder {
    this.program ??= compileVersions(this.list)
    return this.program
  }

  snapshot(): readonly Version[] {
    return this.list
  }

  /** Puts those of a snapshot in place. */
  restore(versions: Version[]): void {
    this.list = versions
    this.program = undefined
  }
}

/** @throws RungsError `invalid_input` for versions that are none. */
export function compileVersions(versions: readonly Version[]): CompiledLadder {
  const [only, ...more] = versions
  return compileLadder(only !== undefined && more.length === 0 ? only.ladder : { versions })
}

/** What of a ladder decides who holds which tier. */
function decisive({ status, window, lifecycle, timeZone, tiers }: LadderLike): string {
  const parts = tiers.map(({ id, key, rank, rule, validity, status: own }) => [
    id,
    key,
    rank,
    rule,
    validity,
    own,
  ])
  return JSON.stringify([status, window, lifecycle, timeZone, parts])
}
