import type { SwitchTable } from '../core/switches.js'

const onOff = [true, false] as const

/** What answers look like, and the manners of the platform. */
export const answerSwitches = {
  tiers_on_this_host: {
    meaning: 'whether this host serves the tier routes beside the customer routes',
    default: true,
    allowed: onOff,
    source: 'API Overview page (hosts of v3) and Create Tier page (another host)',
  },
  settings_path: {
    meaning: 'where Tier Advanced Settings are: under /v3/programs, under /programs, or either',
    default: 'either',
    allowed: ['either', 'v3', 'bare'],
    source: 'Create Tier page, prerequisites (POST /programs/{programId}/updateTierAdvancedSettings)',
  },
  write_status: {
    meaning: 'the status of a successful create, update, submit and review',
    default: 200,
    allowed: [200, 201],
    source: 'Create Tier page (shows no status)',
  },
  update_view: {
    meaning: 'which of the two shapes the answer to an update has: that of create and get, or that of submit',
    default: 'read',
    allowed: ['read', 'record'],
    source: 'Update Tier page (response not readable)',
  },
  renewal_view: {
    meaning: "whether the read-only renewal shows everything of validity, or the page's four fields",
    default: 'all',
    allowed: ['all', 'documented'],
    source: 'Create Tier page, response parameters',
  },
  version_fields: {
    meaning:
      'which answers show version and parentId, all that tells of earlier versions: those of submit, review and queue, or all',
    default: 'record',
    allowed: ['record', 'all'],
    source: 'Submit Tier for Approval page (shows them); no page of a change log was found',
  },
  get_by_object_id: {
    meaning: 'whether Get Tier finds a tier by its object id',
    default: 'not_found',
    allowed: ['not_found', 'found'],
    source: 'Get Tier page (names slab id and tier unique id)',
  },
  get_published_by_unique_id: {
    meaning: 'whether Get Tier finds a published tier by its tier unique id as well as a draft',
    default: 'found',
    allowed: ['found', 'not_found'],
    source: 'Get Tier page (drafts) and Create Tier page (any)',
  },
  list_of_unknown_tier: {
    meaning: 'what List answers when ?tier= is no tier of the program',
    default: 'not_found',
    allowed: ['not_found', 'empty'],
    source: 'List All Tiers page',
  },
  list_of_unknown_program: {
    meaning: 'what List and the approvals queue answer for a program that does not exist',
    default: 'empty',
    allowed: ['empty', 'not_found'],
    source: 'List All Tiers page',
  },
  error_item: {
    meaning: 'what an entry of errors has beside code and message: nothing, or status false',
    default: 'code_message',
    allowed: ['code_message', 'status_code_message'],
    source: 'Create Tier page (never shows one), customer pages (show status false)',
  },
  conflict_message: {
    meaning: 'whether the message of a conflict begins with its symbolic code',
    default: 'symbol_first',
    allowed: ['symbol_first', 'text'],
    source: 'Create Tier page, note on conflicts (a descriptive message)',
  },
  platform_error_code: {
    meaning: 'the error number of what the platform refuses, such as 401: 999999, or the HTTP status',
    default: 'generic',
    allowed: ['generic', 'http_status'],
    source: 'API Overview page, status codes (shows no body)',
  },
  unknown_customer_status: {
    meaning: 'the status of error 8015, an unknown customer',
    default: 400,
    allowed: [400, 404, 200],
    source: 'Get Customer Tier page, error codes',
  },
  source_values: {
    meaning: 'which source a look-up of a customer takes: those that are known, else 8003, or any',
    default: 'listed',
    allowed: ['listed', 'any'],
    source: 'Get Customer Tier page, source (lists no values)',
  },
  adjustment_codes: {
    meaning:
      'the error numbers of a manual tier adjustment: those that its page lists, as they seem to be meant, or 999999',
    default: 'listed',
    allowed: ['listed', 'generic'],
    source: 'Manual Tier Adjustment page, error codes',
  },
  server_time_zone: {
    meaning: 'the time zone of createdAt and updatedAt, that of the cluster',
    default: 'Z',
    allowed: ['Z', '+05:30'],
    source: 'Create Tier page, meta (server time zone)',
  },
  idempotency_retention_hours: {
    meaning: 'how long an Idempotency-Key is remembered',
    default: 24,
    allowed: { from: 1, to: 8_760 },
    source: 'Create Tier page, Idempotency-Key',
  },
  idempotency_reuse: {
    meaning: 'what an Idempotency-Key with another body does: conflict, or replay the first answer',
    default: 'conflict',
    allowed: ['conflict', 'replay'],
    source: 'Create Tier page, Idempotency-Key',
  },
  idempotency_scope: {
    meaning: 'whose keys are told apart: those of the organization, or of each user',
    default: 'organization',
    allowed: ['organization', 'user'],
    source: 'Create Tier page, Idempotency-Key',
  },
  idempotency_failures: {
    meaning: 'whether a refused create is remembered under its Idempotency-Key too',
    default: 'forgotten',
    allowed: ['forgotten', 'stored'],
    source: 'Create Tier page, Idempotency-Key',
  },
  token_ttl_seconds: {
    meaning: 'how long an access token lives',
    default: 300,
    allowed: { from: 1, to: 2_592_000 },
    source: 'OAuth page (a setting of each client)',
  },
  token_expiry: {
    meaning: "whether an access token is refused when it has expired by the emulator's clock",
    default: 'checked',
    allowed: ['checked', 'ignored'],
    source: 'OAuth page',
  },
  rate_limit_enforced: {
    meaning: 'whether requests over the rate are refused with 429 and Retry-After',
    default: false,
    allowed: onOff,
    source: 'Rate limits page (shows no answer)',
  },
  rate_limit_per_minute: {
    meaning: 'how many requests a minute a credential has',
    default: 100,
    allowed: { from: 1, to: 1_000_000 },
    source: 'Rate limits page (100 on demo clusters, 1,000 on newer pages)',
  },
} as const satisfies SwitchTable
