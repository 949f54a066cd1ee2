import type { SwitchTable } from '../core/switches.js'

const onOff = [true, false] as const

/** What answers look like. */
export const answerSwitches = {
  tier_create_status: {
    meaning: 'the status of a created tier',
    default: 201,
    allowed: [201, 200],
    source: 'create a tier page',
  },
  participant_create_status: {
    meaning: 'the status of a created participant; an update by external_id is 200',
    default: 201,
    allowed: [201, 200],
    source: 'create a participant page',
  },
  ingest_status: {
    meaning: 'the status of an ingested event',
    default: 202,
    allowed: [202, 200],
    source: 'ingest an event page (its revisions differ)',
  },
  list_tiers_paging: {
    meaning: 'whether limit and cursor are honoured by the list of tiers',
    default: 'honoured',
    allowed: ['honoured', 'ignored'],
    source: 'list tiers page (names no query)',
  },
  list_archived_tiers: {
    meaning: 'whether archived tiers are listed',
    default: true,
    allowed: onOff,
    source: 'list tiers page and archive a tier page',
  },
  levels_order: {
    meaning: 'the order of levels in answers: by rank, or as they were made',
    default: 'rank',
    allowed: ['rank', 'created'],
    source: 'get a tier page (says ordered)',
  },
  no_expiry: {
    meaning: 'the expires_at of a state that never ends: null, or no such field',
    default: 'null',
    allowed: ['null', 'absent'],
    source: 'get a participant tier page',
  },
  not_found_code: {
    meaning: 'the code of a 404',
    default: 'not_found',
    allowed: ['not_found', 'resource_not_found'],
    source: 'get a participant tier page (names no code)',
  },
  conflict_code: {
    meaning: 'the code of a 409 for a tier key, level key or rank that is taken',
    default: 'conflict',
    allowed: ['conflict', 'already_exists'],
    source: 'update a tier page (names no code)',
  },
  internal_error_code: {
    meaning: 'the code of a 5xx',
    default: 'internal_error',
    allowed: ['internal_error', 'server_error'],
    source: 'introduction page (names no code)',
  },
  archived_program_code: {
    meaning: 'the code of the 409 for writing to an archived program',
    default: 'program_archived',
    allowed: ['program_archived', 'conflict'],
    source: 'update a tier page (says refused)',
  },
  inactive_program_status: {
    meaning: 'the status of setting or removing a level in a program that is not active',
    default: 409,
    allowed: [409, 400],
    source: 'set a participant tier page',
  },
  not_enrolled_read_status: {
    meaning: 'the status of reading the levels of a participant who is not enrolled',
    default: 404,
    allowed: [404, 409],
    source: 'list participant tiers page',
  },
  not_enrolled_write_status: {
    meaning: 'the status of setting or removing a level of a participant who is not enrolled',
    default: 409,
    allowed: [409, 404],
    source: 'set a participant tier page',
  },
  unknown_level_status: {
    meaning: 'the status of setting a level that the tier does not have',
    default: 400,
    allowed: [400, 404],
    source: 'set a participant tier page',
  },
  remove_without_level_status: {
    meaning: 'the status of removing a level where none is held',
    default: 204,
    allowed: [204, 404],
    source: 'remove a participant tier page',
  },
  tier_changed_data: {
    meaning:
      'how participant.tier_changed names the levels: previous_level and new_level, or old_value and new_value',
    default: 'levels',
    allowed: ['levels', 'values'],
    source: 'webhooks page (payload not readable)',
  },
  group_tier_routes: {
    meaning: 'whether groups have the tier routes of participants, under /groups/{id}/state/tiers',
    default: true,
    allowed: onOff,
    source: 'tiers guide (names participants and groups; no page names the routes of groups)',
  },
  loopback_endpoints: {
    meaning: 'whether a webhook endpoint on loopback is taken, so that tests receive what is posted there',
    default: 'refused',
    allowed: ['refused', 'accepted'],
    source: 'create a webhook endpoint page (says refused; no test could receive anything then)',
  },
  webhook_signature: {
    meaning: 'what X-Scrip-Signature signs with HMAC-SHA256: timestamp.body, or the body',
    default: 'timestamp_body',
    allowed: ['timestamp_body', 'body'],
    source: 'webhooks page (header and formula not readable)',
  },
  rate_limit_enforced: {
    meaning: 'whether requests over 10 per second with bursts of 30 are refused with 429',
    default: false,
    allowed: onOff,
    source: 'authentication page',
  },
} as const satisfies SwitchTable
