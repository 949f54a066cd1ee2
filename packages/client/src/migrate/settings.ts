import { type Accounting, type Ladder, type LadderPatchInput, leafPaths } from '@rungs/model'
import type { CallOptions, Client } from '../types.js'
import { allLost, both, isRefusal, nothing } from './report.js'

/** The settings of the source ladder on their way to the target. */
export interface SettingsPlan {
  /** What has to be written; `undefined` when the target has it all already, or cannot take any. */
  change: LadderPatchInput | undefined
  /** The account of what needs no writing. */
  held: Accounting
  /** The account of the rest: what would become of it, until it is written. */
  rest: Accounting
}

/**
 * What becomes of the settings. Those that the target has as they are need no writing, which is why a target
 * without settable settings may hold them all the same.
 * @param hasFloor whether the target will have the tier that a floor names.
 */
export async function planSettings(
  settings: LadderPatchInput,
  target: Client,
  options: CallOptions,
  hasFloor: (floor: string) => boolean,
): Promise<SettingsPlan> {
  const there: Partial<Ladder> = target.supports('ladder.get') ? await target.ladder.get(options) : {}
  const entries = Object.entries(settings)
  const same = entries.filter(([key, value]) => equal(value, Reflect.get(there, key)))
  const rest = Object.fromEntries(entries.filter((entry) => !same.includes(entry)))
  const held = { ...nothing, mapped: leafPaths(Object.fromEntries(same)).filter((path) => path !== '') }
  if (Object.keys(rest).length === 0) return { change: undefined, held, rest: nothing }
  const capability = target.capabilities['ladder.update']
  if (capability.support === 'unsupported') {
    return { change: undefined, held, rest: allLost(leafPaths(rest), capability.reason) }
  }
  const { floorless, floor } = withoutFloor(rest)
  const account = await applied(floorless, (change) => target.ladder.preview(change, options))
  if (floor === undefined) return { change: rest, held, rest: account }
  const note = 'Names the tier that took the place of the source tier.'
  const told = hasFloor(floor) ? { emulated: [{ path: floorPath, note }] } : lostFloor
  return { change: rest, held, rest: both(account, told) }
}

/**
 * The account of a change of settings. Where the provider refuses it as a whole, because two settings do not go
 * together there, each is given by itself, and what is refused even so is lost.
 */
export async function applied(
  change: LadderPatchInput,
  give: (change: LadderPatchInput) => Promise<Accounting>,
): Promise<Accounting> {
  const entries = Object.entries(change)
  try {
    return await give(change)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (entries.length === 1) return allLost(leafPaths(change), error.message)
  }
  let account = nothing
  for (const [key, value] of entries) account = both(account, await applied({ [key]: value }, give))
  return account
}

const floorPath = 'lifecycle.downgrade.floor'
const lostFloor = allLost([floorPath], 'The target does not take the tier that it names')

/** The floor names a tier of the source; the target's tier has to exist before it can be named. */
function withoutFloor(change: LadderPatchInput): { floorless: LadderPatchInput; floor?: string } {
  const { lifecycle } = change
  if (lifecycle?.downgrade.floor === undefined) return { floorless: change }
  const { floor, ...downgrade } = lifecycle.downgrade
  return { floorless: { ...change, lifecycle: { ...lifecycle, downgrade } }, floor }
}

/** A change whose floor names the target's tier; without a floor, which is lost then, where that tier is not there. */
export function withFloor(
  change: LadderPatchInput,
  nameAtTarget: (floor: string) => string | undefined,
): { change: LadderPatchInput; lost: Partial<Accounting> } {
  const { floorless, floor } = withoutFloor(change)
  const { lifecycle } = floorless
  if (floor === undefined || lifecycle === undefined) return { change, lost: {} }
  const there = nameAtTarget(floor)
  if (there === undefined) return { change: floorless, lost: lostFloor }
  const downgrade = { ...lifecycle.downgrade, floor: there }
  return { change: { ...floorless, lifecycle: { ...lifecycle, downgrade } }, lost: {} }
}

/** Whether two plain values say the same, in whatever order their keys are. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return left.length === right.length && left.every(([key, value]) => equal(value, Reflect.get(b, key)))
}
