import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assign, member, NOW, PLAIN, PROGRAM, type Started, TIERS } from './support.js'
import { type Row, standing, status, withTier } from './switch-row.js'

const ARCHIVING = { status: 'ARCHIVED' }

const stranger = async ({ post }: Started): Promise<string> =>
  (await post('/participants', { external_id: 'stranger' })).body.id

/** What a receiver on loopback hears of one change of level. */
const heardOf = async (started: Started): Promise<Record<string, unknown>> => {
  let heard = ''
  const receiver = createServer((incoming, outgoing) => {
    incoming.on('data', (chunk) => {
      heard += String(chunk)
    })
    incoming.on('end', () => outgoing.end())
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  started.emulator.setWebhooks([{ url: `http://127.0.0.1:${port}`, events: ['participant.tier_changed'] }])
  await withTier(started)
  await assign(started, member(started), 'gold')
  while (heard === '') await new Promise((resolve) => setTimeout(resolve, 2))
  receiver.close()
  return JSON.parse(heard).data
}

/** What answers look like. */
export const answerRows: Row[] = [
  {
    name: 'tier_create_status',
    observe: ({ post }) => status(post(TIERS, PLAIN)),
    seen: [
      [201, 201],
      [200, 200],
    ],
  },
  {
    name: 'participant_create_status',
    observe: async ({ post }) => [
      await status(post('/participants', { external_id: 'a' })),
      await status(post('/participants', { external_id: 'a' })),
    ],
    seen: [
      [201, [201, 200]],
      [200, [200, 200]],
    ],
  },
  {
    name: 'ingest_status',
    observe: ({ post }) => {
      const event = {
        program_id: PROGRAM,
        external_id: 'e',
        idempotency_key: 'k',
        event_timestamp: NOW,
        event_data: {},
      }
      return status(post('/events', event))
    },
    seen: [
      [202, 202],
      [200, 200],
    ],
  },
  {
    name: 'list_tiers_paging',
    observe: async ({ post, get }) => {
      for (const key of ['a', 'b']) await post(TIERS, { ...PLAIN, key })
      return (await get(`${TIERS}?limit=1`)).body.data.length
    },
    seen: [
      ['honoured', 1],
      ['ignored', 2],
    ],
  },
  {
    name: 'list_archived_tiers',
    observe: async ({ post, get }) => {
      await post(TIERS, PLAIN)
      await post(`${TIERS}/status/archive`)
      return (await get(TIERS)).body.data.length
    },
    seen: [
      [true, 1],
      [false, 0],
    ],
  },
  {
    name: 'levels_order',
    observe: async ({ post }) => {
      const levels = [
        { key: 'b', rank: 2 },
        { key: 'a', rank: 1 },
      ]
      return (await post(TIERS, { key: 'one', levels })).body.levels.map(({ key }) => key)
    },
    seen: [
      ['rank', ['a', 'b']],
      ['created', ['b', 'a']],
    ],
  },
  {
    name: 'no_expiry',
    observe: async (started) => {
      await withTier(started)
      const id = member(started)
      await assign(started, id, 'gold')
      return (await standing(started, id)).expires_at
    },
    seen: [
      ['null', null],
      ['absent', undefined],
    ],
  },
  {
    name: 'not_found_code',
    observe: async ({ get }) => (await get(`${TIERS}/none`)).body.code,
    seen: [
      ['not_found', 'not_found'],
      ['resource_not_found', 'resource_not_found'],
    ],
  },
  {
    name: 'conflict_code',
    observe: async ({ post }) => {
      await post(TIERS, PLAIN)
      return (await post(TIERS, PLAIN)).body.code
    },
    seen: [
      ['conflict', 'conflict'],
      ['already_exists', 'already_exists'],
    ],
  },
  {
    name: 'internal_error_code',
    observe: async ({ emulator, get }) => {
      emulator.setFaults([{ kind: 'status', status: 503 }])
      return (await get(TIERS)).body.code
    },
    seen: [
      ['internal_error', 'internal_error'],
      ['server_error', 'server_error'],
    ],
  },
  {
    name: 'archived_program_code',
    observe: async ({ patch, post }) => {
      await patch(`/programs/${PROGRAM}`, ARCHIVING)
      return (await post(TIERS, PLAIN)).body.code
    },
    seen: [
      ['program_archived', 'program_archived'],
      ['conflict', 'conflict'],
    ],
  },
  {
    name: 'inactive_program_status',
    observe: async (started) => {
      await withTier(started)
      const id = member(started)
      await started.patch(`/programs/${PROGRAM}`, { status: 'SUSPENDED' })
      return status(assign(started, id, 'gold'))
    },
    seen: [
      [409, 409],
      [400, 400],
    ],
  },
  {
    name: 'not_enrolled_read_status',
    observe: async (started) =>
      status(started.get(`/participants/${await stranger(started)}/state/tiers?program_id=${PROGRAM}`)),
    seen: [
      [404, 404],
      [409, 409],
    ],
  },
  {
    name: 'not_enrolled_write_status',
    observe: async (started) => {
      await withTier(started)
      return status(assign(started, await stranger(started), 'gold'))
    },
    seen: [
      [409, 409],
      [404, 404],
    ],
  },
  {
    name: 'unknown_level_status',
    observe: async (started) => {
      await withTier(started)
      return status(assign(started, member(started), 'none'))
    },
    seen: [
      [400, 400],
      [404, 404],
    ],
  },
  {
    name: 'remove_without_level_status',
    observe: async (started) => {
      await withTier(started)
      return status(
        started.delete(`/participants/${member(started)}/state/tiers/loyalty?program_id=${PROGRAM}`),
      )
    },
    seen: [
      [204, 204],
      [404, 404],
    ],
  },
  {
    name: 'tier_changed_data',
    observe: async (started) => {
      const { previous_level, new_level, old_value, new_value } = await heardOf(started)
      return [previous_level, new_level, old_value, new_value]
    },
    seen: [
      ['levels', [null, 'gold', undefined, undefined]],
      ['values', [undefined, undefined, null, 'gold']],
    ],
  },
  {
    name: 'rate_limit_enforced',
    observe: async ({ get, emulator }) => {
      for (let count = 0; count < 30; count += 1) await get(TIERS)
      const over = await get(TIERS)
      emulator.advanceClock('PT0.1S')
      return [over.status, over.headers.get('retry-after'), over.body.code, await status(get(TIERS))]
    },
    seen: [
      [false, [200, null, undefined, 200]],
      [true, [429, '1', 'too_many_requests', 200]],
    ],
  },
  {
    name: 'group_tier_routes',
    observe: async (started) => {
      const members = [{ participant_id: member(started), role: 'ADMIN' }]
      const { body } = await started.post('/groups', { name: 'Family', members })
      return status(started.get(`/groups/${body.id}/state/tiers?program_id=${PROGRAM}`))
    },
    seen: [
      [true, 200],
      [false, 404],
    ],
  },
  {
    name: 'loopback_endpoints',
    observe: ({ post }) =>
      status(post('/webhook-endpoints', { url: 'http://127.0.0.1:4999/', enabled_events: ['*'] })),
    seen: [
      ['refused', 400],
      ['accepted', 201],
    ],
  },
]
