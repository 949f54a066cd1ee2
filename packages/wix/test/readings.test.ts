import { contract, formatReport } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { wixSubject } from './contract-subject.js'

/** What Wix's pages leave open, each read the other way: the adapter has to hold either way. */
const otherReadings = {
  absent_fields: 'reset',
  tier_definition_update: 'replaced',
  null_description: 'kept',
  empty_update: 'keeps',
  missing_revision: 400,
  revision_violation: 'absent',
  name_comparison: 'trimmed_case_insensitive',
  required_points_required: true,
  default_base_tier: 'empty',
  empty_base_tier: 'absent',
  missing_settings: 'created',
  existing_settings: 'replaced',
  window_minimum_months: 12,
  recalculation: 'at_once',
  negative_balance_status: 409,
  violated_rules: 'format',
  unauthenticated_body: 'empty',
  not_found_body: 'empty',
  duplicate_body: 'empty',
  rate_limit_body: 'empty',
}

contract({
  describe,
  it,
  beforeAll,
  afterAll,
  name: 'wix, by fetch, with the other readings of its pages',
  subject: () => wixSubject('fetch', otherReadings),
  report: (report) => {
    if (report.counts.failed > 0) console.log(formatReport(report, 'table'))
  },
})
