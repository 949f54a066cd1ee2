import type { Capabilities, Capability, CapabilityKey } from '@rungs/model'

/** Why something cannot be held, or how it is, by its capability. */
export type ReasonOf = (key: CapabilityKey) => string

/** One capability for several keys, to be spread into a table of capabilities. */
export function each<Key extends CapabilityKey>(
  capability: Capability,
  ...keys: readonly Key[]
): { [key in Key]: Capability } {
  return Object.fromEntries(keys.map((key) => [key, capability])) as { [key in Key]: Capability }
}

/** The words of capabilities, for losses and issues; without a full stop, as these are joined to sentences. */
export function reasonsOf(capabilities: Capabilities): ReasonOf {
  return (key) => wordsOf(capabilities[key]).replace(/\.$/, '')
}

/**
 * The reasons of leaves that nobody spoke for, for the `close` of a `Ledger`: of the first entry of `words` whose path, or
 * one above it, the leaf has; else of the capability `tier.<field>` or `ladder.<field>`; else `otherwise`.
 */
export function lossReasons(
  capabilities: Capabilities,
  part: 'tier' | 'ladder',
  otherwise: string,
  words: { readonly [path: string]: string } = {},
): (path: string) => string {
  const told = new Map(Object.entries(capabilities))
  return (path) => {
    const own = Object.keys(words).find(
      (start) => path.startsWith(start) && /^([.[]|$)/.test(path.slice(start.length)),
    )
    if (own !== undefined) return words[own] ?? otherwise
    const capability = told.get(`${part}.${/^\w*/.exec(path)?.[0]}`)
    return capability === undefined ? otherwise : wordsOf(capability).replace(/\.$/, '') || otherwise
  }
}

function wordsOf(capability: Capability): string {
  return (capability.support === 'unsupported' ? capability.reason : capability.note) ?? ''
}
