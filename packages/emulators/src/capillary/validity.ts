import type { World } from './context.js'
import { addMonths, DAY_MS, firstStep, startOfDay, startOfMonth } from './dates.js'
import type { Validity } from './fields.js'
import type { Customer, Program, Standing } from './state.js'

/** Where a validity ends: the midnight after its last day; null for never. */
export type End = Pick<Standing, 'endsAt' | 'anchored'>

const NEVER: End = { endsAt: null, anchored: false }
const REGISTRATION_MONTHS = 12

/** What ends later than dates are written, or at no date at all, does not end. */
const LAST_END = Date.UTC(9999, 11, 31)

const endingAt = (endsAt: number | undefined, anchored: boolean): End =>
  endsAt !== undefined && endsAt <= LAST_END ? { endsAt, anchored } : NEVER

/** The day that a startDate names: the one written, or the one in UTC (switch `start_date_zone`). */
export const startDay = (startDate: string, { start_date_zone }: World['switches']): number => {
  const literal = Date.parse(`${startDate.slice(0, 10)}T00:00:00Z`)
  return start_date_zone === 'literal' || startDate.length === 10
    ? literal
    : startOfDay(Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(startDate) ? startDate : `${startDate}Z`))
}

interface Entry {
  readonly program: Program
  readonly validity: Validity
  readonly customer: Customer
}

/** The dates of a FIXED validity: every `periodValue` months from its startDate, whose year may not count. */
const fixedAnchor = ({ switches }: World, { program, validity }: Entry, from: number): number | undefined => {
  const { startDate, isFixedTypeWithoutYear, periodValue: months } = validity
  if (startDate === undefined || months === undefined || months <= 0) return undefined
  const day = startDay(startDate, switches)
  const byMonth =
    !program.dailyDowngradeEnabled && switches.fixed_day_without_daily_check === 'first_of_month'
  const start = byMonth ? startOfMonth(day) : day
  return firstStep(start, { months, from, ...(isFixedTypeWithoutYear === true ? {} : { least: 0 }) })
}

const nextAnchor = (world: World, entry: Entry, from: number): number | undefined => {
  const { periodType } = entry.validity
  if (periodType === 'FIXED') return fixedAnchor(world, entry, from)
  if (periodType !== 'FIXED_CUSTOMER_REGISTRATION') return undefined
  return firstStep(startOfDay(entry.customer.registeredAt), { months: REGISTRATION_MONTHS, from, least: 1 })
}

const isAnchored = ({ switches }: World, { periodType, startDate }: Validity): boolean =>
  periodType === 'FIXED_CUSTOMER_REGISTRATION' ||
  (periodType === 'FIXED' && (startDate !== undefined || switches.fixed_without_start === 'never_ends'))

/** The end of the validity of a tier that is entered now: no check before `minimumDuration` (Tiers page, archived). */
export const endOnEntry = (world: World, entry: Entry): End => {
  const { validity } = entry
  const day = startOfDay(world.now)
  const { minimumDuration: least = 0, periodType, periodValue: months = 0 } = validity
  if (periodType === undefined) return NEVER
  if (isAnchored(world, validity)) {
    const from = least > 0 ? addMonths(day, least) : day + DAY_MS
    return endingAt(nextAnchor(world, entry, from), true)
  }
  if (months <= 0) return NEVER
  return endingAt(firstStep(day, { months, from: addMonths(day, Math.max(months, least)), least: 1 }), false)
}

/** When an end is checked: at that midnight, or where the daily check is off at the one that ends its month. */
export const checkOf = ({ endsAt, anchored }: End, { dailyDowngradeEnabled }: Program): number => {
  if (endsAt === null) return Infinity
  if (dailyDowngradeEnabled) return endsAt
  return addMonths(startOfMonth(anchored ? endsAt : endsAt - DAY_MS), 1)
}

const extensionOf = ({ switches }: World, { periodType, periodValue = 0 }: Validity): number => {
  if (periodType === 'FIXED_CUSTOMER_REGISTRATION') return REGISTRATION_MONTHS
  if (periodType === 'SLAB_UPGRADE' && switches.slab_upgrade_extension === 'one_month') return 1
  return periodValue
}

/** The end after a renewal at a check: the next anchor, or some months from the check (Configure Validity page). */
export const endOnRenewal = (world: World, entry: Entry): End => {
  const { program, validity } = entry
  if (validity.periodType === undefined) return NEVER
  if (program.dailyDowngradeEnabled && isAnchored(world, validity)) {
    return endingAt(nextAnchor(world, entry, world.now + 1), true)
  }
  const months = extensionOf(world, validity)
  return months <= 0 ? NEVER : endingAt(addMonths(world.now, months), false)
}
