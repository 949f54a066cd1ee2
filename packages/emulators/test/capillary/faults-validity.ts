import { type Fault, fixed } from './fault.js'

const tracker = { value: '5', trackerId: 1, trackerCondition: 2 }

/** Validity and renewal. */
export const validityFaults: Fault[] = [
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
