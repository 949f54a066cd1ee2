import type { SwitchTable } from '../core/switches.js'

/** When members move, and where to. */
export const evaluationSwitches = {
  upgrade_jump: {
    meaning: 'how far an upgrade goes: to the highest tier that qualifies, or one tier at a time',
    default: 'highest',
    allowed: ['highest', 'one_tier'],
    source: 'Create Tiers and Configure Upgrade page (one at a time for trackers only)',
  },
  default_expression_relation: {
    meaning: 'how eligibility conditions combine when expressionRelation is not given',
    default: 'AND',
    allowed: ['AND', 'OR'],
    source: 'Create Tier page, expressionRelation',
  },
  purchase_points: {
    meaning:
      'how many points a purchase issues: none, or ten per cent of it for each serial number of the tier; upgradeType then decides at which tier',
    default: 'none',
    allowed: ['none', 'ten_percent_per_serial'],
    source: 'Tier Upgrade page, upgrade strategies (allocations are not set by the tiers API)',
  },
  slab_upgrade_extension: {
    meaning: 'how far a renewal extends a SLAB_UPGRADE validity: one month, or periodValue',
    default: 'one_month',
    allowed: ['one_month', 'period_value'],
    source: 'Configure Validity and Renewal Conditions page, extension options',
  },
  fixed_day_without_daily_check: {
    meaning: 'which day of its month a FIXED startDate means where the daily check is off',
    default: 'first_of_month',
    allowed: ['first_of_month', 'as_given'],
    source: 'Tiers page (archived), fixed dates; Create Tier page, error 9055',
  },
  fixed_without_start: {
    meaning: 'what a FIXED validity without startDate is counted from: the entry, or never ends',
    default: 'entry',
    allowed: ['entry', 'never_ends'],
    source: 'Create Tier page, startDate (conditional)',
  },
  renewal_without_conditions: {
    meaning: 'what a check does without renewal conditions: renew, or judge by eligibility',
    default: 'renews',
    allowed: ['renews', 'eligibility'],
    source: 'Configure Validity page (auto-renews), Create Tier page (Same as eligibility)',
  },
  renewal_window: {
    meaning:
      'what renewal conditions are measured over: the months that the window offsets give, or the cycle',
    default: 'offsets',
    allowed: ['offsets', 'cycle'],
    source: 'Create Tier page, renewalWindowType and computation windows',
  },
  default_downgrade_to: {
    meaning: 'where a downgrade leads when downgradeTo is not given',
    default: 'SINGLE',
    allowed: ['SINGLE', 'THRESHOLD', 'LOWEST'],
    source: 'Create Tier page, downgradeTo (optional)',
  },
} as const satisfies SwitchTable
