import { type Fault, fixed } from './fault.js'
import { basicFaults, rawFaults } from './faults-fields.js'
import { validityFaults } from './faults-validity.js'
import { create, submit } from './support.js'

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
