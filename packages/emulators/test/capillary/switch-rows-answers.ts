import { customer } from './members.js'
import { create, firstError, GOLD, publish, type Started, submit, tiers } from './support.js'
import { code, data, type Row, status } from './switch-row.js'

const TOKEN = '/v3/oauth/token/generate'
const KEYED = { 'idempotency-key': 'k' }

const till = (name: string) => ({ authorization: `Basic ${btoa(`${name}:x`)}` })

/** What answers look like, and the manners of the platform. */
export const answerRows: Row[] = [
  {
    name: 'tiers_on_this_host',
    observe: async (started) => [
      await status(started.get('/v3/tiers?programId=973')),
      await status(started.get(`/v2/customers/${customer(started)}/tierDetails`)),
    ],
    seen: [
      [true, [200, 200]],
      [false, [404, 200]],
    ],
  },
  {
    name: 'settings_path',
    observe: async ({ post, get }) => [
      await status(post('/v3/programs/973/updateTierAdvancedSettings', {})),
      await status(post('/programs/973/updateTierAdvancedSettings', {})),
      await status(get('/v3/programs/973/tierAdvancedSettings')),
      await status(get('/programs/973/tierAdvancedSettings')),
    ],
    seen: [
      ['either', [200, 200, 200, 200]],
      ['v3', [200, 404, 200, 404]],
      ['bare', [404, 200, 404, 200]],
    ],
  },
  {
    name: 'write_status',
    observe: async ({ post, put }) => {
      const { status: created, body } = await post('/v3/tiers', GOLD)
      const path = `/v3/tiers/${body.data.objectId}`
      return [
        created,
        await status(put(path, {})),
        await status(post(`${path}/submit`)),
        await status(post(`${path}/approve`, { approvalStatus: 'APPROVE' })),
      ]
    },
    seen: [
      [200, [200, 200, 200, 200]],
      [201, [201, 201, 201, 201]],
    ],
  },
  {
    name: 'update_view',
    observe: async (started) => {
      const { objectId } = await create(started)
      const updated = await data(started.put(`/v3/tiers/${objectId}`, {}))
      return [updated.origin, updated.version]
    },
    seen: [
      ['read', ['MONGO_ONLY', undefined]],
      ['record', [undefined, 1]],
    ],
  },
  {
    name: 'renewal_view',
    observe: async (started) => {
      const validity = {
        periodType: 'SLAB_UPGRADE',
        periodValue: 6,
        minimumDuration: 2,
        renewal: { downgradeTo: 'LOWEST' },
      }
      return (await create(started, { ...GOLD, validity })).renewal
    },
    seen: [
      [
        'all',
        {
          periodType: 'SLAB_UPGRADE',
          periodValue: '6',
          unit: 'NUM_MONTHS',
          criteriaType: 'Same as eligibility',
          minimumDuration: 2,
          downgradeTo: 'LOWEST',
        },
      ],
      [
        'documented',
        {
          periodType: 'SLAB_UPGRADE',
          periodValue: '6',
          unit: 'NUM_MONTHS',
          criteriaType: 'Same as eligibility',
        },
      ],
    ],
  },
  {
    name: 'version_fields',
    observe: async (started) => {
      const { slabId, objectId } = await publish(started)
      const { version, parentId } = await data(started.put(`/v3/tiers/${slabId}`, {}))
      return [version, parentId === objectId]
    },
    seen: [
      ['record', [undefined, false]],
      ['all', [2, true]],
    ],
  },
  {
    name: 'get_by_object_id',
    observe: async (started) => status(started.get(`/v3/tiers/${(await create(started)).objectId}`)),
    seen: [
      ['not_found', 404],
      ['found', 200],
    ],
  },
  {
    name: 'get_published_by_unique_id',
    observe: async (started) => {
      const { tierUniqueId, objectId } = await create(started)
      const draft = await status(started.get(`/v3/tiers/${tierUniqueId}`))
      await submit(started, objectId)
      await started.post(`/v3/tiers/${objectId}/approve`, { approvalStatus: 'APPROVE' })
      return [draft, await status(started.get(`/v3/tiers/${tierUniqueId}`))]
    },
    seen: [
      ['found', [200, 200]],
      ['not_found', [200, 404]],
    ],
  },
  {
    name: 'list_of_unknown_tier',
    observe: ({ get }) => status(get('/v3/tiers?programId=973&tier=1')),
    seen: [
      ['not_found', 404],
      ['empty', 200],
    ],
  },
  {
    name: 'list_of_unknown_program',
    observe: async ({ get }) => [
      await status(get('/v3/tiers?programId=1')),
      await status(get('/v3/tiers/approvals?programId=1')),
    ],
    seen: [
      ['empty', [200, 200]],
      ['not_found', [404, 404]],
    ],
  },
  {
    name: 'error_item',
    observe: async ({ get }) => Object.keys(firstError(await get('/v3/tiers'))),
    seen: [
      ['code_message', ['code', 'message']],
      ['status_code_message', ['status', 'code', 'message']],
    ],
  },
  {
    name: 'conflict_message',
    observe: async (started) => {
      await create(started)
      return firstError(await started.post('/v3/tiers', GOLD)).message.startsWith('TIER_DRAFT_EXISTS: ')
    },
    seen: [
      ['symbol_first', true],
      ['text', false],
    ],
  },
  {
    name: 'platform_error_code',
    observe: async ({ request }) => [
      await code(request('GET', '/v3/tiers', { headers: till('invalid') })),
      await code(request('PATCH', '/v3/tiers')),
    ],
    seen: [
      ['generic', [999_999, 999_999]],
      ['http_status', [401, 405]],
    ],
  },
  {
    name: 'unknown_customer_status',
    observe: async ({ get }) => {
      const answer = await get('/v2/customers/1/tierDetails')
      return [answer.status, firstError(answer).code]
    },
    seen: [
      [400, [400, 8015]],
      [404, [404, 8015]],
      [200, [200, 8015]],
    ],
  },
  {
    name: 'source_values',
    observe: async (started) => {
      customer(started)
      const query = 'source=MOON&identifierName=mobile&identifierValue=ann'
      return code(started.get(`/v2/customers/lookup/tierDetails?${query}`))
    },
    seen: [
      ['listed', 8003],
      ['any', 200],
    ],
  },
  {
    name: 'adjustment_codes',
    observe: async (started) => {
      const id = customer(started)
      const path = `/v2/slab/manualSlabAdjustment?source=INSTORE&identifierName=id&identifierValue=${id}`
      const adjust = (more: object) =>
        code(started.post(path, { programId: 973, slabAction: 'UPGRADE', ...more }))
      return [
        await adjust({ programId: 1 }),
        await adjust({ toSlabName: 'None' }),
        await adjust({ toSlabName: 'Bronze' }),
      ]
    },
    seen: [
      ['listed', [1101, 8917, 8920]],
      ['generic', [999_999, 999_999, 999_999]],
    ],
  },
  {
    name: 'server_time_zone',
    observe: async (started) => (await create(started)).meta.createdAt,
    seen: [
      ['Z', '2026-03-01T00:00:00Z'],
      ['+05:30', '2026-03-01T05:30:00+05:30'],
    ],
  },
  {
    name: 'idempotency_retention_hours',
    observe: async (started) => {
      const first = await started.post('/v3/tiers', GOLD, KEYED)
      started.emulator.advanceClock('PT12H')
      return (await started.post('/v3/tiers', GOLD, KEYED)).text === first.text
    },
    seen: [
      [24, true],
      [12, false],
    ],
  },
  {
    name: 'idempotency_reuse',
    observe: async ({ post }) => {
      await post('/v3/tiers', GOLD, KEYED)
      return status(post('/v3/tiers', { ...GOLD, name: 'Ruby' }, KEYED))
    },
    seen: [
      ['conflict', 409],
      ['replay', 200],
    ],
  },
  {
    name: 'idempotency_scope',
    observe: async (started) => {
      await started.post('/v3/tiers', GOLD, { ...KEYED, ...till('1') })
      return status(started.post('/v3/tiers', GOLD, { ...KEYED, ...till('2') }))
    },
    seen: [
      ['organization', 200],
      ['user', 409],
    ],
  },
  {
    name: 'idempotency_failures',
    observe: async (started) => {
      const { objectId } = await create(started, { ...GOLD, name: 'Other' })
      await started.post('/v3/tiers', GOLD, KEYED)
      await started.delete(`/v3/tiers/${objectId}`)
      const again = await started.post('/v3/tiers', GOLD, KEYED)
      return [again.status, (await tiers(started)).length]
    },
    seen: [
      ['forgotten', [200, 3]],
      ['stored', [409, 2]],
    ],
  },
  {
    name: 'token_ttl_seconds',
    observe: async ({ post }) => (await data(post(TOKEN, { key: 'k1', secret: 's1' }))).ttlSeconds,
    seen: [
      [300, 300],
      [3600, 3600],
    ],
  },
  {
    name: 'token_expiry',
    observe: async ({ post, request, emulator }: Started) => {
      const { accessToken } = await data(post(TOKEN, { key: 'k1', secret: 's1' }))
      emulator.advanceClock('P1D')
      return status(
        request('GET', '/v3/tiers?programId=973', { headers: { 'x-cap-api-oauth-token': accessToken } }),
      )
    },
    seen: [
      ['checked', 401],
      ['ignored', 200],
    ],
  },
  {
    name: 'rate_limit_enforced',
    observe: async (started) => {
      for (let count = 0; count < 100; count += 1) await started.get('/v3/tiers?programId=973')
      return status(started.get('/v3/tiers?programId=973'))
    },
    seen: [
      [false, 200],
      [true, 429],
    ],
  },
  {
    name: 'rate_limit_per_minute',
    observe: async (started) => {
      started.emulator.setSwitches({ rate_limit_enforced: true })
      for (let count = 0; count < 100; count += 1) await started.get('/v3/tiers?programId=973')
      return status(started.get('/v3/tiers?programId=973'))
    },
    seen: [
      [100, 429],
      [1000, 200],
    ],
  },
]
