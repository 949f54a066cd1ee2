import { create, type Started, submit } from './support.js'

/** A body that is being written, before anything is wrong with it. */
export interface Draft {
  programId?: unknown
  name?: unknown
  description?: unknown
  color?: unknown
  eligibility: Record<string, unknown>
  validity: Record<string, unknown> & { renewal: Record<string, unknown> }
  [name: string]: unknown
}

/** A tier that program 973 takes. */
export const draft = (): Draft => ({
  programId: 973,
  name: 'Gold',
  description: 'For the best',
  color: '#E5E4E2',
  eligibility: { kpiType: 'CURRENT_POINTS', threshold: 20_000, upgradeType: 'LAZY' },
  validity: { periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS', renewal: {} },
})

/** One thing that can be wrong with a create, with what the page says of it, in the order of the checks. */
export interface Fault {
  symbol: string
  code: number
  status: 400 | 409
  message: RegExp
  spoil: (body: Draft) => void
  /** What must have happened before. */
  prepare?: (started: Started) => Promise<unknown>
  /** Only a create, or only the program, can be wrong in this way. */
  createOnly?: true
}

const fixed = (body: Draft, more: object): void => {
  Object.assign(body.validity, { periodType: 'FIXED', periodValue: 12, ...more })
}

const tracker = { value: '5', trackerId: 1, trackerCondition: 2 }

const rawFaults: Fault[] = [
  {
    symbol: 'TIER.CLASS_A_PROGRAM_LEVEL_FIELD',
    code: 9011,
    status: 400,
    message: /isActive/,
    spoil: (body) => {
      body.isActive = true
    },
  },
  {
    symbol: 'TIER.CLASS_B_SCHEDULE_FIELD',
    code: 9012,
    status: 400,
    message: /schedule/,
    spoil: (body) => {
      body.validity.schedule = {}
    },
  },
  {
    symbol: 'TIER.ELIGIBILITY_CRITERIA_TYPE',
    code: 9013,
    status: 400,
    message: /eligibilityCriteriaType/,
    spoil: (body) => {
      body.eligibility.eligibilityCriteriaType = 'X'
    },
  },
  {
    symbol: 'TIER.END_DATE_FORBIDDEN_ON_WRITE',
    code: 9048,
    status: 400,
    message: /validity\.endDate/,
    spoil: (body) => {
      body.validity.endDate = '2026-12-31'
    },
  },
  {
    symbol: 'TIER.SENTINEL_STRING_MINUS_ONE',
    code: 9015,
    status: 400,
    message: /eligibility\.threshold/,
    spoil: (body) => {
      body.eligibility.threshold = '-1'
    },
  },
  {
    symbol: 'TIER.SENTINEL_NUMERIC_MINUS_ONE',
    code: 9016,
    status: 400,
    message: /validity\.periodValue/,
    spoil: (body) => {
      body.validity.periodValue = -1
    },
  },
  {
    symbol: 'TIER.PERIOD_VALUE_OVERFLOW',
    code: 9030,
    status: 400,
    message: /25 digits/,
    spoil: (body) => {
      body.validity.minimumDuration = 1e26
    },
  },
  {
    symbol: 'strict mode',
    code: 999_999,
    status: 400,
    message: /Unknown field colour/,
    spoil: (body) => {
      body.colour = 'red'
    },
  },
]

const basicFaults: Fault[] = [
  {
    symbol: 'TIER.PROGRAM_ID_REQUIRED',
    code: 9003,
    status: 400,
    message: /programId/,
    createOnly: true,
    spoil: (body) => {
      body.programId = undefined
    },
  },
  {
    symbol: 'TIER.NAME_REQUIRED',
    code: 9001,
    status: 400,
    message: /name/,
    spoil: (body) => {
      body.name = '  '
    },
  },
  {
    symbol: 'TIER.NAME_TOO_LONG',
    code: 9002,
    status: 400,
    message: /name .*50/,
    spoil: (body) => {
      body.name = 'n'.repeat(51)
    },
  },
  {
    symbol: 'TIER.DESCRIPTION_TOO_LONG',
    code: 9008,
    status: 400,
    message: /description .*500/,
    spoil: (body) => {
      body.description = 'd'.repeat(501)
    },
  },
  {
    symbol: 'TIER.INVALID_COLOR_CODE',
    code: 9006,
    status: 400,
    message: /color/,
    spoil: (body) => {
      body.color = '#E5E4E'
    },
  },
  {
    symbol: 'TIER.INVALID_KPI_TYPE',
    code: 9004,
    status: 400,
    message: /conditions\.type/,
    spoil: (body) => {
      body.eligibility.conditions = [{ type: 'visits', value: '3' }]
    },
  },
  {
    symbol: 'TIER.INVALID_UPGRADE_TYPE',
    code: 9009,
    status: 400,
    message: /upgradeType/,
    spoil: (body) => {
      body.eligibility.upgradeType = 'lazy'
    },
  },
  {
    symbol: 'TIER.THRESHOLD_MUST_BE_POSITIVE',
    code: 9005,
    status: 400,
    message: /threshold/,
    spoil: (body) => {
      body.eligibility.threshold = -5
    },
  },
  {
    symbol: 'TIER.UPGRADE_VALUE_OUT_OF_RANGE',
    code: 9028,
    status: 400,
    message: /threshold .*2147483647/,
    spoil: (body) => {
      body.eligibility.threshold = 2_147_483_648
    },
  },
  {
    symbol: 'TIER.TRACKER_ID_REQUIRED',
    code: 9029,
    status: 400,
    message: /trackerId/,
    spoil: (body) => {
      body.eligibility.conditions = [{ type: 'TRACKER', value: '3', trackerId: 1 }]
    },
  },
]

const validityFaults: Fault[] = [
  {
    symbol: 'TIER.INVALID_RENEWAL_CRITERIA',
    code: 9010,
    status: 400,
    message: /periodType/,
    spoil: (body) => {
      body.validity.periodType = 'YEARLY'
    },
  },
  {
    symbol: 'TIER.INVALID_PERIOD_UNIT',
    code: 9047,
    status: 400,
    message: /NUM_MONTHS/,
    spoil: (body) => {
      body.validity.unit = 'NUM_DAYS'
    },
  },
  {
    symbol: 'TIER.FIXED_FAMILY_MISSING_PERIOD_VALUE',
    code: 9018,
    status: 400,
    message: /periodValue/,
    spoil: (body) => fixed(body, { periodValue: 0 }),
  },
  {
    symbol: 'TIER.START_DATE_ON_SLAB_UPGRADE',
    code: 9014,
    status: 400,
    message: /startDate .*SLAB_UPGRADE_CYCLIC/,
    spoil: (body) => {
      Object.assign(body.validity, { periodType: 'SLAB_UPGRADE_CYCLIC', startDate: '2026-03-15' })
    },
  },
  {
    symbol: 'TIER.MIN_DURATION_MUST_BE_POSITIVE',
    code: 9035,
    status: 400,
    message: /minimumDuration/,
    spoil: (body) => {
      body.validity.minimumDuration = -3
    },
  },
  {
    symbol: 'TIER.VALIDITY_NUMERIC_NEGATIVE',
    code: 9024,
    status: 400,
    message: /negative/,
    spoil: (body) => {
      body.validity.computationWindowEndValue = -2
    },
  },
  {
    symbol: 'TIER.VALIDITY_RENEWAL_WINDOW_TYPE',
    code: 9022,
    status: 400,
    message: /renewalWindowType must be one of/,
    spoil: (body) => fixed(body, { renewalWindowType: 'custom_period' }),
  },
  {
    symbol: 'TIER.RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE',
    code: 9049,
    status: 400,
    message: /FIXED/,
    spoil: (body) => {
      const periodType = 'FIXED_CUSTOMER_REGISTRATION'
      Object.assign(body.validity, { periodType, renewalWindowType: 'CUSTOM_PERIOD' })
    },
  },
  {
    symbol: 'TIER.VALIDITY_COMPUTATION_WINDOW_ORPHAN',
    code: 9023,
    status: 400,
    message: /renewalWindowType/,
    spoil: (body) => {
      Object.assign(body.validity, { renewalWindowType: undefined, computationWindowStartValue: 3 })
    },
  },
  {
    symbol: 'TIER.LAST_CALENDAR_YEAR_FORBIDS_OFFSETS',
    code: 9050,
    status: 400,
    message: /LAST_CALENDAR_YEAR/,
    spoil: (body) => fixed(body, { renewalWindowType: 'LAST_CALENDAR_YEAR', computationWindowStartValue: 3 }),
  },
  {
    symbol: 'TIER.FIXED_DATE_OFFSET_OUT_OF_RANGE',
    code: 9034,
    status: 400,
    message: /computationWindowStartValue/,
    spoil: (body) => fixed(body, { renewalWindowType: 'FIXED_DATE_BASED', computationWindowStartValue: 37 }),
  },
  {
    symbol: 'TIER.CUSTOM_PERIOD_DELTA_TOO_LARGE',
    code: 9033,
    status: 400,
    message: /CUSTOM_PERIOD .*35/,
    spoil: (body) =>
      fixed(body, {
        renewalWindowType: 'CUSTOM_PERIOD',
        computationWindowStartValue: 37,
        computationWindowEndValue: 1,
      }),
  },
  {
    symbol: 'TIER.RENEWAL_CRITERIA_TYPE_DRIFT',
    code: 9017,
    status: 400,
    message: /criteriaType/,
    spoil: (body) => {
      body.validity.renewal.criteriaType = 'same as eligibility'
    },
  },
  {
    symbol: 'TIER.RENEWAL_DOWNGRADE_TO_INVALID',
    code: 9019,
    status: 400,
    message: /downgradeTo/,
    spoil: (body) => {
      body.validity.renewal.downgradeTo = 'BASE'
    },
  },
  {
    symbol: 'TIER.RENEWAL_MULTI_TRACKER',
    code: 9020,
    status: 400,
    message: /one entry/,
    spoil: (body) => {
      body.validity.renewal.conditions = { tracker: [tracker, tracker] }
    },
  },
  {
    symbol: 'TIER.RENEWAL_EXPRESSION_INVALID',
    code: 9021,
    status: 400,
    message: /expressionRelationAIRA/,
    spoil: (body) => {
      body.validity.renewal.expressionRelationAIRA = '(1 AND 9) OR 2'
    },
  },
]

const programFaults: Fault[] = [
  {
    symbol: 'TIER.PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED',
    code: 9053,
    status: 400,
    message: /SLAB_UPGRADE/,
    createOnly: true,
    spoil: (body) => {
      body.programId = 974
    },
  },
  {
    symbol: 'TIER.PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED',
    code: 9052,
    status: 400,
    message: /SLAB_DOWNGRADE/,
    createOnly: true,
    spoil: (body) => {
      body.programId = 975
    },
  },
  {
    symbol: 'TIER.PROGRAM_KPI_TYPE_MISMATCH',
    code: 9043,
    status: 400,
    message: /kpiType .*CURRENT_POINTS/,
    spoil: (body) => {
      body.eligibility.kpiType = 'CUMULATIVE_PURCHASES'
    },
  },
  {
    symbol: 'TIER.PROGRAM_UPGRADE_MODE_MISMATCH',
    code: 9051,
    status: 400,
    message: /upgradeType .*LAZY/,
    spoil: (body) => {
      body.eligibility.upgradeType = 'EAGER'
    },
  },
  {
    symbol: 'TIER.DOWNGRADE_START_DATE_MUST_BE_FIRST',
    code: 9055,
    status: 400,
    message: /startDate/,
    spoil: (body) => {
      fixed(body, { startDate: '2026-03-15' })
      body.validity.renewal.shouldDowngrade = true
    },
  },
  {
    symbol: 'TIER.THRESHOLD_NOT_MONOTONIC',
    code: 9044,
    status: 400,
    message: /greater than the previous tier's/,
    spoil: (body) => {
      body.eligibility.threshold = 5000
    },
  },
  {
    symbol: 'TIER.PROGRAM_TIER_CAP_EXCEEDED',
    code: 9054,
    status: 400,
    message: /50 tiers/,
    createOnly: true,
    spoil: (body) => {
      body.programId = 976
      body.eligibility.threshold = 2_000_000
    },
  },
  {
    symbol: 'TIER_NAME_TAKEN',
    code: 999_999,
    status: 409,
    message: /^TIER_NAME_TAKEN: .*name/,
    spoil: (body) => {
      body.name = 'SILVER'
    },
  },
  {
    symbol: 'TIER_DRAFT_EXISTS',
    code: 999_999,
    status: 409,
    message: /^TIER_DRAFT_EXISTS: .*draft/,
    createOnly: true,
    prepare: (started) => create(started),
    spoil: () => {},
  },
  {
    symbol: 'TIER_PENDING_APPROVAL_EXISTS',
    code: 999_999,
    status: 409,
    message: /^TIER_PENDING_APPROVAL_EXISTS: .*pending/,
    createOnly: true,
    prepare: async (started) => submit(started, (await create(started)).objectId),
    spoil: () => {},
  },
]

/** Everything that can be wrong with a create, the earliest check first. */
export const faults: readonly Fault[] = [...rawFaults, ...basicFaults, ...validityFaults, ...programFaults]
