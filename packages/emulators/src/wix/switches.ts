import type { SwitchTable, SwitchValues } from '../core/switches.js'

const onOff = [true, false] as const
const takenOrRefused = ['accepted', 'refused'] as const

/** What Wix's pages leave open, one switch each; the default is the likeliest reading. */
export const wixSwitches = {
  list_order: {
    meaning: 'the order of listed tiers: by requiredPoints, or as they were created',
    default: 'required_points',
    allowed: ['required_points', 'created'],
    source: 'List Tiers page',
  },
  bulk_failures: {
    meaning: 'what a bulk create does when some items fail: 200 with a result for each, or the first error',
    default: 'per_item',
    allowed: ['per_item', 'whole_request'],
    source: 'Bulk Create Tiers page',
  },
  zero_required_points: {
    meaning: 'what a tier of 0 requiredPoints does, which is the threshold of the base tier',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'Create Tier page and introduction page',
  },
  name_required: {
    meaning: 'whether a tier must be given a name; if not, it is empty',
    default: true,
    allowed: onOff,
    source: 'Create Tier page',
  },
  required_points_required: {
    meaning: 'whether a tier must be given requiredPoints; if not, they are 0',
    default: false,
    allowed: onOff,
    source: 'Create Tier page',
  },
  name_comparison: {
    meaning: 'when two tiers have the same name: to the letter, or also without case and outer blanks',
    default: 'exact',
    allowed: ['exact', 'case_insensitive', 'trimmed', 'trimmed_case_insensitive'],
    source: 'Create Tier page (says unique)',
  },
  window_minimum_months: {
    meaning: 'the shortest rolling window in months: what the schema says, or the text',
    default: 1,
    allowed: [1, 12],
    source: 'Create Tiers Program Settings page (text and schema differ)',
  },
  default_window_months: {
    meaning: 'the rolling window of the settings that Get Tiers Program makes, in months',
    default: 12,
    allowed: { from: 1, to: 36 },
    source: 'Get Tiers Program page',
  },
  default_base_tier: {
    meaning: 'the base tier of the settings that Get Tiers Program makes: named Basic, or without a name',
    default: 'basic',
    allowed: ['basic', 'empty'],
    source: 'Get Tiers Program page',
  },
  empty_base_tier: {
    meaning: 'how a base tier that was reset is shown: empty fields, an empty object, or not at all',
    default: 'empty_fields',
    allowed: ['empty_fields', 'empty_object', 'absent'],
    source: 'Update Tiers Program Settings page',
  },
  missing_settings: {
    meaning: 'what Get Tiers Program Settings does when there are none: 404, or make the defaults',
    default: 'not_found',
    allowed: ['not_found', 'created'],
    source: 'Get Tiers Program Settings page',
  },
  existing_settings: {
    meaning: 'what Create Tiers Program Settings does when there are some: 409, or replace them',
    default: 'conflict',
    allowed: ['conflict', 'replaced'],
    source: 'Create Tiers Program Settings page',
  },
  unknown_status: {
    meaning: 'what the status UNKNOWN does when it is sent',
    default: 'refused',
    allowed: takenOrRefused,
    source: 'Create Tiers Program Settings page',
  },
  draft_program: {
    meaning: 'whether a DRAFT program assigns tiers, or everybody is on the base tier',
    default: 'base_tier',
    allowed: ['base_tier', 'assigned'],
    source: 'introduction page (names PAUSED and DISABLED)',
  },
  threshold_equality: {
    meaning: 'whether exactly the requiredPoints are enough',
    default: 'qualifies',
    allowed: ['qualifies', 'does_not'],
    source: 'Tier object page',
  },
  negative_adjustments: {
    meaning: 'whether negative adjustments lower the points that count for tiers',
    default: 'counted',
    allowed: ['counted', 'ignored'],
    source: 'introduction page',
  },
  refunds_and_tiers: {
    meaning: 'whether refunds lower the points that count for tiers',
    default: 'ignored',
    allowed: ['ignored', 'counted'],
    source: 'introduction page',
  },
  expiry_and_tiers: {
    meaning: 'whether expired points lower the points that count for tiers',
    default: 'ignored',
    allowed: ['ignored', 'counted'],
    source: 'introduction page',
  },
  expiry_and_balance: {
    meaning: 'whether expired points leave the balance, or are only a total of their own',
    default: 'lowers',
    allowed: ['lowers', 'separate'],
    source: 'Loyalty Account object page',
  },
  refund_direction: {
    meaning: 'what a refund activity does to the balance: it takes points, or returns those of a reward',
    default: 'takes',
    allowed: ['takes', 'returns'],
    source: 'Loyalty Transactions page',
  },
  month_length: {
    meaning: 'the months of a rolling window: calendar months in UTC, or 30 days each',
    default: 'calendar',
    allowed: ['calendar', 'thirty_days'],
    source: 'introduction page',
  },
  window_boundary: {
    meaning: 'whether points count that are exactly as old as the window is long',
    default: 'excluded',
    allowed: ['excluded', 'included'],
    source: 'introduction page',
  },
  recalculation: {
    meaning: 'when points move accounts: at the next quarter of an hour or tier event, or at once',
    default: 'every_15_minutes',
    allowed: ['every_15_minutes', 'at_once'],
    source: 'introduction page',
  },
  recalculation_revision: {
    meaning: 'whether a recalculation that moves an account increments its revision',
    default: 'incremented',
    allowed: ['incremented', 'kept'],
    source: 'Account Updated page',
  },
  delete_with_accounts: {
    meaning: 'what deleting a tier that accounts hold does: they move later or at once, or it is refused',
    default: 'next_recalculation',
    allowed: ['next_recalculation', 'at_once', 'refused'],
    source: 'Delete Tier page',
  },
  missing_revision: {
    meaning: 'the status when a revision is needed and not sent',
    default: 409,
    allowed: [409, 400],
    source: 'Update Tier page',
  },
  revision_violation: {
    meaning: 'whether INVALID_REVISION says which entity it is about',
    default: 'entity',
    allowed: ['entity', 'absent'],
    source: 'Troubleshooting page',
  },
  absent_fields: {
    meaning: 'what an update does to the fields of a tier that it leaves out',
    default: 'kept',
    allowed: ['kept', 'reset'],
    source: 'Update Tier page',
  },
  tier_definition_update: {
    meaning: 'whether a tierDefinition that is sent is merged with the old one, or replaces it',
    default: 'merged',
    allowed: ['merged', 'replaced'],
    source: 'Update Tier page',
  },
  null_description: {
    meaning: 'what a description of null does in an update',
    default: 'clears',
    allowed: ['clears', 'kept'],
    source: 'Update Tier page',
  },
  empty_update: {
    meaning: 'whether an update that changes nothing increments the revision',
    default: 'increments',
    allowed: ['increments', 'keeps'],
    source: 'Update Tier page',
  },
  violated_rules: {
    meaning: 'the rules that violations name: one for each kind, or FORMAT for all',
    default: 'named',
    allowed: ['named', 'format'],
    source: 'About Errors page',
  },
  missing_authorization_status: {
    meaning: 'the status without an Authorization header',
    default: 401,
    allowed: [401, 403],
    source: 'About Errors page and API keys page (they differ)',
  },
  unauthenticated_body: {
    meaning: 'whether a 401 carries an application error, or nothing',
    default: 'application_error',
    allowed: ['application_error', 'empty'],
    source: 'About Errors page',
  },
  not_found_body: {
    meaning: 'whether a 404 carries an application error, or nothing',
    default: 'application_error',
    allowed: ['application_error', 'empty'],
    source: 'Get Tier page',
  },
  duplicate_body: {
    meaning: 'whether a 409 of a duplicate carries the code ALREADY_EXISTS, or no application error',
    default: 'application_error',
    allowed: ['application_error', 'empty'],
    source: 'Create Tier page',
  },
  negative_balance_status: {
    meaning: 'the status of an adjustment that leads below 0',
    default: 400,
    allowed: [400, 409, 428],
    source: 'Adjust Points page',
  },
  bulk_adjust_job: {
    meaning: 'when the job of Bulk Adjust Points runs: at once, or when the clock is moved next',
    default: 'at_once',
    allowed: ['at_once', 'when_clock_moves'],
    source: 'Bulk Adjust Points page and Get Async Job page',
  },
  transactions_order: {
    meaning: 'the order of queried transactions without a sort',
    default: 'newest_first',
    allowed: ['newest_first', 'oldest_first'],
    source: 'Query Loyalty Transactions page',
  },
  reward_available: {
    meaning: 'who can have a reward, as none are emulated: nobody, who has points, or who is on a tier',
    default: 'never',
    allowed: ['never', 'with_points', 'on_a_tier'],
    source: 'Account Reward Availability Updated page',
  },
  tier_quota: {
    meaning: 'how many tiers the plan of the site allows; 0 on a free plan',
    default: 1_000_000,
    allowed: { from: 0, to: 1_000_000 },
    source: 'introduction page (names the plans, no number)',
  },
  rate_limit_enforced: {
    meaning: 'whether more than 200 requests in a minute are refused with 429',
    default: false,
    allowed: onOff,
    source: 'Rate Limits page',
  },
  rate_limit_body: {
    meaning: 'whether a 429 carries an application error, or nothing',
    default: 'application_error',
    allowed: ['application_error', 'empty'],
    source: 'Rate Limits page',
  },
  retry_after: {
    meaning: 'whether a 429 has a Retry-After header',
    default: false,
    allowed: onOff,
    source: 'Rate Limits page',
  },
} as const satisfies SwitchTable

export type WixSwitches = SwitchValues<typeof wixSwitches>
