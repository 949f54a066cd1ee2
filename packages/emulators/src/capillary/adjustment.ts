import * as z from 'zod/mini'
import type { Answer, Context } from './context.js'
import { spokenExpiry } from './customer-shapes.js'
import { lookedUp } from './customers.js'
import { addMonths, DAY_MS, startOfDay } from './dates.js'
import { CapillaryError } from './errors.js'
import { bind, bodyOf } from './input.js'
import { ladderOf, programOf } from './records.js'
import { move, renew, tierAt } from './rules.js'
import type { Customer, Program, Standing } from './state.js'

const adjustmentSchema = z.strictObject({
  programId: z.int(),
  slabAction: z.enum(['UPGRADE', 'DOWNGRADE', 'RENEWAL', 'EXTEND_CURRENT_TIER_EXPIRY_DATE']),
  toSlabName: z.optional(z.string()),
  manualSlabActionValidity: z.optional(
    z.enum(['FIXED_DURATION', 'SPECIFIC_DATE', 'CURRENT_TIER_EXPIRY_DATE', 'AS_PER_TIER_STRATEGY']),
  ),
  manualSlabActionValidityUpto: z.optional(z.union([z.string(), z.int()])),
  reassessTierOnNextActivity: z.optional(z.boolean()),
  slabChangeReason: z.optional(z.string().check(z.maxLength(255))),
})

/** A hundred years. */
const MAX_MONTHS = 1200

type Adjustment = z.infer<typeof adjustmentSchema>

/** The page's numbers; which of them means what it does not say (switch `adjustment_codes`). */
const numbers = {
  program: 1101,
  slab: 8917,
  notHigher: 8920,
  notLower: 8921,
  validity: 8923,
  past: 8925,
} as const

const refusal = ({ switches }: Context, what: keyof typeof numbers, message: string): CapillaryError =>
  new CapillaryError(400, message, switches.adjustment_codes === 'listed' ? { code: numbers[what] } : {})

const serialNamed = (context: Context, program: Program, name = ''): number => {
  const tier = ladderOf(context, program.id).find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (tier === undefined) throw refusal(context, 'slab', `There is no tier "${name.slice(0, 50)}"`)
  return tier.serialNumber
}

/** Where the adjusted tier ends: after some months, with a day, as before, or (undefined) as its validity says. */
const endOf = (
  context: Context,
  { manualSlabActionValidity: kind, manualSlabActionValidityUpto: upto }: Adjustment,
  before: Standing,
): number | null | undefined => {
  if (kind === undefined || kind === 'AS_PER_TIER_STRATEGY') return undefined
  if (kind === 'CURRENT_TIER_EXPIRY_DATE') return before.endsAt
  if (kind === 'FIXED_DURATION') {
    const months = Number(upto)
    if (!Number.isInteger(months) || months < 1 || months > MAX_MONTHS)
      throw refusal(context, 'validity', `manualSlabActionValidityUpto must be 1 to ${MAX_MONTHS} months`)
    return addMonths(startOfDay(context.now), months)
  }
  const day = z.safeParse(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]), upto)
  if (!day.success) throw refusal(context, 'validity', 'manualSlabActionValidityUpto must be a date')
  const end = Date.parse(`${day.data.slice(0, 10)}T00:00:00Z`) + DAY_MS
  if (end <= context.now)
    throw refusal(context, 'past', 'manualSlabActionValidityUpto must lie in the future')
  return end
}

const target = (context: Context, program: Program, sent: Adjustment, held: number): number => {
  if (sent.slabAction !== 'UPGRADE' && sent.slabAction !== 'DOWNGRADE') return held
  const to = serialNamed(context, program, sent.toSlabName)
  if (sent.slabAction === 'UPGRADE' && to <= held)
    throw refusal(context, 'notHigher', 'toSlabName must be a tier above the current one')
  if (sent.slabAction === 'DOWNGRADE' && to >= held)
    throw refusal(context, 'notLower', 'toSlabName must be a tier below the current one')
  return to
}

const carryOut = (context: Context, customer: Customer, program: Program, sent: Adjustment): void => {
  const before = customer.standings[program.id]
  if (before === undefined) return
  const to = target(context, program, sent, before.serial)
  const end = endOf(context, sent, before)
  if (sent.slabAction === 'EXTEND_CURRENT_TIER_EXPIRY_DATE' && end === undefined)
    throw refusal(context, 'validity', 'manualSlabActionValidity must say until when')
  const notes = sent.slabChangeReason ?? 'Adjusted by hand'
  if (sent.slabAction === 'RENEWAL') renew(context, customer, program, before)
  else if (to !== before.serial) move(context, customer, program, { to, notes })
  const after = customer.standings[program.id]
  if (after !== undefined && end !== undefined) Object.assign(after, { endsAt: end, anchored: false })
  context.touched(customer)
}

/** Moves, renews or extends a customer's tier by hand (Manual Tier Adjustment page). */
export const adjustTier = (context: Context): Answer => {
  const { body, switches } = context
  const sent = bind(adjustmentSchema, bodyOf(body, switches), switches)
  const customer = lookedUp(context)
  const program = programOf(context, sent.programId)
  if (program === undefined) throw refusal(context, 'program', `There is no program ${sent.programId}`)
  const from = customer.standings[program.id]?.serial ?? 1
  carryOut(context, customer, program, sent)
  const standing = customer.standings[program.id]
  const sideEffects =
    standing === undefined
      ? []
      : [
          {
            previousSlabName: tierAt(context, program, from)?.name ?? '',
            previousSlabNumber: from,
            upgradedSlabName: tierAt(context, program, standing.serial)?.name ?? '',
            upgradedSlabNumber: standing.serial,
            slabExpiryDate: spokenExpiry(standing),
            type: 'slab',
          },
        ]
  return {
    status: 200,
    body: { programId: program.id, entityId: customer.userId, sideEffects, warnings: [] },
  }
}
