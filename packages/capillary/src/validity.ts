import {
  formatInstant,
  type Issue,
  type JsonObject,
  type Ledger,
  parseInstant,
  type Validity,
} from '@rungs/model'
import type { RuleSettings } from './eligibility.js'
import { renewalOf, renewalRule } from './renewal.js'
import type { CapillaryTier } from './wire.js'

/** How validity is anchored (Create Tier page). */
const periodTypes: readonly (readonly [Validity['anchor'], string])[] = [
  ['entry', 'SLAB_UPGRADE'],
  ['entry_cyclic', 'SLAB_UPGRADE_CYCLIC'],
  ['fixed', 'FIXED'],
  ['registration', 'FIXED_CUSTOMER_REGISTRATION'],
]

/** A validity in Capillary's words. What it cannot hold is a loss in the ledger; total: it never throws. */
export function validityBody(
  { anchor, months, start, minimumMonths, renewal }: Validity,
  ledger: Ledger,
  settings: RuleSettings,
): { validity: JsonObject; renewal: JsonObject; issues: Issue[] } {
  const body: JsonObject = { periodType: periodTypes.find(([known]) => known === anchor)?.[1] ?? anchor }
  const issues: Issue[] = []
  ledger.mapped('validity.anchor')
  if (months !== undefined && (anchor !== 'registration' || months === 12)) {
    Object.assign(body, { periodValue: months, unit: 'NUM_MONTHS' })
    ledger.mapped('validity.months')
  }
  if (anchor === 'fixed' && months === undefined) {
    issues.push({ path: 'validity.months', message: 'expected the length of the period, 1 or more months' })
  }
  if (start !== undefined && anchor === 'fixed') {
    body.startDate = start
    ledger.mapped('validity.start')
  }
  if (minimumMonths !== undefined) {
    body.minimumDuration = minimumMonths
    ledger.mapped('validity.minimumMonths')
  }
  return {
    validity: body,
    renewal: renewal === undefined ? {} : renewalBody(renewal, ledger, settings),
    issues,
  }
}

function renewalBody(
  rule: NonNullable<Validity['renewal']>,
  ledger: Ledger,
  settings: RuleSettings,
): JsonObject {
  const { renewal = {}, note, reason } = renewalOf(rule, settings)
  if (reason !== undefined) ledger.lost('validity.renewal', reason)
  else if (note !== undefined) ledger.emulated('validity.renewal', note)
  else ledger.mapped('validity.renewal')
  return renewal
}

/** The validity of a tier in either of Capillary's shapes; `undefined` where it has none, or a kind unknown to us. */
export function validityOf(row: CapillaryTier, settings: RuleSettings): Validity | undefined {
  const given = row.validity ?? row.renewal
  const anchor = periodTypes.find(([, type]) => type === given?.periodType)?.[0]
  if (given === null || given === undefined || anchor === undefined) return undefined
  const months = Number(given.periodValue ?? 0)
  const start = anchor === 'fixed' ? dateOf(given.startDate) : undefined
  const renewal = renewalRule({ ...given, ...(given.renewal ?? {}) }, settings)
  return {
    anchor,
    ...(Number.isInteger(months) && months > 0 ? { months } : {}),
    ...(start === undefined ? {} : { start }),
    ...(given.minimumDuration ? { minimumMonths: given.minimumDuration } : {}),
    ...(renewal === undefined ? {} : { renewal }),
  }
}

/** Why a tier that has one validity cannot be given another: what Capillary keeps unless it is given anew. */
export function keptParts(before: Validity | undefined, after: Validity): Issue[] {
  const message = 'Capillary cannot take this away from a tier again; give it another value'
  return (['months', 'start', 'renewal'] as const)
    .filter((part) => before?.[part] !== undefined && after[part] === undefined)
    .map((part) => ({ path: `validity.${part}`, message }))
}

/** A date, or an instant with or without an offset. */
function dateOf(given: string | null | undefined): string | undefined {
  const date = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d+)?))?(Z|[+-]\d\d:?\d\d)?$/.exec(given ?? '')
  if (date === null) return undefined
  const offset = (date[3] ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const ms = parseInstant(`${date[1]}T${date[2] ?? '00:00:00'}${offset}`)
  return ms === undefined ? undefined : formatInstant(ms)
}
