import type { Issue, JsonObject, Ledger, Validity } from '@rungs/model'
import { instantFrom, present, wordFor } from '@rungs/transport'
import type { RuleSettings } from './conditions.js'
import { renewalOf, renewalRule } from './renewal.js'
import type { CapillaryTier } from './wire.js'

/** How validity is anchored (Create Tier page). */
const periodTypes = {
  entry: 'SLAB_UPGRADE',
  entry_cyclic: 'SLAB_UPGRADE_CYCLIC',
  fixed: 'FIXED',
  registration: 'FIXED_CUSTOMER_REGISTRATION',
} as const

/**
 * A validity in Capillary's words. What it cannot hold is a loss in the ledger; total: it never throws.
 * @param isYearlyDay whether its start is a day of every year, which has 12 months for its length (Create Tier page).
 */
export function validityBody(
  { anchor, months, start, minimumMonths, renewal }: Validity,
  ledger: Ledger,
  issues: Issue[],
  settings: RuleSettings,
  isYearlyDay = false,
): JsonObject {
  ledger.mapped('validity.anchor', 'validity.minimumMonths')
  const [isFixed, isYearly] = [anchor === 'fixed', anchor === 'registration']
  if (isFixed) ledger.mapped('validity.start')
  if (!isYearly || months === 12) ledger.mapped('validity.months')
  const period = isYearly && months !== 12 ? undefined : months
  if (isFixed && period === undefined && !isYearlyDay) {
    issues.push({ path: 'validity.months', message: 'expected the length of the period, 1 or more months' })
  }
  const { renewal: made, note, reason } = renewal === undefined ? {} : renewalOf(renewal, settings)
  if (reason !== undefined) ledger.lost('validity.renewal', reason)
  else if (note !== undefined) ledger.emulated('validity.renewal', note)
  else ledger.mapped('validity.renewal')
  return {
    periodType: periodTypes[anchor],
    ...(period === undefined ? {} : { periodValue: period, unit: 'NUM_MONTHS' }),
    ...present({ startDate: isFixed ? start : undefined, minimumDuration: minimumMonths, renewal: made }),
  }
}

/** The validity of a tier in either of Capillary's shapes; `undefined` where it has none, or a kind unknown to us. */
export function validityOf(row: CapillaryTier, settings: RuleSettings): Validity | undefined {
  const given = row.validity ?? row.renewal
  if (!given) return undefined
  const anchor = wordFor(periodTypes, given.periodType)
  if (anchor === undefined) return undefined
  const months = Number(given.periodValue ?? 0)
  return {
    anchor,
    ...present({
      months: Number.isInteger(months) && months > 0 ? months : undefined,
      start: anchor === 'fixed' ? instantFrom(given.startDate, 'Z') : undefined,
      minimumMonths: given.minimumDuration || undefined,
      renewal: renewalRule({ ...given, ...given.renewal }, settings),
    }),
  }
}

/** What Capillary keeps of a validity unless it is given anew, and our path of it. */
const kept = {
  periodValue: 'validity.months',
  startDate: 'validity.start',
  expressionRelation: 'vendor.capillary.expressionRelation',
  purchase: 'validity.renewal',
  numVisits: 'validity.renewal',
  points: 'validity.renewal',
  tracker: 'validity.renewal',
}

/** Why a tier that has one validity cannot be given another: parts of the old one would stay in it. */
export function keptParts(row: CapillaryTier, { validity }: JsonObject): Issue[] {
  const [before, after] = [partsOf(row.validity ?? row.renewal), partsOf(validity)]
  // Else it stays the same validity.
  if (after.periodType === undefined) return []
  const left = Object.entries(kept).filter(([part]) => isSet(before[part]) && !isSet(after[part]))
  const message = 'Capillary cannot take a part of this away from a tier again; give it another value'
  return [...new Set(left.map(([, path]) => path))].map((path) => ({ path, message }))
}

/** Everything in a validity under its own name, in either shape of a reply, and as it is sent. */
export function partsOf(given: unknown): { [part: string]: unknown } {
  const { renewal, ...period } = Object(given)
  const { conditions, ...parts } = { ...period, ...renewal }
  return { ...parts, ...conditions }
}

const isSet = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : Boolean(value) && Number(value) !== 0 && Number(value) !== -1
