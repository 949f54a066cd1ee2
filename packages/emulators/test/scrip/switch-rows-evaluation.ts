import {
  assign,
  counted,
  countersOf,
  LOYALTY,
  levelOf,
  member,
  NOW,
  PROGRAM,
  plainEvent,
  type Started,
  setCounter,
  TIERS,
  YEARLY,
} from './support.js'
import { type Row, standing, withTier } from './switch-row.js'

const NEW_YEAR = '2027-01-01T00:00:00Z'
const criteria = (counter: string, operator: string, threshold: number) => ({
  qualification: { mode: 'ALL', criteria: [{ counter, operator, threshold }] },
})
const REFRESH = { retention: { mode: 'ACTIVITY_REFRESH', duration: '240h' } }
const grace = (days: number) => ({ ...YEARLY, downgrade_policy: { grace_days: days } })

/** Gold through the year, 700 / 12 at its end. */
const goldAt700 = async (started: Started, lifecycle: object): Promise<string> => {
  await withTier(started, lifecycle)
  const id = member(started)
  await counted(started, id, 2100, 12)
  await setCounter(started, id, 'ytd_spend', 700)
  return id
}

const afterYear = async (started: Started, counters: object): Promise<Record<string, string>> => {
  await withTier(started, { ...YEARLY, counters })
  const id = member(started)
  await counted(started, id, 2600, 14)
  await setCounter(started, id, 'other', 3)
  await setCounter(started, id, 'ytd_nights', 4)
  started.emulator.setClock(NEW_YEAR)
  return countersOf(started, id)
}

