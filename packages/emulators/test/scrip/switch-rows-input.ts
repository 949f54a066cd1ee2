import { countersOf, LOYALTY, member, NOW, PLAIN, PROGRAM, TIERS, YEARLY } from './support.js'
import { type Row, status, withTier } from './switch-row.js'

const oneLevel = (more: object) => ({ key: 'one', levels: [{ key: 'low', rank: 1, ...more }] })

const period = (start_month: number, start_day: number) => ({
  ...PLAIN,
  lifecycle: { ...YEARLY, qualification_period: { type: 'FIXED_YEAR', start_month, start_day } },
})

const ingest = (more: object = {}) => ({
  program_id: PROGRAM,
  external_id: 'eve',
  idempotency_key: 'k',
  event_timestamp: NOW,
  event_data: {},
  ...more,
})

/** What is taken and what is refused. */
export const inputRows: Row[] = [
  {
    name: 'unknown_fields',
    observe: ({ post }) => status(post(TIERS, { ...PLAIN, colour: 'red' })),
    seen: [
      ['ignored', 201],
      ['refused', 400],
    ],
  },
  {
    name: 'archive_route',
    observe: async (started) => {
      await started.post(TIERS, PLAIN)
      await started.post(TIERS, LOYALTY)
      return [
        await status(started.post(`${TIERS}/status/archive`)),
        await status(started.delete(`${TIERS}/loyalty`)),
      ]
    },
    seen: [
      ['both', [200, 200]],
      ['post', [200, 404]],
      ['delete', [404, 200]],
    ],
  },
  {
    name: 'level_rank_minimum',
    observe: ({ post }) => status(post(TIERS, oneLevel({ rank: 0 }))),
    seen: [
      [1, 400],
      [0, 201],
    ],
  },
  {
    name: 'level_display_name_max_length',
    observe: async ({ post }) => status(post(TIERS, oneLevel({ display_name: 'd'.repeat(256) }))),
    seen: [
      [255, 400],
      [256, 201],
    ],
  },
  {
    name: 'color_and_icon_format',
    observe: async ({ post, patch }) => [
      await status(post(TIERS, oneLevel({ color: '#a1b2c3', icon_url: 'https://x.y/z.png' }))),
      await status(patch(`${TIERS}/one`, { levels: [{ key: 'low', color: 'reddish' }] })),
      await status(patch(`${TIERS}/one`, { levels: [{ key: 'low', icon_url: 'z.png' }] })),
    ],
    seen: [
      ['unchecked', [201, 200, 200]],
      ['checked', [201, 400, 400]],
    ],
  },
  {
    name: 'empty_criteria',
    observe: ({ post }) => status(post(TIERS, oneLevel({ qualification: { mode: 'ALL', criteria: [] } }))),
    seen: [
      ['refused', 400],
      ['accepted', 201],
    ],
  },
  {
    name: 'start_out_of_range',
    observe: ({ post }) => status(post(TIERS, period(13, 0))),
    seen: [
      ['refused', 400],
      ['clamped', 201],
    ],
  },
  {
    name: 'impossible_start_day',
    observe: ({ post }) => status(post(TIERS, period(2, 30))),
    seen: [
      ['clamped', 201],
      ['refused', 400],
    ],
  },
  {
    name: 'unknown_min_level',
    observe: ({ post }) =>
      status(post(TIERS, { ...PLAIN, lifecycle: { ...YEARLY, downgrade_policy: { min_level: 'none' } } })),
    seen: [
      ['refused', 400],
      ['accepted', 201],
    ],
  },
  {
    name: 'tier_key_in_update',
    observe: async ({ post, patch }) => {
      await post(TIERS, PLAIN)
      return status(patch(`${TIERS}/status`, { key: 'other' }))
    },
    seen: [
      ['ignored', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'null_in_update',
    observe: async ({ post, patch }) => {
      await post(TIERS, { ...oneLevel({ color: '#fff', benefits: { a: 1 } }), display_name: 'One' })
      const levels = [{ key: 'low', color: null, benefits: null, qualification: null }]
      const { body } = await patch(`${TIERS}/one`, { display_name: null, levels })
      return [body.display_name, body.levels[0]?.color, body.levels[0]?.benefits]
    },
    seen: [
      ['unchanged', ['One', '#fff', { a: 1 }]],
      ['cleared', [undefined, undefined, undefined]],
    ],
  },
  {
    name: 'benefits_update',
    observe: async ({ post, patch }) => {
      await post(TIERS, oneLevel({ benefits: { a: 1, b: 1 } }))
      const { body } = await patch(`${TIERS}/one`, { levels: [{ key: 'low', benefits: { b: 2 } }] })
      return body.levels[0]?.benefits
    },
    seen: [
      ['replace', { b: 2 }],
      ['merge', { a: 1, b: 2 }],
    ],
  },
  {
    name: 'empty_levels_update',
    observe: async ({ post, patch }) => {
      await post(TIERS, PLAIN)
      const { body } = await patch(`${TIERS}/status`, { levels: [] })
      return body.levels?.length ?? body.code
    },
    seen: [
      ['no_change', 2],
      ['refused', 'bad_request'],
    ],
  },
  {
    name: 'partial_config_update',
    observe: async (started) => {
      await withTier(started, { ...YEARLY, downgrade_policy: { mode: 'HOLD' } })
      const { patch } = started
      const levels = [{ key: 'gold', qualification: { mode: 'ANY' } }]
      const level = await patch(`${TIERS}/loyalty`, { levels })
      const counters = { rollover: 'NONE' }
      const part = await patch(`${TIERS}/loyalty`, { lifecycle: { counters } })
      const whole = await patch(`${TIERS}/loyalty`, { lifecycle: { ...YEARLY, counters } })
      return [level.status, part.status, Object.keys(whole.body.lifecycle).sort()]
    },
    seen: [
      ['replace', [400, 400, ['counters', 'qualification_period', 'retention']]],
      ['merge', [200, 200, ['counters', 'downgrade_policy', 'qualification_period', 'retention']]],
    ],
  },
  {
    name: 'rank_conflict_judged',
    observe: async ({ post, patch }) => {
      await post(TIERS, PLAIN)
      const levels = [
        { key: 'low', rank: 2 },
        { key: 'high', rank: 1 },
      ]
      return status(patch(`${TIERS}/status`, { levels }))
    },
    seen: [
      ['final_state', 200],
      ['one_by_one', 409],
    ],
  },
  {
    name: 'duplicate_levels_status',
    observe: async ({ post }) => {
      const levels = [
        { key: 'a', rank: 1 },
        { key: 'b', rank: 1 },
      ]
      const { status: code, body } = await post(TIERS, { key: 'one', levels })
      return [code, body.code]
    },
    seen: [
      [409, [409, 'conflict']],
      [400, [400, 'bad_request']],
    ],
  },
  {
    name: 'unknown_participant',
    observe: async ({ post, patch, get }) => {
      await patch(`/programs/${PROGRAM}`, { on_unknown_participant: 'REJECT' })
      const { status: code } = await post('/events', ingest())
      return [code, (await get('/events')).body.data.map((event) => event.status)]
    },
    seen: [
      [404, [404, []]],
      ['failed_event', [202, ['FAILED']]],
    ],
  },
  {
    name: 'event_key_reuse',
    observe: async ({ post }) => {
      await post('/events', ingest())
      return status(post('/events', ingest({ external_id: 'bob' })))
    },
    seen: [
      ['conflict', 409],
      ['deduplicated', 202],
    ],
  },
  {
    name: 'event_processing',
    observe: async (started) => {
      const id = member(started, 'eve')
      const actions = [{ type: 'COUNTER', key: 'visits', value: '1' }]
      await started.post('/rules', { program_id: PROGRAM, name: 'r', condition: 'true', actions })
      await started.post('/events', ingest())
      const before = await countersOf(started, id)
      started.emulator.advanceClock('PT0S')
      return [before, await countersOf(started, id)]
    },
    seen: [
      ['at_once', [{ visits: '1' }, { visits: '1' }]],
      ['on_tick', [{}, { visits: '1' }]],
    ],
  },
]
