import type { World } from './context.js'
import { announce } from './events.js'
import { qualifyingSerial } from './qualification.js'
import { ladderOf } from './records.js'
import type { Change, Customer, Program, Standing, TierRecord } from './state.js'
import { endOnEntry, endOnRenewal } from './validity.js'

export const tierAt = (world: World, program: Program, serial: number): TierRecord | undefined =>
  ladderOf(world, program.id).find(({ serialNumber }) => serialNumber === serial)

const nameOf = (world: World, program: Program, serial: number): string =>
  tierAt(world, program, serial)?.name ?? ''

const record = (
  world: World,
  customer: Customer,
  program: Program,
  { type, from, to, notes }: Pick<Change, 'type' | 'notes'> & { from: number; to: number },
): void => {
  customer.history.push({
    programId: program.id,
    type,
    from: nameOf(world, program, from),
    to: nameOf(world, program, to),
    at: world.now,
    notes,
  })
  announce(world, customer, program, { type, from, to })
}

/** A tier that somebody enters now, with the end that its validity gives. */
const enteredNow = (world: World, customer: Customer, program: Program, serial: number): Standing => {
  const validity = tierAt(world, program, serial)?.validity
  const end =
    validity == null || serial === 1
      ? { endsAt: null, anchored: false }
      : endOnEntry(world, { program, validity, customer })
  return { serial, since: world.now, cycleStart: world.now, ...end, removedAt: null }
}

export const enrol = (world: World, customer: Customer, program: Program): void => {
  customer.standings[program.id] = enteredNow(world, customer, program, 1)
}

/** Moves a customer to another tier, or makes him enter his own anew when that is asked for by hand. */
export const move = (
  world: World,
  customer: Customer,
  program: Program,
  { to, notes, removedAt = null }: { to: number; notes: string; removedAt?: number | null },
): void => {
  const from = customer.standings[program.id]?.serial ?? 1
  customer.standings[program.id] = { ...enteredNow(world, customer, program, to), removedAt }
  world.touched(customer)
  const type = to > from ? 'UPGRADE' : to < from ? 'DOWNGRADE' : 'RENEWAL'
  record(world, customer, program, { type, from, to, notes })
}

/** Extends the validity of the tier that a customer holds. */
export const renew = (world: World, customer: Customer, program: Program, standing: Standing): void => {
  const validity = tierAt(world, program, standing.serial)?.validity
  const end =
    validity == null
      ? { endsAt: null, anchored: false }
      : endOnRenewal(world, { program, validity, customer })
  Object.assign(standing, { ...end, cycleStart: world.now })
  const { serial } = standing
  record(world, customer, program, { type: 'RENEWAL', from: serial, to: serial, notes: 'Tier renewed' })
}

/** Raises a customer to what qualifies, in real time; only a check lowers (FAQ page). */
export const evaluate = (world: World, customer: Customer, program: Program): void => {
  const held = customer.standings[program.id]?.serial ?? 1
  const best = qualifyingSerial(world, program, customer)
  if (best <= held) return
  const next = ladderOf(world, program.id).find(({ serialNumber }) => serialNumber > held)?.serialNumber
  const to = world.switches.upgrade_jump === 'one_tier' ? (next ?? best) : best
  move(world, customer, program, { to, notes: 'Tier upgraded' })
}
