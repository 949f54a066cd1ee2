import type { SwitchValue } from '../../src/index.js'
import { type Answer, type Body, firstError, type Started, start } from './support.js'

/** A switch, something that depends on it, and what is seen with each value. */
export interface Row {
  name: string
  observe: (started: Started) => Promise<unknown>
  /** What is seen with each value. */
  seen: [value: SwitchValue, result: unknown][]
}

export const status = async (answer: Promise<{ status: number }>): Promise<number> => (await answer).status

/** The number of the first error, or the status of a success. */
export const code = async (answer: Answer | Promise<Answer>): Promise<number> => {
  const settled = await answer
  return settled.status < 400 ? settled.status : firstError(settled).code
}

export const data = async (answer: Promise<Answer>): Promise<Body['data']> => (await answer).body.data

/** An emulator of which a switch is set from the beginning. */
export const startWith = (name: string, value: SwitchValue): Started => start({ switches: { [name]: value } })
