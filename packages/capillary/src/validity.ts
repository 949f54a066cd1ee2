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

/** A validity in Capillary's words. What it cannot hold is a loss in the ledger; total: it never throws. */
export function validityBody(
  { anchor, months, start, minimumMonths, renewal }: Validity,
  ledger: Ledger,
  issues: Issue[],
  settings: RuleSettings,
): JsonObject {
  ledger.mapped('validity.anchor', 'validity.minimumMonths')
  const [isFixed, isYearly] = [anchor === 'fixed', anchor === 'registration']
  if (isFixed) ledger.mapped('validity.start')
  if (!isYearly || months === 12) ledger.mapped('validity.months')
  const period = isYearly && months !== 12 ? undefined : months
  if (isFixed && period === undefined) {
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

/** Why a tier that has one validity cannot be given another: what Capillary keeps unless it is given anew. */
export function keptParts(before: Validity | undefined, after: Validity): Issue[] {
  const message = 'Capillary cannot take this away from a tier again; give it another value'
  return (['months', 'start', 'renewal'] as const)
    .filter((part) => before?.[part] !== undefined && after[part] === undefined)
    .map((part) => ({ path: `validity.${part}`, message }))
}
