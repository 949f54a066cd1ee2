import type { SwitchTable, SwitchValues } from '../core/switches.js'

const onOff = [true, false] as const
const takenOrRefused = ['accepted', 'refused'] as const

/** What VINR's pages leave open, one switch each; the default is the likeliest reading. */
export const vinrSwitches = {
  json_bodies: {
    meaning: 'whether loyalty routes take application/json bodies beside form bodies',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'idempotency and authentication pages (payments examples)',
  },
  request_id_header: {
    meaning: 'the response header with the request id; null: none',
    default: 'Request-Id',
    allowed: ['Request-Id', 'X-Request-Id', null],
    source: 'errors page (names the id only inside the error)',
  },
  indexed_arrays: {
    meaning: 'whether benefits[0]=.. is read like benefits[]=..',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'tiers page, create (shows benefits[] only)',
  },
  empty_array_parameter: {
    meaning: 'what benefits= does: clear the list, or be refused',
    default: 'clears',
    allowed: ['clears', 'refused'],
    source: 'tiers page, update',
  },
  create_status: {
    meaning: 'the status of a successful create',
    default: 200,
    allowed: [200, 201],
    source: 'errors page (200 / 201)',
  },
  account_tier_parameter: {
    meaning: 'the parameter of the manual tier override',
    default: 'tier',
    allowed: ['tier', 'tier_id'],
    source: 'loyalty accounts page, update',
  },
  tier_id_format: {
    meaning: 'the ids of new tiers: tier_ and random text, or tier_ and the name as a slug',
    default: 'random',
    allowed: ['random', 'slug'],
    source: 'tiers page, the tier object',
  },
  tier_name_required: {
    meaning: 'whether a tier must be given a name',
    default: true,
    allowed: onOff,
    source: 'tiers page, create',
  },
  tier_name_empty: {
    meaning: 'what an empty name does',
    default: 'refused',
    allowed: takenOrRefused,
    source: 'tiers page, the tier object',
  },
  tier_name_max_length: {
    meaning: 'the longest name, in characters',
    default: 255,
    allowed: { from: 1, to: 1_000_000 },
    source: 'tiers page, the tier object',
  },
  tier_name_duplicates: {
    meaning: 'whether two tiers may have one name',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'tiers page, create',
  },
  tier_min_points_required: {
    meaning: 'whether a tier must be given min_points; if not, they are 0',
    default: true,
    allowed: onOff,
    source: 'tiers page, create',
  },
  tier_min_points_negative: {
    meaning: 'what negative min_points do',
    default: 'refused',
    allowed: takenOrRefused,
    source: 'tiers page, the tier object',
  },
  tier_min_points_duplicates: {
    meaning: 'whether two tiers may have the same min_points',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'tiers page, create',
  },
  tier_benefits_required: {
    meaning: 'whether a tier must be given benefits; if not, they are an empty list',
    default: false,
    allowed: onOff,
    source: 'tiers page, create',
  },
  account_without_tier: {
    meaning: 'the tier of an account that qualifies for none: null, or no such field',
    default: 'null',
    allowed: ['null', 'absent'],
    source: 'loyalty accounts page, the account object',
  },
  duplicate_account_status: {
    meaning: 'the status when a customer is enrolled twice in one programme',
    default: 409,
    allowed: [409, 400],
    source: 'loyalty accounts page (one account per customer per programme)',
  },
  over_debit_status: {
    meaning: 'the status of a debit above the balance; nothing is written',
    default: 422,
    allowed: [422, 400, 409],
    source: 'points transactions page',
  },
  benefits_update: {
    meaning: 'what benefits in an update do: replace the list, or be refused as unknown',
    default: 'replace',
    allowed: ['replace', 'refused'],
    source: 'tiers page, update (names name and threshold only)',
  },
  empty_update: {
    meaning: 'what an update with no parameter does',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'tiers page, update',
  },
  unknown_parameters: {
    meaning: 'what a parameter that no page names does',
    default: 'refused',
    allowed: ['refused', 'ignored'],
    source: 'errors page',
  },
  delete_fall_back: {
    meaning: 'when accounts of a deleted tier fall back',
    default: 'at_once',
    allowed: ['at_once', 'next_balance_change'],
    source: 'tiers page, delete (says automatically)',
  },
  create_evaluation: {
    meaning: 'when a new tier moves existing accounts',
    default: 'next_balance_change',
    allowed: ['next_balance_change', 'at_once'],
    source: 'tiers page, create',
  },
  override_holds: {
    meaning: 'how long a manual tier holds',
    default: 'until_balance_change',
    allowed: ['until_balance_change', 'permanently'],
    source: 'loyalty accounts page, update',
  },
  equal_min_points: {
    meaning: 'which of two tiers with the same min_points an account gets',
    default: 'later_created',
    allowed: ['later_created', 'earlier_created'],
    source: 'tiers page, create',
  },
  error_types: {
    meaning:
      'which page the error types follow: authentication_error and invalid_request_error, or validation_error and billing_error',
    default: 'errors',
    allowed: ['errors', 'error_codes'],
    source: 'errors page and error codes page (they differ)',
  },
  error_codes: {
    meaning: 'whether errors carry the codes that only Stripe documents, or none where VINR states none',
    default: 'stripe',
    allowed: ['stripe', 'absent'],
    source: 'errors page',
  },
  not_found_param: {
    meaning: 'the param of a 404',
    default: 'id',
    allowed: ['id', null],
    source: 'errors page',
  },
  idempotency_retention_hours: {
    meaning: 'how long an idempotency key is remembered',
    default: 24,
    allowed: { from: 1, to: 8_760 },
    source: 'idempotency page',
  },
  second_delete: {
    meaning: 'the status of deleting what is deleted',
    default: 404,
    allowed: [404, 200],
    source: 'tiers page, delete',
  },
  tiers_cursor: {
    meaning: 'whether the tiers list takes starting_after and ending_before',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'tiers page, list (names limit only) and pagination page',
  },
  list_envelope: {
    meaning: 'where a list says that there is more: has_more at the top, or inside page',
    default: 'top_level',
    allowed: ['top_level', 'page'],
    source: 'tiers page, list, and pagination page (they differ)',
  },
  limit_out_of_range: {
    meaning: 'what a limit outside 1 to 100 does',
    default: 'refused',
    allowed: ['refused', 'clamped'],
    source: 'pagination page',
  },
  tie_order: {
    meaning: 'the order of listed tiers with the same min_points',
    default: 'created',
    allowed: ['created', 'created_descending', 'id'],
    source: 'tiers page, list',
  },
  tier_deleted_event: {
    meaning: 'whether deleting a tier makes a tier.deleted event',
    default: false,
    allowed: onOff,
    source: 'tiers page, related events',
  },
  tier_move_event: {
    meaning: 'whether a move to another tier makes a loyalty_account.updated event',
    default: true,
    allowed: onOff,
    source: 'loyalty accounts page, related events',
  },
  webhook_signature: {
    meaning: 'what X-Vinr-Signature signs with HMAC-SHA256: timestamp.body, or the body',
    default: 'timestamp_body',
    allowed: ['timestamp_body', 'body'],
    source: 'webhooks page',
  },
  webhook_endpoint_urls: {
    meaning: 'which URLs a webhook endpoint may have: http and https, or https alone',
    default: 'http_and_https',
    allowed: ['http_and_https', 'https'],
    source: 'webhook endpoints page, create',
  },
  webhook_events_required: {
    meaning: 'whether a webhook endpoint must be given enabled_events; if not, it gets all events',
    default: true,
    allowed: onOff,
    source: 'webhook endpoints page, create',
  },
  webhook_url_update: {
    meaning: 'whether the URL of a webhook endpoint can be changed, beside its events and status',
    default: 'accepted',
    allowed: takenOrRefused,
    source: 'webhook endpoints page, update (names events and status)',
  },
  version_header: {
    meaning: 'what Vinr-Version must be: any date, the one date that a page names (2026-04-01), or anything',
    default: 'any_date',
    allowed: ['any_date', 'named_date', 'ignored'],
    source: 'versioning page',
  },
  rate_limit_enforced: {
    meaning: 'whether requests over the rate are refused with 429',
    default: false,
    allowed: onOff,
    source: 'rate limits page',
  },
  rate_limit_plan: {
    meaning: 'whose limits the rate headers show: 25/s burst 50, 100/s burst 200, 500/s burst 1000',
    default: 'sandbox',
    allowed: ['sandbox', 'production', 'scale'],
    source: 'rate limits page',
  },
} as const satisfies SwitchTable

export type VinrSwitches = SwitchValues<typeof vinrSwitches>
