import type { SwitchTable } from '../core/switches.js'

/** What is taken and what is refused. */
export const inputSwitches = {
  bad_body_code: {
    meaning: 'the error number of an unknown field, a wrong JSON type and a body that is no JSON',
    default: 999_999,
    allowed: [999_999, 400],
    source: 'Create Tier page, note on strict mode (states HTTP 400 only)',
  },
  errors_reported: {
    meaning: 'whether a refusal names the first thing that is wrong, or everything',
    default: 'first',
    allowed: ['first', 'all'],
    source: 'Create Tier page, errors (an array, never shown)',
  },
  schedule_fields: {
    meaning: 'which forbidden fields count as schedule-shaped (9012) instead of program-level (9011)',
    default: 'schedule',
    allowed: ['schedule', 'schedule_and_nudges'],
    source: 'Create Tier page, error table and note (names no split)',
  },
  null_fields: {
    meaning: 'what a field that is null does: count as not sent, or be refused as a wrong type',
    default: 'not_sent',
    allowed: ['not_sent', 'refused'],
    source: 'Update Tier page',
  },
  update_merge: {
    meaning: 'what an object in an update does: be merged into what is kept, or replace it',
    default: 'deep',
    allowed: ['deep', 'shallow'],
    source: 'Update Tier page (says partial)',
  },
  program_id_in_update: {
    meaning: 'what programId in the body of an update does',
    default: 'refused',
    allowed: ['refused', 'ignored'],
    source: 'Update Tier page (names a query parameter)',
  },
  legacy_update_without_program: {
    meaning: 'the error number of an update by the slab id of a legacy tier without programId in the query',
    default: 9003,
    allowed: [9003, 9056],
    source: 'Update Tier page (says required)',
  },
  create_in_unknown_program: {
    meaning:
      'the error number of a create in a program that does not exist: it has no strategies, or is not found',
    default: 9053,
    allowed: [9053, 9056],
    source: 'Create Tier page',
  },
  condition_limit: {
    meaning: 'how many secondary eligibility conditions a tier may have; 0: any number',
    default: 0,
    allowed: { from: 0, to: 100 },
    source: 'Tier Upgrade page (speaks of three criteria), Create Tier page (of none)',
  },
  condition_compatibility: {
    meaning:
      "which secondary conditions are compatible with the program's KPI: any, or those of its kind and visits",
    default: 'any',
    allowed: ['any', 'same_kind'],
    source: 'Create Tier page, error 9043',
  },
  tracker_without_value_code: {
    meaning: 'the error number of a renewal tracker without a value',
    default: 9029,
    allowed: [9029, 999_999],
    source: 'Create Tier page, renewal.conditions.tracker (says required, names no error)',
  },
  bad_expression_relation_code: {
    meaning: 'the error number of an eligibility.expressionRelation that is neither AND nor OR',
    default: 9021,
    allowed: [9021, 999_999],
    source: 'Create Tier page, error 9021 (speaks of the eligibility expression)',
  },
  any_of_all: {
    meaning: 'whether ANYn with n equal to the number of conditions is taken, as ALL, or refused',
    default: 'accepted',
    allowed: ['accepted', 'refused'],
    source: 'Tier Renewal page',
  },
  renewal_condition_order: {
    meaning:
      'how expressionRelationAIRA numbers the conditions that are sent: purchase, numVisits, points, tracker, or by the alphabet',
    default: 'documented',
    allowed: ['documented', 'alphabetical'],
    source: 'Create Tier page, expressionRelationAIRA (each number refers to a condition)',
  },
  start_date_zone: {
    meaning: 'which day a startDate with a time falls on: the one that it names, or the one in UTC',
    default: 'literal',
    allowed: ['literal', 'utc'],
    source: 'Create Tier page, startDate',
  },
  registration_start_date: {
    meaning: 'what startDate does with FIXED_CUSTOMER_REGISTRATION: nothing, or be refused with 9014',
    default: 'ignored',
    allowed: ['ignored', 'refused'],
    source: 'Create Tier page, startDate',
  },
  upper_neighbour: {
    meaning: "whether an update must stay below the next tier's threshold too",
    default: 'checked',
    allowed: ['checked', 'unchecked'],
    source: 'Create Tier page, error 9044 (names the previous tier only)',
  },
  tier_cap_counts: {
    meaning: 'what counts toward the 50 tiers of a program',
    default: 'live_and_in_progress',
    allowed: ['live_and_in_progress', 'live'],
    source: 'Create Tier page, error 9054',
  },
} as const satisfies SwitchTable
