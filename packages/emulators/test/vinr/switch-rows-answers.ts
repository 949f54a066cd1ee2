import { accountAt, post, type Started, tierOf } from '../support.js'
import { create, type Row, status, TIER } from './switch-row.js'

const ids = async ({ get }: Started, query = '') =>
  (await get(`/v1/tiers${query}`)).body.data.map(({ id }) => id)

const lastEvents = async ({ get }: Started) => (await get('/v1/events')).body.data.map(({ type }) => type)

/** When tiers move, and what answers look like. */
export const answerRows: Row[] = [
  {
    name: 'delete_fall_back',
    observe: async (started) => {
      const account = accountAt(started.emulator, 6000)
      await started.delete('/v1/tiers/tier_gold')
      const before = await tierOf(started, account)
      await post(started, account, 'credit', 1)
      return [before, await tierOf(started, account)]
    },
    seen: [
      ['at_once', ['tier_silver', 'tier_silver']],
      ['next_balance_change', ['tier_gold', 'tier_silver']],
    ],
  },
  {
    name: 'create_evaluation',
    observe: async (started) => {
      const account = accountAt(started.emulator, 4500)
      await create(started, TIER)
      return (await tierOf(started, account)) === 'tier_silver'
    },
    seen: [
      ['next_balance_change', true],
      ['at_once', false],
    ],
  },
  {
    name: 'override_holds',
    observe: async (started) => {
      const account = accountAt(started.emulator, 0)
      await started.form(`/v1/loyalty-accounts/${account}`, { tier: 'tier_gold' })
      await post(started, account, 'credit', 1)
      return tierOf(started, account)
    },
    seen: [
      ['until_balance_change', 'tier_bronze'],
      ['permanently', 'tier_gold'],
    ],
  },
  {
    name: 'equal_min_points',
    observe: async (started) => {
      await create(started, { name: 'Silver again', min_points: '1000' })
      return (await tierOf(started, accountAt(started.emulator, 1200))) === 'tier_silver'
    },
    seen: [
      ['later_created', false],
      ['earlier_created', true],
    ],
  },
  {
    name: 'error_types',
    observe: async (started) => [
      (await started.get('/v1/tiers/none')).body.error.type,
      (await create(started, { name: '' })).body.error.type,
      (await post(started, accountAt(started.emulator, 0), 'debit', 1)).body.error.type,
    ],
    seen: [
      ['errors', ['invalid_request_error', 'invalid_request_error', 'invalid_request_error']],
      ['error_codes', ['validation_error', 'validation_error', 'billing_error']],
    ],
  },
  {
    name: 'error_codes',
    observe: async (started) => [
      (await started.get('/v1/tiers/none')).body.error.code,
      (await started.request('GET', '/v1/tiers', { headers: { 'x-api-key': 'invalid' } })).body.error.code,
    ],
    seen: [
      ['stripe', ['resource_missing', 'invalid_api_key']],
      ['absent', [undefined, 'invalid_api_key']],
    ],
  },
  {
    name: 'not_found_param',
    observe: async ({ get }) => (await get('/v1/tiers/none')).body.error.param,
    seen: [
      ['id', 'id'],
      [null, undefined],
    ],
  },
  {
    name: 'idempotency_retention_hours',
    observe: async (started) => {
      const write = () => started.form('/v1/tiers', TIER, { 'idempotency-key': 'k' })
      const first = await write()
      started.emulator.advanceClock('PT2H')
      return (await write()).body.id === first.body.id
    },
    seen: [
      [2, false],
      [3, true],
    ],
  },
  {
    name: 'second_delete',
    observe: async (started) => {
      const twice = async (path: string) => {
        await started.delete(path)
        return status(started.delete(path))
      }
      accountAt(started.emulator, 0, 'ann')
      return [
        await twice('/v1/tiers/tier_gold'),
        await twice('/v1/customers/cust_ann'),
        await status(started.delete('/v1/tiers/tier_never')),
      ]
    },
    seen: [
      [404, [404, 404, 404]],
      [200, [200, 200, 404]],
    ],
  },
  {
    name: 'tiers_cursor',
    observe: ({ get }) => status(get('/v1/tiers?starting_after=tier_gold')),
    seen: [
      ['accepted', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'list_envelope',
    observe: async ({ get }) => {
      const { data, ...rest } = (await get('/v1/tiers?limit=2')).body
      const next = (await get('/v1/tiers?limit=2&starting_after=tier_silver')).body
      return [data.length, rest, next.page?.next_cursor]
    },
    seen: [
      ['top_level', [2, { object: 'list', has_more: true }, undefined]],
      [
        'page',
        [
          2,
          { object: 'list', page: { has_more: true, next_cursor: 'tier_silver', total_estimate: 3 } },
          null,
        ],
      ],
    ],
  },
  {
    name: 'limit_out_of_range',
    observe: async ({ get }) => {
      const { status: code, body } = await get('/v1/tiers?limit=0')
      return [code, body.data?.length]
    },
    seen: [
      ['refused', [400, undefined]],
      ['clamped', [200, 1]],
    ],
  },
  {
    name: 'tie_order',
    observe: async (started) => {
      const { body: late } = await create(started, { name: 'A', min_points: '5000' })
      const order = (await ids(started)).slice(2)
      return order.map((id) => (id === late.id ? 'later' : 'gold'))
    },
    seen: [
      ['created', ['gold', 'later']],
      ['created_descending', ['later', 'gold']],
      ['id', ['later', 'gold']],
    ],
  },
  {
    name: 'tier_deleted_event',
    observe: async (started) => {
      await started.delete('/v1/tiers/tier_gold')
      return lastEvents(started)
    },
    seen: [
      [false, []],
      [true, ['tier.deleted']],
    ],
  },
  {
    name: 'tier_move_event',
    observe: async (started) => {
      await post(started, accountAt(started.emulator, 0), 'credit', 6000)
      return (await lastEvents(started)).includes('loyalty_account.updated')
    },
    seen: [
      [true, true],
      [false, false],
    ],
  },
  {
    name: 'rate_limit_enforced',
    observe: async ({ get }) => {
      for (let count = 0; count < 50; count += 1) await get('/v1/tiers')
      return status(get('/v1/tiers'))
    },
    seen: [
      [false, 200],
      [true, 429],
    ],
  },
  {
    name: 'rate_limit_plan',
    observe: async ({ get }) => (await get('/v1/tiers')).headers.get('x-ratelimit-limit'),
    seen: [
      ['sandbox', '50'],
      ['production', '200'],
      ['scale', '1000'],
    ],
  },
]
