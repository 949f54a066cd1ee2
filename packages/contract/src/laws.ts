import type { Law } from './types.js'

/** The laws that every provider keeps, by number: a short name, and what it says. */
export const laws: Readonly<Record<Law, { name: string; text: string }>> = {
  1: {
    name: 'Nothing is lost in silence',
    text: 'Every leaf of an input is mapped, emulated, carried as a vendor field, or reported as a loss. By default a loss refuses the call before any request; with `onLoss: "report"` the call goes on and tells.',
  },
  2: {
    name: 'Round trip',
    text: 'What a provider can hold comes back equal.',
  },
  3: {
    name: 'One order',
    text: 'Lists are complete under paging, ascending by rank, without duplicates.',
  },
  4: {
    name: 'Exactly once',
    text: 'A write whose reply was lost has happened once, or ends as `outcome_unknown`: never twice, never a false success, never a false failure.',
  },
  5: {
    name: 'No lost update',
    text: 'A stale revision is a conflict and changes nothing; a provider without revisions refuses one.',
  },
  6: {
    name: 'One vocabulary of errors',
    text: "The same cause gives the same code on every provider. The vendor's own facts stay reachable; credentials never are.",
  },
  7: {
    name: 'Capabilities tell the truth',
    text: 'An operation works exactly when its capability is not `unsupported`; what is unsupported is refused before any request; what is emulated says so.',
  },
  8: {
    name: 'Every call settles',
    text: 'Every call ends by its deadline, or at its abort, whatever the server does.',
  },
  9: {
    name: 'Plain data',
    text: 'Everything returned survives a JSON round trip and a structured clone, and belongs to the caller.',
  },
}
