import type { SwitchTable } from '../core/switches.js'

const refusedOrAccepted = ['refused', 'accepted'] as const

/** What is taken and what is refused. */
export const inputSwitches = {
  unknown_fields: {
    meaning: 'what a field of a body does that no page names',
    default: 'ignored',
    allowed: ['ignored', 'refused'],
    source: 'introduction page (says nothing)',
  },
  archive_route: {
    meaning: 'how a tier is archived: POST .../tiers/{key}/archive, DELETE .../tiers/{key}, or either',
    default: 'both',
    allowed: ['both', 'post', 'delete'],
    source: 'archive a tier page (method and path not readable)',
  },
  level_rank_minimum: {
    meaning: 'the lowest rank that a level may have; rank 0 is no level',
    default: 1,
    allowed: [1, 0],
    source: 'create a tier page, levels',
  },
  level_display_name_max_length: {
    meaning: 'the longest display_name of a level, in characters',
    default: 255,
    allowed: { from: 1, to: 1_000_000 },
    source: 'create a tier page, levels (states it for the tier only)',
  },
  color_and_icon_format: {
    meaning: 'whether color must be a hex colour and icon_url a URL',
    default: 'unchecked',
    allowed: ['unchecked', 'checked'],
    source: 'create a tier page, levels',
  },
  empty_criteria: {
    meaning: 'what a qualification with an empty list of criteria does',
    default: 'refused',
    allowed: refusedOrAccepted,
    source: 'create a tier page, qualification',
  },
  start_out_of_range: {
    meaning: 'what a start_month outside 1-12 or a start_day outside 1-31 does',
    default: 'refused',
    allowed: ['refused', 'clamped'],
    source: 'create a tier page, qualification_period',
  },
  impossible_start_day: {
    meaning: 'what a start_day does that its month never has: count as the last day of it, or be refused',
    default: 'clamped',
    allowed: ['clamped', 'refused'],
    source: 'create a tier page, qualification_period',
  },
  unknown_min_level: {
    meaning: 'what a min_level does that is no level of the tier',
    default: 'refused',
    allowed: refusedOrAccepted,
    source: 'create a tier page, downgrade_policy',
  },
  tier_key_in_update: {
    meaning: 'what a key in the body of a tier update does',
    default: 'ignored',
    allowed: ['ignored', 'refused'],
    source: 'update a tier page (says immutable)',
  },
  null_in_update: {
    meaning: 'what null for display_name, color, icon_url or benefits does in an update',
    default: 'unchanged',
    allowed: ['unchanged', 'cleared'],
    source: 'update a tier page (states it for lifecycle and qualification only)',
  },
  benefits_update: {
    meaning: 'what benefits in an update do: replace all, or be merged by key',
    default: 'replace',
    allowed: ['replace', 'merge'],
    source: 'update a tier page',
  },
  empty_levels_update: {
    meaning: 'what an empty list of levels in an update does',
    default: 'no_change',
    allowed: ['no_change', 'refused'],
    source: 'update a tier page',
  },
  partial_config_update: {
    meaning: 'what a lifecycle or qualification with some of its parts does in an update',
    default: 'replace',
    allowed: ['replace', 'merge'],
    source: 'update a tier page',
  },
  rank_conflict_judged: {
    meaning: 'whether the ranks of an update are compared as they end up, or each with what stood before',
    default: 'final_state',
    allowed: ['final_state', 'one_by_one'],
    source: 'update a tier page',
  },
  duplicate_levels_status: {
    meaning: 'the status of two levels of one key or rank in the body of a create',
    default: 409,
    allowed: [409, 400],
    source: 'create a tier page',
  },
  unknown_participant: {
    meaning: 'what an event for an unknown external_id does in a program with on_unknown_participant REJECT',
    default: 404,
    allowed: [404, 'failed_event'],
    source: 'create a program page and ingest an event page',
  },
  event_key_reuse: {
    meaning: 'what an idempotency_key with another payload does',
    default: 'conflict',
    allowed: ['conflict', 'deduplicated'],
    source: 'introduction page and ingest an event page (one says both)',
  },
  event_processing: {
    meaning: 'when events are processed: at once, or when the clock is moved (by PT0S, for one)',
    default: 'at_once',
    allowed: ['at_once', 'on_tick'],
    source: 'ingest an event page (says asynchronous)',
  },
} as const satisfies SwitchTable
