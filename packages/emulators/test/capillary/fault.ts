import type { Started } from './support.js'

/** A body that is being written, before anything is wrong with it. */
export interface Draft {
  programId?: unknown
  name?: unknown
  description?: unknown
  color?: unknown
  eligibility: Record<string, unknown>
  validity: Record<string, unknown> & { renewal: Record<string, unknown> }
  [name: string]: unknown
}

/** A tier that program 973 takes. */
export const draft = (): Draft => ({
  programId: 973,
  name: 'Gold',
  description: 'For the best',
  color: '#E5E4E2',
  eligibility: { kpiType: 'CURRENT_POINTS', threshold: 20_000, upgradeType: 'LAZY' },
  validity: { periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS', renewal: {} },
})

/** One thing that can be wrong with a create, with what the page says of it, in the order of the checks. */
export interface Fault {
  symbol: string
  code: number
  status: 400 | 409
  message: RegExp
  spoil: (body: Draft) => void
  /** What must have happened before. */
  prepare?: (started: Started) => Promise<unknown>
  /** Only a create, or only the program, can be wrong in this way. */
  createOnly?: true
}

/** Makes the validity a FIXED one of a year. */
export const fixed = (body: Draft, more: object): void => {
  Object.assign(body.validity, { periodType: 'FIXED', periodValue: 12, ...more })
}
