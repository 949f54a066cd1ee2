import { expect } from 'vitest'
import type { Vendor } from '../src/index.js'

const PROGRAM = '550e8400-e29b-41d4-a716-446655440001'
const SITE = { 'wix-site-id': '11111111-1111-4111-8111-111111111111' }
const basic = (till: string) => ({
  authorization: `Basic ${btoa(`${till}:5f4dcc3b5aa765d61d8327deb882cf99`)}`,
})
const text = expect.stringMatching(/./)

type Headers = Record<string, string>

/** What a stranger knows of a vendor, from its pages and from the outside contract of the emulators. */
export interface Known {
  vendor: Vendor
  /** A list of tiers, and where in its body they are. */
  list: string
  tiersIn: string[]
  /** A create that succeeds at the documented start. */
  create: { path: string; body: object; status: number }
  /** Other credentials of the right form, and some that contain `invalid`. */
  others: Headers[]
  invalid: Headers[]
  /** The vendor's errors, as far as all of them have it. */
  error: object
  /** Headers that every answer of the vendor has. */
  always: string[]
}

const RATE = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']

export const known: readonly Known[] = [
  {
    vendor: 'wix',
    list: '/loyalty-tiers/v1/tiers',
    tiersIn: ['tiers'],
    create: {
      path: '/loyalty-tiers/v1/tiers',
      body: { tier: { tierDefinition: { name: 'New' }, requiredPoints: 100 } },
      status: 200,
    },
    others: [{ authorization: 'IST.another', ...SITE }, { authorization: 'OauthNG.JWS.another' }],
    invalid: [{ authorization: 'IST.invalid', ...SITE }, { authorization: 'OauthNG.JWS.invalid.x' }],
    error: { message: text, details: expect.any(Object) },
    always: ['x-wix-request-id'],
  },
  {
    vendor: 'capillary',
    list: '/v3/tiers?programId=973',
    tiersIn: ['data', 'tiers'],
    create: {
      path: '/v3/tiers',
      body: { programId: 973, name: 'New', eligibility: { kpiType: 'CURRENT_POINTS', threshold: 9000 } },
      status: 200,
    },
    others: [basic('another'), { 'x-cap-api-oauth-token': 'another' }],
    invalid: [basic('invalid'), { 'x-cap-api-oauth-token': 'eyJ.invalid.x' }],
    error: { data: null, errors: [{ code: expect.any(Number), message: text }], warnings: null },
    always: ['x-cap-requestid'],
  },
  {
    vendor: 'vinr',
    list: '/v1/tiers',
    tiersIn: ['data'],
    create: { path: '/v1/tiers', body: { name: 'New', min_points: 9000 }, status: 200 },
    others: [{ 'x-api-key': 'sk_live_another' }, { authorization: 'Bearer sk_test_another' }],
    invalid: [{ 'x-api-key': 'sk_invalid' }, { authorization: 'Bearer sk_test_invalid_1' }],
    error: {
      error: {
        type: expect.stringMatching(/_error$/),
        code: text,
        message: text,
        request_id: expect.stringMatching(/^req_/),
      },
    },
    always: RATE,
  },
  {
    vendor: 'scrip',
    list: `/v1/programs/${PROGRAM}/tiers`,
    tiersIn: ['data'],
    create: {
      path: `/v1/programs/${PROGRAM}/tiers`,
      body: { key: 'status', levels: [{ key: 'gold', rank: 1 }] },
      status: 201,
    },
    others: [{ 'x-api-key': 'sk_another' }, { authorization: 'Bearer sk_another' }],
    invalid: [{ 'x-api-key': 'sk_invalid' }, { authorization: 'Bearer sk_invalid_1' }],
    error: { code: text, message: text },
    always: RATE,
  },
]

/** What lies at these names in a body. */
export const within = (body: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    body,
  )
