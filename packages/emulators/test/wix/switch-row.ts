import type { SwitchValue } from '../../src/index.js'
import { made, program, type Started, TIERS } from './support.js'

/** A switch, something that depends on it, and what is seen with each value. */
export interface Row {
  name: string
  observe: (started: Started) => Promise<unknown>
  /** What is seen with each value. */
  seen: [value: SwitchValue, result: unknown][]
  /** Other switches that are set as well. */
  also?: Record<string, SwitchValue>
}

export const statusOf = async (answer: Promise<{ status: number }>): Promise<number> => (await answer).status

/** An active program with Silver from 100 and Gold from 200, and a member with these points who was evaluated. */
export const memberAt = async (started: Started, ...points: number[]) => {
  await program(started, 'ACTIVE')
  const { id: silver } = await made(started, 'Silver', 100)
  const { id: gold } = await made(started, 'Gold', 200)
  const { id: member } = started.emulator.addMember({ id: 'ann' })
  for (const amount of points)
    started.emulator.addActivity({ member, type: amount < 0 ? 'adjust' : 'earn', points: amount })
  started.emulator.advanceClock('PT15M')
  return { silver, gold, member }
}

/** A row about the status of one tier that is created. */
export const createRow = (
  name: string,
  sent: object,
  seen: [SwitchValue, number][],
  also: Record<string, SwitchValue> = {},
): Row => ({ name, observe: ({ post }) => statusOf(post(TIERS, sent)), seen, also })
