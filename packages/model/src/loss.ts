import type { Json } from './json.js'
import { joinPath } from './path.js'

/** One leaf of the common model that a provider cannot hold. */
export interface Loss {
  /** The path in the input, for example `color` or `benefits[1].value`. */
  path: string
  /** Why, in words that a person can act on. */
  reason: string
}

/** What became of every leaf path of an input. */
export interface Accounting {
  /** Paths that the provider holds as they are. */
  mapped: string[]
  /** Paths that are kept by other means, and how. */
  emulated: { path: string; note: string }[]
  /** Paths that went to the provider as its own vendor fields. */
  vendor: string[]
  /** Paths that the provider cannot hold, and why. */
  losses: Loss[]
}

/**
 * The paths of all leaves of a plain value, as {@link joinPath} writes them. An empty list or object is a leaf
 * of its own, keys that hold `undefined` are none.
 */
export function leafPaths(value: unknown, path = ''): string[] {
  const leaves: string[] = []
  collectLeaves(value, path, leaves)
  return leaves
}

/** Into one list, for every write comes through here. */
function collectLeaves(value: unknown, path: string, leaves: string[]): void {
  if (value === undefined) return
  const before = leaves.length
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      collectLeaves(value[index], joinPath(path, index), leaves)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collectLeaves(item, joinPath(path, key), leaves)
  } else {
    leaves.push(path)
    return
  }
  if (leaves.length === before && path !== '') leaves.push(path)
}

/**
 * Keeps the account of one translation. Every leaf starts as unaccounted; the adapter says of each what it did
 * with it; what nobody spoke for when the ledger is closed is a loss. So nothing can be lost in silence.
 */
export class Ledger {
  private readonly open: Set<string>
  private readonly account: Accounting = { mapped: [], emulated: [], vendor: [], losses: [] }

  /** Opens the account of an input. */
  constructor(input: { [key: string]: Json | undefined } | object) {
    this.open = new Set(leafPaths(input))
  }

  /** These paths, and all below them, are held by the provider as they are. */
  mapped(...paths: string[]): void {
    for (const path of paths) this.account.mapped.push(...this.take(path))
  }

  /** This path, and all below it, is kept by means of our own; the note says how. */
  emulated(path: string, note: string): void {
    for (const leaf of this.take(path)) this.account.emulated.push({ path: leaf, note })
  }

  /** This path, and all below it, went to the provider as its own vendor field. */
  vendor(path: string): void {
    this.account.vendor.push(...this.take(path))
  }

  /** This path, and all below it, cannot be held. */
  lost(path: string, reason: string): void {
    for (const leaf of this.take(path)) this.account.losses.push({ path: leaf, reason })
  }

  /** The finished account. `reason` explains the leaves that nothing was said about. */
  close(reason: (path: string) => string): Accounting {
    for (const leaf of this.open) this.account.losses.push({ path: leaf, reason: reason(leaf) })
    this.open.clear()
    return this.account
  }

  private take(path: string): string[] {
    const taken: string[] = []
    for (const leaf of this.open) {
      const next = leaf[path.length]
      if (leaf.startsWith(path) && (next === undefined || next === '.' || next === '[')) taken.push(leaf)
    }
    for (const leaf of taken) this.open.delete(leaf)
    return taken
  }
}