/** When levels move, and counters with them. */
export const evaluationRows: Row[] = [
  {
    name: 'targets_are_evaluated',
    observe: async (started) => {
      await withTier(started)
      const id = member(started, 'bob')
      await started.post('/rules', {
        program_id: PROGRAM,
        name: 'rule',
        condition: 'true',
        actions: [{ type: 'COUNTER', key: 'ytd_spend', value: '500', target: { type: 'PARTICIPANT', id } }],
      })
      await plainEvent(started, member(started))
      return levelOf(started, id)
    },
    seen: [
      [true, 'silver'],
      [false, null],
    ],
  },
  {
    name: 'missing_counter',
    observe: async (started) => {
      await withTier(started, undefined, [{ key: 'low', rank: 1, ...criteria('none', '<=', 5) }])
      const id = member(started)
      await plainEvent(started, id)
      return levelOf(started, id)
    },
    seen: [
      ['zero', 'low'],
      ['fails', null],
    ],
  },
  {
    name: 'counter_write_evaluates',
    observe: async (started) => {
      await withTier(started)
      const id = member(started)
      await setCounter(started, id, 'ytd_spend', 500)
      return levelOf(started, id)
    },
    seen: [
      [false, null],
      [true, 'silver'],
    ],
  },
  {
    name: 'qualification_without_lifecycle',
    observe: async (started) => {
      await withTier(started)
      const id = member(started)
      await counted(started, id, 500, 0)
      return levelOf(started, id)
    },
    seen: [
      [true, 'silver'],
      [false, null],
    ],
  },
  {
    name: 'level_without_criteria',
    observe: async (started) => {
      await withTier(started, undefined, [{ key: 'low', rank: 1 }])
      const id = member(started)
      await plainEvent(started, id)
      return levelOf(started, id)
    },
    seen: [
      ['never', null],
      ['always', 'low'],
    ],
  },
  {
    name: 'period_utc_offset_minutes',
    observe: async (started) => {
      await withTier(started, YEARLY)
      const id = member(started)
      await assign(started, id, 'gold')
      return (await standing(started, id)).expires_at
    },
    seen: [
      [0, NEW_YEAR],
      [60, '2026-12-31T23:00:00Z'],
      [-300, '2027-01-01T05:00:00Z'],
    ],
  },
  {
    name: 'rollover_order',
    observe: async (started) => {
      await withTier(started, { ...YEARLY, counters: { rollover: 'NONE' } })
      const id = member(started)
      await counted(started, id, 2600, 14)
      started.emulator.setClock(NEW_YEAR)
      return levelOf(started, id)
    },
    seen: [
      ['after_judging', 'gold'],
      ['before_judging', null],
    ],
  },
  {
    name: 'excess_level',
    observe: (started) =>
      afterYear(started, { rollover: 'EXCESS', qualifying: ['ytd_spend'] }).then((c) => c.ytd_spend),
    seen: [
      ['held', '600'],
      ['after_judging', '2100'],
    ],
  },
  {
    name: 'excess_of_untested_counter',
    observe: (started) =>
      afterYear(started, { rollover: 'EXCESS', qualifying: ['other'] }).then((c) => c.other),
    seen: [
      ['zero', '0'],
      ['kept', '3'],
    ],
  },
  {
    name: 'rollover_without_qualifying',
    observe: (started) => afterYear(started, { rollover: 'NONE' }),
    seen: [
      ['tested', { ytd_spend: '0', ytd_nights: '0', other: '3' }],
      ['none', { ytd_spend: '2600', ytd_nights: '4', other: '3' }],
    ],
  },
  {
    name: 'qualifying_in_grace',
    observe: async (started) => {
      const id = await goldAt700(started, grace(30))
      started.emulator.setClock('2027-01-10T00:00:00Z')
      await counted(started, id, 2100, 12)
      await setCounter(started, id, 'ytd_spend', 700)
      started.emulator.setClock('2027-02-10T00:00:00Z')
      return levelOf(started, id)
    },
    seen: [
      ['cancels', 'gold'],
      ['drops_anyway', 'silver'],
    ],
  },
  {
    name: 'grace_counts_from',
    observe: async (started) => {
      const id = await goldAt700(started, { ...grace(40), status_validity: { extend_months: 1 } })
      started.emulator.setClock('2027-02-15T00:00:00Z')
      return levelOf(started, id)
    },
    seen: [
      ['extension', 'gold'],
      ['period_end', 'silver'],
    ],
  },
  {
    name: 'expires_at_shows',
    observe: async (started) => {
      await withTier(started, YEARLY)
      const id = member(started)
      await assign(started, id, 'gold')
      const first = (await standing(started, id)).expires_at
      await assign(started, id, 'gold', 'loyalty', { expires_at: '2026-05-01T00:00:00Z' })
      return [first, (await standing(started, id)).expires_at]
    },
    seen: [
      ['lifecycle', [NEW_YEAR, '2026-05-01T00:00:00Z']],
      ['assignment', [null, '2026-05-01T00:00:00Z']],
    ],
  },
  {
    name: 'refresh_timer_after_drop',
    observe: async (started) => {
      await withTier(started, { ...REFRESH, downgrade_policy: { mode: 'DROP_ONE' } })
      const id = member(started)
      await assign(started, id, 'gold')
      started.emulator.advanceClock('P10D')
      const first = await levelOf(started, id)
      started.emulator.advanceClock('P10D')
      return [first, await levelOf(started, id)]
    },
    seen: [
      ['restarts', ['silver', null]],
      ['stops', ['silver', 'silver']],
    ],
  },
  {
    name: 'qualified_at_lapse',
    observe: async (started) => {
      await withTier(started, { ...REFRESH, downgrade_policy: { mode: 'DROP_ONE' } })
      const id = member(started)
      await counted(started, id, 2100, 12)
      started.emulator.advanceClock('P10D')
      return levelOf(started, id)
    },
    seen: [
      ['renews', 'gold'],
      ['drops', 'silver'],
    ],
  },
  {
    name: 'activity_instant',
    observe: async (started) => {
      await withTier(started, REFRESH)
      const id = member(started)
      await assign(started, id, 'gold')
      started.emulator.advanceClock('P9D')
      const event_timestamp = '2026-03-05T00:00:00Z'
      const event = {
        program_id: PROGRAM,
        participant_id: id,
        idempotency_key: 'k',
        event_timestamp,
        event_data: {},
      }
      await started.post('/events', event)
      return (await standing(started, id)).expires_at
    },
    seen: [
      ['processed', '2026-03-20T00:00:00Z'],
      ['event_timestamp', '2026-03-15T00:00:00Z'],
    ],
  },
  {
    name: 'drop_one_from_lowest',
    observe: async (started) => {
      await withTier(started, { ...YEARLY, downgrade_policy: { mode: 'DROP_ONE' } })
      const id = member(started)
      await assign(started, id, 'silver')
      started.emulator.setClock(NEW_YEAR)
      return levelOf(started, id)
    },
    seen: [
      ['none', null],
      ['stays', 'silver'],
    ],
  },
  {
    name: 'assignment_end',
    observe: async (started) => {
      await started.post(TIERS, {
        ...LOYALTY,
        lifecycle: { ...YEARLY, downgrade_policy: { mode: 'DROP_ONE' } },
      })
      const id = member(started)
      await assign(started, id, 'platinum', 'loyalty', { expires_at: '2026-03-02T00:00:00Z' })
      started.emulator.advanceClock('P1D')
      return [NOW, await levelOf(started, id)]
    },
    seen: [
      ['removes', [NOW, null]],
      ['downgrade_policy', [NOW, 'gold']],
    ],
  },
  {
    name: 'simulated_missing_field',
    observe: async ({ post }) => {
      const actions = [{ type: 'COUNTER', key: 'visits', value: '1' }]
      const condition = 'event.amount > 1'
      const { body } = await post('/rules', { program_id: PROGRAM, name: 'r', condition, actions })
      const { text } = await post(`/rules/${body.id}/simulate`, { event: {} })
      const { matched, status: told } = JSON.parse(text).evaluation
      return [matched, told]
    },
    seen: [
      ['not_matched', [false, 'evaluated']],
      ['condition_failed', [false, 'condition_failed']],
    ],
  },
]
