import { type Decimal, decimalText } from '../core/decimal.js'
import { timeText, type World } from './context.js'
import { addMonths } from './dates.js'
import { gapTo, kpiOf } from './qualification.js'
import { ladderOf } from './records.js'
import { checkedConditions } from './renewal.js'
import { tierAt } from './rules.js'
import type { Customer, Program, Standing, TierRecord } from './state.js'

/** What does not end is shown to end a hundred years after it began, as in the pages' examples. */
const NO_EXPIRY_MONTHS = 1200

/** The expiry that is shown: one second before the validity ends, or the end of an assignment by hand. */
const expiryOf = ({ since, endsAt, removedAt }: Standing): number =>
  removedAt ?? (endsAt === null ? addMonths(since, NO_EXPIRY_MONTHS) : endsAt - 1000)

const numberOf = (amount: Decimal | string): number =>
  Number(typeof amount === 'string' ? amount : decimalText(amount))

interface Place {
  readonly program: Program
  readonly standing: Standing
  readonly tier: TierRecord | undefined
  readonly next: TierRecord | undefined
}

/** Where a customer stands in a program. */
export const placeIn = (world: World, { standings }: Customer, program: Program): Place | undefined => {
  const standing = standings[program.id]
  if (standing === undefined) return undefined
  const { serial } = standing
  const next = ladderOf(world, program.id).find(({ serialNumber }) => serialNumber > serial)
  return { program, standing, tier: tierAt(world, program, serial), next }
}

/** One entry of `programTiers` (Get Customer Tier page); at the top the next tier is "" and -1. */
export const programTierShape = ({ program, standing, tier, next }: Place) => {
  const expiry = timeText(expiryOf(standing), 'Z')
  return {
    programId: program.id,
    currentTierName: tier?.name ?? '',
    currentTierSerialNumber: standing.serial,
    tierExpiryDate: expiry.replace('T', ' ').replace('Z', ''),
    tierExpiryDateISO: expiry,
    nextTierName: next?.name ?? '',
    nextTierSerialNumber: next?.serialNumber ?? -1,
  }
}

/** One entry of the loyalty details (Get Customer Loyalty Details page). */
export const loyaltyShape = (customer: Customer, { program, standing, tier, next }: Place) => ({
  programId: program.id,
  loyaltyId: customer.userId,
  currentSlab: tier?.name ?? '',
  slabSNo: standing.serial,
  slabExpiryDate: `${timeText(expiryOf(standing), 'Z').slice(0, -1)}+00:00`,
  nextSlab: next?.name ?? '',
  nextSlabSerialNumber: next?.serialNumber ?? -1,
  nextSlabDescription: next?.description ?? '',
  loyaltyPoints: numberOf(customer.currentPoints),
  lifetimePoints: numberOf(customer.earnedPoints),
  cumulativePurchases: numberOf(customer.spend),
  redeemed: numberOf(customer.redeemed),
  expired: numberOf(customer.expired),
  returned: numberOf(customer.returned),
  adjusted: numberOf(customer.adjusted),
  delayedPoints: 0,
})

/** What is missing to the next tier (Get Customer Details page, gapToUpgrade). */
const upgradeShape = (customer: Customer, { program, next }: Place) => {
  const threshold = next?.eligibility?.threshold
  if (next === undefined || threshold === undefined) return []
  const value = kpiOf(program, customer, next)
  return [
    {
      basis: program.kpiType,
      threshold,
      currentValue: numberOf(value),
      gapToUpgrade: numberOf(gapTo(threshold, value)),
    },
  ]
}

/** What is missing to a renewal (Get Customer Details page, gapToRenew). */
const renewShape = (world: World, customer: Customer, { standing, tier }: Place) => {
  const justAfter = { ...world, now: world.now + 1 }
  const strategies = checkedConditions(justAfter, customer, tier?.validity ?? {}, standing)
  return {
    tierExpiryDate: timeText(expiryOf(standing), 'Z'),
    renewConfirmed: strategies.every(({ met }) => met),
    renewStrategies: strategies.map(({ kind, wanted, value }) => ({
      basis: kind,
      threshold: numberOf(wanted),
      currentValue: numberOf(value),
      gapToRenew: numberOf(gapTo(numberOf(wanted), value)),
    })),
  }
}

/** A customer's loyalty in a program, with the gaps that are asked for; the base tier has none to renew. */
export const detailShape = (
  world: World,
  customer: Customer,
  place: Place,
  { toUpgrade, toRenew }: { toUpgrade: boolean; toRenew: boolean },
) => ({
  ...loyaltyShape(customer, place),
  upgradeStrategies: toUpgrade ? upgradeShape(customer, place) : undefined,
  gapToRenewSummary: toRenew && place.standing.serial > 1 ? renewShape(world, customer, place) : undefined,
})

/** A customer with the history of tiers, of one program (v1.1 customer/get page). */
export const legacyCustomerShape = (customer: Customer, place: Place, withHistory: boolean) => {
  const { program, standing, tier } = place
  const history = customer.history.filter(({ programId }) => programId === program.id)
  return {
    user_id: customer.userId,
    external_id: customer.externalId,
    registered_on: timeText(customer.registeredAt, 'Z').replace('T', ' ').replace('Z', ''),
    current_slab: tier?.name ?? '',
    slab_number: standing.serial,
    slab_expiry_date: timeText(expiryOf(standing), 'Z').replace('T', ' ').replace('Z', ''),
    loyalty_points: numberOf(customer.currentPoints),
    lifetime_points: numberOf(customer.earnedPoints),
    lifetime_purchases: numberOf(customer.spend),
    slab_history: withHistory
      ? history.map(({ from, to, type, at, notes }) => ({
          from,
          to,
          type,
          changed_on: timeText(at, 'Z').replace('T', ' ').replace('Z', ''),
          store: { code: 'rungs', name: 'Rungs' },
          notes,
        }))
      : undefined,
  }
}

const ordinals: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' }
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `30th Nov, 2025`, as the answer to an adjustment shows an expiry (Manual Tier Adjustment page). */
export const spokenExpiry = (standing: Standing): string => {
  const date = new Date(expiryOf(standing))
  const day = date.getUTCDate()
  const ordinal = day > 10 && day < 14 ? 'th' : (ordinals[day % 10] ?? 'th')
  return `${day}${ordinal} ${months[date.getUTCMonth()]}, ${date.getUTCFullYear()}`
}
