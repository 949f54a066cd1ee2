import type { Fault } from './fault.js'

/** What is looked for before the fields are read. */
export const rawFaults: Fault[] = [
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

/** The basic fields and eligibility. */
export const basicFaults: Fault[] = [
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
