import type { SwitchValue } from '../../src/index.js'
import { type Body, LOYALTY, PROGRAM, type Started, start, TIERS } from './support.js'

/** A switch, something that depends on it, and what is seen with each value. */
export interface Row {
  name: string
  observe: (started: Started) => Promise<unknown>
  /** What is seen with each value. */
  seen: [value: SwitchValue, result: unknown][]
}

export const status = async (answer: Promise<{ status: number }>): Promise<number> => (await answer).status

/** The loyalty tier with some of a lifecycle, and levels of another kind where they are given. */
export const withTier = (started: Started, lifecycle?: object, levels: readonly object[] = LOYALTY.levels) =>
  started.post(TIERS, { ...LOYALTY, levels, ...(lifecycle === undefined ? {} : { lifecycle }) })

export const standing = async ({ get }: Started, id: string): Promise<Body> =>
  (await get(`/participants/${id}/state/tiers/loyalty?program_id=${PROGRAM}`)).body

/** An emulator of which a switch is set from the beginning. */
export const startWith = (name: string, value: SwitchValue): Started => start({ switches: { [name]: value } })
