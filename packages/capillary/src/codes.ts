import type { ErrorCode } from '@rungs/model'

/** What one of Capillary's error numbers means: its symbol, its place in the common model, and our code for it. */
export interface Meaning {
  symbol: string
  path?: string
  /** Absent: what the status says, which is `invalid_input` for a 400. */
  code?: ErrorCode
}

const renewal = 'validity.renewal'
const own = (field: string): string => `vendor.capillary.${field}`
const start = own('computationWindowStartValue')

function tier(symbol: string, path?: string, code?: ErrorCode): Meaning {
  const meaning: Meaning = { symbol: `TIER.${symbol}` }
  if (path !== undefined) meaning.path = path
  if (code !== undefined) meaning.code = code
  return meaning
}

/**
 * Capillary's error numbers (Create Tier, Get Tier and List Tiers pages; those from 1101 on: manual tier adjustment
 * and customer look-up pages). `rejected`: what the program is set to, not this input alone, forbids it.
 */
export const meanings: { readonly [number: string]: Meaning } = {
  9001: tier('NAME_REQUIRED', 'name'),
  9002: tier('NAME_TOO_LONG', 'name'),
  9003: tier('PROGRAM_ID_REQUIRED', 'settings.programId'),
  9004: tier('INVALID_KPI_TYPE', 'rule.metric'),
  9005: tier('THRESHOLD_MUST_BE_POSITIVE', 'rule.value'),
  9006: tier('INVALID_COLOR_CODE', 'color'),
  9008: tier('DESCRIPTION_TOO_LONG', 'description'),
  9009: tier('INVALID_UPGRADE_TYPE', own('upgradeType')),
  9010: tier('INVALID_RENEWAL_CRITERIA', 'validity.anchor'),
  9011: tier('CLASS_A_PROGRAM_LEVEL_FIELD', 'vendor.capillary'),
  9012: tier('CLASS_B_SCHEDULE_FIELD', 'vendor.capillary'),
  9013: tier('ELIGIBILITY_CRITERIA_TYPE', 'vendor.capillary'),
  9014: tier('START_DATE_ON_SLAB_UPGRADE', 'validity.start'),
  9015: tier('SENTINEL_STRING_MINUS_ONE'),
  9016: tier('SENTINEL_NUMERIC_MINUS_ONE'),
  9017: tier('RENEWAL_CRITERIA_TYPE_DRIFT', renewal),
  9018: tier('FIXED_FAMILY_MISSING_PERIOD_VALUE', 'validity.months'),
  9019: tier('RENEWAL_DOWNGRADE_TO_INVALID', own('downgradeTo')),
  9020: tier('RENEWAL_MULTI_TRACKER', renewal),
  9021: tier('RENEWAL_EXPRESSION_INVALID', renewal),
  9022: tier('VALIDITY_RENEWAL_WINDOW_TYPE', own('renewalWindowType')),
  9023: tier('VALIDITY_COMPUTATION_WINDOW_ORPHAN', start),
  9024: tier('VALIDITY_NUMERIC_NEGATIVE', 'validity'),
  9028: tier('UPGRADE_VALUE_OUT_OF_RANGE', 'rule.value'),
  9029: tier('TRACKER_ID_REQUIRED', 'settings.trackers'),
  9030: tier('PERIOD_VALUE_OVERFLOW'),
  9033: tier('CUSTOM_PERIOD_DELTA_TOO_LARGE', start),
  9034: tier('FIXED_DATE_OFFSET_OUT_OF_RANGE', start),
  9035: tier('MIN_DURATION_MUST_BE_POSITIVE', 'validity.minimumMonths'),
  9043: tier('PROGRAM_KPI_TYPE_MISMATCH', 'rule.metric', 'rejected'),
  9044: tier('THRESHOLD_NOT_MONOTONIC', 'rule.value', 'conflict'),
  9047: tier('INVALID_PERIOD_UNIT', 'validity.months'),
  9048: tier('END_DATE_FORBIDDEN_ON_WRITE', 'validity'),
  9049: tier('RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE', own('renewalWindowType')),
  9050: tier('LAST_CALENDAR_YEAR_FORBIDS_OFFSETS', start),
  9051: tier('PROGRAM_UPGRADE_MODE_MISMATCH', own('upgradeType'), 'rejected'),
  9052: tier('PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED', 'settings.programId', 'rejected'),
  9053: tier('PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED', 'settings.programId', 'rejected'),
  9054: tier('PROGRAM_TIER_CAP_EXCEEDED', 'settings.programId', 'rejected'),
  9055: tier('DOWNGRADE_START_DATE_MUST_BE_FIRST', 'validity.start', 'rejected'),
  9056: tier('NOT_FOUND', 'id', 'not_found'),
  9057: { symbol: 'status is not supported', path: 'status' },
  8003: { symbol: 'invalid source', path: 'settings.source', code: 'invalid_input' },
  8015: { symbol: 'unknown customer', path: 'memberId', code: 'not_found' },
  11013: { symbol: 'missing identifier', path: 'memberId', code: 'invalid_input' },
  1101: { symbol: 'manual adjustment', code: 'rejected' },
  8917: { symbol: 'manual adjustment', code: 'rejected' },
  8920: { symbol: 'manual adjustment', code: 'rejected' },
  8921: { symbol: 'manual adjustment', code: 'rejected' },
  8923: { symbol: 'manual adjustment', code: 'rejected' },
  8925: { symbol: 'manual adjustment', code: 'rejected' },
}

/**
 * All conflicts have the number 999999; what they are, only the message says (Create Tier and Delete Tier pages). The
 * symbol is looked for first, then words.
 */
export const conflicts: readonly { symbol: string; words: RegExp; path?: string }[] = [
  { symbol: 'TIER_NOT_DELETABLE_NON_DRAFT', words: /delet/i },
  { symbol: 'TIER_DRAFT_EXISTS', words: /draft/i },
  { symbol: 'TIER_PENDING_APPROVAL_EXISTS', words: /pending/i },
  { symbol: 'TIER_NAME_TAKEN', words: /\bname\b/i, path: 'name' },
]

/** Whether a conflict is about a tier of the program that is not published yet. */
export const isUnpublished = (message: string): boolean => /draft|pending/i.test(message)

/** Which field a number that names several is about, by the words of its message. */
export const fieldsByWord: readonly (readonly [RegExp, string])[] = [
  [/threshold/i, 'rule.value'],
  [/periodValue|period value/i, 'validity.months'],
  [/minimumDuration/i, 'validity.minimumMonths'],
  [/computationWindow\w*/i, start],
  [/programId|program id/i, 'settings.programId'],
]
