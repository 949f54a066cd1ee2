import { type Accounting, isRungsError, type Loss, type RungsError, type TierRef } from '@rungs/model'

/** What became of one tier in a migration. All paths are those of the source ladder: `tiers[1].color`. */
export interface MigratedTier {
  /** The tier at the source. */
  from: TierRef
  /** The tier at the target; absent in a preview and where the target refused it. */
  to?: TierRef
  /** `created`; `updated`: the target had one of this key or name; `refused`: the target cannot hold it at all. */
  outcome: 'created' | 'updated' | 'refused'
  /** What became of every leaf of the tier. */
  accounting: Accounting
  /** Why it was refused. */
  error?: RungsError
}

/** What a migration of a ladder did, or in a preview would do. */
export interface Migration {
  /** The target's provider. */
  to: string
  /** What became of the ladder's own settings. */
  settings: Accounting
  /** What became of each tier, ascending by rank. */
  tiers: MigratedTier[]
  /** Everything that the target cannot hold, of settings and tiers, by path in the source ladder. */
  losses: Loss[]
}

/** An accounting with another place in front of every path. */
export function at(place: string, { mapped, emulated, vendor, losses }: Accounting): Accounting {
  const placed = (path: string): string => `${place}.${path}`
  return {
    mapped: mapped.map(placed),
    emulated: emulated.map(({ path, note }) => ({ path: placed(path), note })),
    vendor: vendor.map(placed),
    losses: losses.map(({ path, reason }) => ({ path: placed(path), reason })),
  }
}

/** The account of no leaf at all. */
export const nothing: Accounting = { mapped: [], emulated: [], vendor: [], losses: [] }

const refusals: ReadonlySet<string> = new Set(['invalid_input', 'unsupported', 'rejected', 'conflict'])

/** Whether an error is about this one input; after any other there is no sense in going on. */
export function isRefusal(error: unknown): error is RungsError {
  return isRungsError(error) && refusals.has(error.code)
}

/** Two accounts of different leaves as one. */
export function both(a: Accounting, b: Partial<Accounting>): Accounting {
  return {
    mapped: [...a.mapped, ...(b.mapped ?? [])],
    emulated: [...a.emulated, ...(b.emulated ?? [])],
    vendor: [...a.vendor, ...(b.vendor ?? [])],
    losses: [...a.losses, ...(b.losses ?? [])],
  }
}

/** The account of leaves that are all lost for one reason. */
export function allLost(paths: readonly string[], reason: string): Accounting {
  return { mapped: [], emulated: [], vendor: [], losses: paths.map((path) => ({ path, reason })) }
}
