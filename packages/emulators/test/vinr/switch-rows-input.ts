import { accountAt, post, type Started } from '../support.js'
import { create, type Row, status, TIER } from './switch-row.js'

const createStatus = (fields: Record<string, string>) => (started: Started) => status(create(started, fields))

/** What requests may say, and what ids and refusals look like. */
export const inputRows: Row[] = [
  {
    name: 'json_bodies',
    observe: ({ json }) => status(json('/v1/tiers', { name: 'X', min_points: 1 })),
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'request_id_header',
    observe: async ({ get }) => {
      const { headers } = await get('/v1/tiers')
      return [headers.has('request-id'), headers.has('x-request-id')]
    },
    seen: [
      ['Request-Id', [true, false]],
      ['X-Request-Id', [false, true]],
      [null, [false, false]],
    ],
  },
  {
    name: 'indexed_arrays',
    observe: createStatus({ ...TIER, 'benefits[0]': 'a' }),
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'empty_array_parameter',
    observe: (started) => status(started.form('/v1/tiers/tier_gold', { benefits: '' })),
    seen: [
      ['clears', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'create_status',
    observe: createStatus(TIER),
    seen: [
      [200, 200],
      [201, 201],
    ],
  },
  {
    name: 'account_tier_parameter',
    observe: (started) =>
      status(started.form(`/v1/loyalty-accounts/${accountAt(started.emulator, 0)}`, { tier: 'tier_gold' })),
    seen: [
      ['tier', 200],
      ['tier_id', 400],
    ],
  },
  {
    name: 'tier_id_format',
    observe: async (started) =>
      (await create(started, { ...TIER, name: 'Top  Gold!' })).body.id === 'tier_top_gold',
    seen: [
      ['random', false],
      ['slug', true],
    ],
  },
  {
    name: 'tier_name_required',
    observe: createStatus({ min_points: '1' }),
    seen: [
      [true, 400],
      [false, 200],
    ],
  },
  {
    name: 'tier_name_empty',
    observe: createStatus({ ...TIER, name: '' }),
    seen: [
      ['refused', 400],
      ['accepted', 200],
    ],
  },
  {
    name: 'tier_name_max_length',
    observe: createStatus({ ...TIER, name: 'x'.repeat(11) }),
    seen: [
      [10, 400],
      [11, 200],
    ],
  },
  {
    name: 'tier_name_duplicates',
    observe: async (started) => [
      await status(create(started, { ...TIER, name: 'Gold' })),
      await status(started.form('/v1/tiers/tier_gold', { name: 'Gold' })),
    ],
    seen: [
      ['accepted', [200, 200]],
      ['refused', [400, 200]],
    ],
  },
  {
    name: 'tier_min_points_required',
    observe: createStatus({ name: 'X' }),
    seen: [
      [true, 400],
      [false, 200],
    ],
  },
  {
    name: 'tier_min_points_negative',
    observe: createStatus({ ...TIER, min_points: '-1' }),
    seen: [
      ['refused', 400],
      ['accepted', 200],
    ],
  },
  {
    name: 'tier_min_points_duplicates',
    observe: createStatus({ ...TIER, min_points: '5000' }),
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'tier_benefits_required',
    observe: createStatus(TIER),
    seen: [
      [false, 200],
      [true, 400],
    ],
  },
  {
    name: 'account_without_tier',
    observe: async (started) => {
      const account = accountAt(started.emulator, 0)
      const shown = async () => {
        const { body } = await started.get(`/v1/loyalty-accounts/${account}?expand[]=tier`)
        return 'tier' in body ? typeof body.tier : 'no such field'
      }
      const before = await shown()
      await started.delete('/v1/tiers/tier_bronze')
      return [before, await shown()]
    },
    seen: [
      ['null', ['object', 'object']],
      ['absent', ['object', 'no such field']],
    ],
  },
  {
    name: 'duplicate_account_status',
    observe: (started) => {
      accountAt(started.emulator, 0, 'ann')
      return status(started.form('/v1/loyalty-accounts', { customer: 'cust_ann' }))
    },
    seen: [
      [409, 409],
      [400, 400],
    ],
  },
  {
    name: 'over_debit_status',
    observe: (started) => status(post(started, accountAt(started.emulator, 5), 'debit', 6)),
    seen: [
      [422, 422],
      [400, 400],
      [409, 409],
    ],
  },
  {
    name: 'benefits_update',
    observe: (started) => status(started.form('/v1/tiers/tier_gold', { 'benefits[]': 'x' })),
    seen: [
      ['replace', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'empty_update',
    observe: (started) => status(started.form('/v1/tiers/tier_gold', {})),
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'unknown_parameters',
    observe: createStatus({ ...TIER, colour: 'red' }),
    seen: [
      ['refused', 400],
      ['ignored', 200],
    ],
  },
  {
    name: 'webhook_endpoint_urls',
    observe: ({ form }) =>
      status(form('/v1/webhook-endpoints', { url: 'http://example.com/', 'enabled_events[]': '*' })),
    seen: [
      ['http_and_https', 200],
      ['https', 400],
    ],
  },
  {
    name: 'webhook_events_required',
    observe: async ({ form }) => {
      const { status: code, text } = await form('/v1/webhook-endpoints', { url: 'https://example.com/' })
      return code === 200 ? JSON.parse(text).enabled_events : code
    },
    seen: [
      [true, 400],
      [false, ['*']],
    ],
  },
  {
    name: 'webhook_url_update',
    observe: async ({ form }) => {
      const fields = { url: 'https://example.com/', 'enabled_events[]': '*' }
      const { body } = await form('/v1/webhook-endpoints', fields)
      return status(form(`/v1/webhook-endpoints/${body.id}`, { url: 'https://example.com/new' }))
    },
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'version_header',
    observe: ({ request }) => {
      const versions = ['2026-04-01', '2020-01-01', 'latest']
      const asked = (version: string) =>
        status(request('GET', '/v1/tiers', { headers: { 'Vinr-Version': version } }))
      return Promise.all(versions.map(asked))
    },
    seen: [
      ['any_date', [200, 200, 400]],
      ['named_date', [200, 400, 400]],
      ['ignored', [200, 200, 200]],
    ],
  },
]
