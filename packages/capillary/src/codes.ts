import type { ErrorCode } from '@rungs/model'

/** A number's symbol, its place in the common model, and our code; what the status says, where there is none. */
type Meaning = readonly [symbol: string, path?: string | undefined, code?: ErrorCode | undefined]

const own = (field: string): string => `vendor.capillary.${field}`
const start = own('computationWindowStartValue')
const byHand: Meaning = ['manual adjustment', undefined, 'rejected']

/**
 * Capillary's error numbers (Create Tier, Get Tier and List Tiers pages, whose symbols all begin with `TIER.`; and the
 * customer look-up and manual tier adjustment pages). `rejected`: what the program is set to, not this input alone,
 * forbids it.
 */
const meanings: { readonly [number: string]: Meaning } = {
  9001: ['NAME_REQUIRED', 'name'],
  9002: ['NAME_TOO_LONG', 'name'],
  9003: ['PROGRAM_ID_REQUIRED', 'settings.programId'],
  9004: ['INVALID_KPI_TYPE', 'rule.metric'],
  9005: ['THRESHOLD_MUST_BE_POSITIVE', 'rule.value'],
  9006: ['INVALID_COLOR_CODE', 'color'],
  9008: ['DESCRIPTION_TOO_LONG', 'description'],
  9009: ['INVALID_UPGRADE_TYPE', own('upgradeType')],
  9010: ['INVALID_RENEWAL_CRITERIA', 'validity.anchor'],
  9011: ['CLASS_A_PROGRAM_LEVEL_FIELD', 'vendor.capillary'],
  9012: ['CLASS_B_SCHEDULE_FIELD', 'vendor.capillary'],
  9013: ['ELIGIBILITY_CRITERIA_TYPE', 'vendor.capillary'],
  9014: ['START_DATE_ON_SLAB_UPGRADE', 'validity.start'],
  9015: ['SENTINEL_STRING_MINUS_ONE'],
  9016: ['SENTINEL_NUMERIC_MINUS_ONE'],
  9017: ['RENEWAL_CRITERIA_TYPE_DRIFT', 'validity.renewal'],
  9018: ['FIXED_FAMILY_MISSING_PERIOD_VALUE', 'validity.months'],
  9019: ['RENEWAL_DOWNGRADE_TO_INVALID', own('downgradeTo')],
  9020: ['RENEWAL_MULTI_TRACKER', 'validity.renewal'],
  9021: ['RENEWAL_EXPRESSION_INVALID', 'validity.renewal'],
  9022: ['VALIDITY_RENEWAL_WINDOW_TYPE', own('renewalWindowType')],
  9023: ['VALIDITY_COMPUTATION_WINDOW_ORPHAN', start],
  // Everything else that may be negative has a code of its own, or is never sent so.
  9024: ['VALIDITY_NUMERIC_NEGATIVE', start],
  9028: ['UPGRADE_VALUE_OUT_OF_RANGE', 'rule.value'],
  9029: ['TRACKER_ID_REQUIRED', 'settings.trackers'],
  9030: ['PERIOD_VALUE_OVERFLOW'],
  9033: ['CUSTOM_PERIOD_DELTA_TOO_LARGE', start],
  9034: ['FIXED_DATE_OFFSET_OUT_OF_RANGE', start],
  9035: ['MIN_DURATION_MUST_BE_POSITIVE', 'validity.minimumMonths'],
  9043: ['PROGRAM_KPI_TYPE_MISMATCH', 'rule.metric', 'rejected'],
  9044: ['THRESHOLD_NOT_MONOTONIC', 'rule.value', 'conflict'],
  9047: ['INVALID_PERIOD_UNIT', 'validity.months'],
  9048: ['END_DATE_FORBIDDEN_ON_WRITE', 'validity'],
  9049: ['RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE', own('renewalWindowType')],
  9050: ['LAST_CALENDAR_YEAR_FORBIDS_OFFSETS', start],
  9051: ['PROGRAM_UPGRADE_MODE_MISMATCH', own('upgradeType'), 'rejected'],
  9052: ['PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED', 'settings.programId', 'rejected'],
  9053: ['PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED', 'settings.programId', 'rejected'],
  9054: ['PROGRAM_TIER_CAP_EXCEEDED', 'settings.programId', 'rejected'],
  9055: ['DOWNGRADE_START_DATE_MUST_BE_FIRST', 'validity.start', 'rejected'],
  9056: ['NOT_FOUND', 'id', 'not_found'],
  9057: ['status is not supported', 'status'],
  8003: ['invalid source', 'settings.source', 'invalid_input'],
  8015: ['unknown customer', 'memberId', 'not_found'],
  11013: ['missing identifier', 'memberId', 'invalid_input'],
  ...Object.fromEntries([1101, 8917, 8920, 8921, 8923, 8925].map((number) => [number, byHand])),
}

/**
 * All conflicts have the number 999999; what they are, only the message says (Create Tier and Delete Tier pages). That a
 * tier is in the wrong state for a step has no symbol.
 */
const conflicts: readonly (readonly [RegExp, ...Meaning])[] = [
  [/delet/i, 'TIER_NOT_DELETABLE_NON_DRAFT'],
  [/already.*draft|draft.*(already|exists)/i, 'TIER_DRAFT_EXISTS'],
  [/already.*pending|pending.*(already|exists)/i, 'TIER_PENDING_APPROVAL_EXISTS'],
  [/\bname\b/i, 'TIER_NAME_TAKEN', 'name'],
]

/** Numbers that name several fields; which one it is, the message may say. */
const vague = new Set(['9015', '9016', '9030'])
const fields: readonly (readonly [RegExp, string])[] = [
  [/threshold/i, 'rule.value'],
  [/periodValue|period value/i, 'validity.months'],
  [/programId|program id/i, 'settings.programId'],
]

/** What a number means, with this message; nothing for one that no page explains. */
export function meaningOf(number = '', message = ''): Meaning | undefined {
  if (number === '999999') {
    const found =
      conflicts.find(([, symbol]) => message.includes(symbol)) ??
      conflicts.find(([words]) => words.test(message))
    return found && [found[1], found[2]]
  }
  const [symbol, path, code] = (Object.hasOwn(meanings, number) && meanings[number]) || []
  if (symbol === undefined) return undefined
  const told = vague.has(number) ? fields.find(([words]) => words.test(message))?.[1] : undefined
  return [/^[A-Z]/.test(symbol) ? `TIER.${symbol}` : symbol, told ?? path, code]
}

/** Whether a conflict is about a tier of the program that is not published yet. */
export const isUnpublished = (message: string): boolean => /draft|pending/i.test(message)
