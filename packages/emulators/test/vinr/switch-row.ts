import type { SwitchValue } from '../../src/index.js'
import type { Started } from '../support.js'

/** A switch, something that depends on it, and what is seen with each value. */
export interface Row {
  name: string
  observe: (started: Started) => Promise<unknown>
  /** What is seen with each value. */
  seen: [value: SwitchValue, result: unknown][]
}

export const TIER = { name: 'New', min_points: '3000' }
export const status = async (answer: Promise<{ status: number }>): Promise<number> => (await answer).status
export const create = (started: Started, fields: Record<string, string>) => started.form('/v1/tiers', fields)
