import type { Refusal } from './errors.js'

const id = { call: 'tier' } as const

function vinr(status: number, code: string, param?: string): Refusal {
  const error = {
    type: 'error',
    code,
    message: 'As VINR says it',
    request_id: 'req_1',
    ...(param === undefined ? {} : { param }),
  }
  return { status, code, ...(param === undefined ? {} : { field: param }), body: { error }, ...id }
}

function wix(status: number, code: string): Refusal {
  const applicationError = { code, description: 'As Wix says it' }
  return { status, code, body: { message: 'As Wix says it', details: { applicationError } }, ...id }
}

function wixField(field: string): Refusal {
  const fieldViolations = [{ field, description: 'As Wix says it', violatedRule: 'FORMAT' }]
  return {
    status: 400,
    code: 'validationError',
    field,
    body: { message: '', details: { validationError: { fieldViolations } } },
    ...id,
  }
}

function scrip(status: number, code: string, field?: string): Refusal {
  const details =
    field === undefined
      ? {}
      : { details: { fields: [{ field, reason: 'invalid', message: 'As Scrip says it' }] } }
  return {
    status,
    code,
    ...(field === undefined ? {} : { field }),
    body: { code, message: 'As Scrip says it', ...details },
    ...id,
  }
}

function capillary(status: number, code: number, message: string, call: Refusal['call'] = 'tier'): Refusal {
  return {
    status,
    code: String(code),
    body: { data: null, errors: [{ code, message }], warnings: null },
    call,
  }
}

const capillaryTier = [
  ...[
    9001, 9002, 9003, 9004, 9005, 9006, 9008, 9009, 9010, 9011, 9012, 9013, 9014, 9015, 9016, 9017, 9018,
    9019,
  ],
  ...[
    9020, 9021, 9022, 9023, 9024, 9028, 9029, 9030, 9033, 9034, 9035, 9043, 9044, 9047, 9048, 9049, 9050,
    9051,
  ],
  ...[9052, 9053, 9054, 9055, 9057],
]

/** What the vendors' pages, and replies that were seen, name: statuses and codes, and fields that they point at. */
export const refusals: Readonly<Record<'wix' | 'capillary' | 'vinr' | 'scrip', readonly Refusal[]>> = {
  wix: [
    ...['tier.tierDefinition.name', 'tier.tierDefinition.description', 'tier.tierDefinition.icon'].map(
      wixField,
    ),
    ...[
      'tier.requiredPoints',
      'tier.revision',
      'programSettings.status',
      'programSettings.rollingWindow',
    ].map(wixField),
    wix(401, 'UNAUTHENTICATED'),
    wix(403, 'PERMISSION_DENIED'),
    wix(404, 'NOT_FOUND'),
    wix(409, 'INVALID_REVISION'),
    wix(409, 'ALREADY_EXISTS'),
    wix(428, 'BASIC_TIERS_LIMIT_REACHED'),
    wix(429, 'RESOURCE_EXHAUSTED'),
    ...[500, 501, 503, 504].map((status) => ({ status, code: '', body: {}, ...id })),
  ],
  capillary: [
    ...capillaryTier.map((code) => capillary(400, code, 'As Capillary says it')),
    capillary(404, 9056, 'As Capillary says it'),
    capillary(409, 999999, 'TIER_NAME_TAKEN: the name is taken'),
    capillary(409, 999999, 'TIER_DRAFT_EXISTS: there is a draft'),
    capillary(409, 999999, 'TIER_PENDING_APPROVAL_EXISTS: one is pending'),
    capillary(409, 999999, 'TIER_NOT_DELETABLE_NON_DRAFT: only drafts can be deleted'),
    capillary(400, 8003, 'As Capillary says it', 'member'),
    capillary(400, 8015, 'As Capillary says it', 'member'),
    capillary(400, 11013, 'As Capillary says it', 'member'),
    ...[401, 403, 405, 415, 429, 461, 500, 521].map((status) =>
      capillary(status, 999999, 'As Capillary says it'),
    ),
  ],
  vinr: [
    vinr(400, 'parameter_missing', 'name'),
    vinr(400, 'parameter_invalid_integer', 'min_points'),
    vinr(400, 'parameter_invalid_empty', 'name'),
    vinr(400, 'parameter_unknown', 'benefits[1]'),
    vinr(400, 'resource_missing', 'customer'),
    vinr(400, 'resource_already_exists', 'customer'),
    vinr(401, 'invalid_api_key'),
    vinr(401, 'expired_api_key'),
    vinr(403, 'permission_denied'),
    vinr(404, 'resource_missing', 'id'),
    vinr(409, 'idempotency_key_in_use'),
    vinr(422, 'insufficient_points', 'amount'),
    vinr(429, 'rate_limited'),
    vinr(500, 'api_error'),
    vinr(503, 'api_error'),
  ],
  scrip: [
    ...[
      'display_name',
      'levels[0].color',
      'levels[0].icon_url',
      'levels[0].qualification',
      'levels[0].benefits',
    ].map((field) => scrip(400, 'bad_request', field)),
    ...['lifecycle.retention', 'lifecycle.downgrade_policy.min_level', 'lifecycle.counters.qualifying'].map(
      (field) => scrip(400, 'bad_request', field),
    ),
    scrip(401, 'unauthorized'),
    scrip(403, 'forbidden'),
    scrip(404, 'not_found'),
    scrip(409, 'tier_archived'),
    scrip(409, 'participant_inactive'),
    scrip(409, 'idempotency_conflict'),
    scrip(409, 'conflict'),
    scrip(429, 'too_many_requests'),
    scrip(500, 'internal_error'),
  ],
}
