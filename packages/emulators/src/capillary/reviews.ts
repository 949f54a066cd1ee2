import type { World } from './context.js'
import { qualifyingSerial } from './qualification.js'
import { ladderOf, programOf } from './records.js'
import { meetsConditions } from './renewal.js'
import { move, renew, tierAt } from './rules.js'
import type { Customer, Program, Standing, TierRecord } from './state.js'
import { checkOf } from './validity.js'

/** When something next happens to a standing by time alone; Infinity for never. */
const dueOf = (program: Program, standing: Standing): number =>
  Math.min(standing.removedAt ?? Infinity, checkOf(standing, program))

interface Due {
  readonly program: Program
  readonly standing: Standing
  readonly at: number
}

export const duesOf = (world: World, { standings }: Customer): Due[] =>
  Object.entries(standings).flatMap(([id, standing]) => {
    const program = programOf(world, Number(id))
    return program === undefined ? [] : [{ program, standing, at: dueOf(program, standing) }]
  })

/** The tier that a downgrade leads to (Configure Tier Downgrade page). */
const targetOf = (world: World, customer: Customer, program: Program, tier: TierRecord): number => {
  const downgradeTo = tier.validity?.renewal?.downgradeTo ?? world.switches.default_downgrade_to
  if (downgradeTo === 'LOWEST') return 1
  if (downgradeTo === 'THRESHOLD')
    return Math.min(tier.serialNumber, qualifyingSerial(world, program, customer))
  const below = ladderOf(world, program.id).findLast(({ serialNumber }) => serialNumber < tier.serialNumber)
  return below?.serialNumber ?? 1
}

const isRenewed = (world: World, customer: Customer, program: Program, standing: Standing): boolean => {
  const { validity } = tierAt(world, program, standing.serial) ?? {}
  if (validity == null || validity.renewal?.shouldDowngrade === false) return true
  const met = meetsConditions(world, customer, validity, standing)
  if (met !== undefined) return met
  if (world.switches.renewal_without_conditions === 'renews') return true
  return qualifyingSerial(world, program, customer) >= standing.serial
}

/** Checks a tier at the end of its validity: renews it, or lowers it as its downgradeTo says. */
const check = (world: World, customer: Customer, program: Program, standing: Standing): void => {
  const tier = tierAt(world, program, standing.serial)
  if (tier === undefined || isRenewed(world, customer, program, standing)) {
    renew(world, customer, program, standing)
    return
  }
  const to = targetOf(world, customer, program, tier)
  if (to === standing.serial) renew(world, customer, program, standing)
  else move(world, customer, program, { to, notes: 'Tier downgraded' })
}

/** Does what has fallen due at `world.now` for a standing. */
export const fallDue = (world: World, customer: Customer, { program, standing }: Due): void => {
  if (standing.removedAt !== null && standing.removedAt <= world.now)
    move(world, customer, program, { to: 1, notes: 'Assignment ended' })
  else check(world, customer, program, standing)
}
