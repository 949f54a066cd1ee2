import { describe, expect, it } from 'vitest'
import {
  assign,
  counted,
  countersOf,
  LOYALTY,
  levelOf,
  member,
  PROGRAM,
  plainEvent,
  type Started,
  setCounter,
  start,
  TIERS,
  YEARLY,
} from './support.js'

/*
 * The worked examples of the tier "loyalty" of the tiers guide: silver at 500 spend, gold at 2000 and 10 nights, platinum
 * at 5000 and 25. The number is that of the vendor facts, section 6; the source is the page that states the rule.
 */

interface Example {
  number: number
  what: string
  source: string
  run: (started: Started, id: string) => Promise<unknown>
  seen: unknown
}

const withTier = (started: Started, lifecycle?: object, levels: readonly object[] = LOYALTY.levels) =>
  started.post(TIERS, { ...LOYALTY, levels, ...(lifecycle === undefined ? {} : { lifecycle }) })

/** Gold is held through the year, whose counters end at these. */
const goldThrough = async (
  started: Started,
  id: string,
  lifecycle: object,
  [spend, nights]: [number, number],
): Promise<void> => {
  await withTier(started, lifecycle)
  await counted(started, id, 2100, 12)
  await setCounter(started, id, 'ytd_spend', spend)
  await setCounter(started, id, 'ytd_nights', nights)
}

/** The level just before and at an instant. */
const around = async (started: Started, id: string, before: string, at: string): Promise<unknown[]> => {
  started.emulator.setClock(before)
  const first = await levelOf(started, id)
  started.emulator.setClock(at)
  return [first, await levelOf(started, id)]
}

const NEW_YEAR = ['2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'] as const
const DROP = (more: object = {}) => ({ ...YEARLY, downgrade_policy: { mode: 'DROP_TO_QUALIFYING', ...more } })
const CREATE = 'create a tier page'
const GUIDE = 'tiers guide'

const setTierRule = ({ post }: Started, level: string) =>
  post('/rules', {
    program_id: PROGRAM,
    name: 'set',
    condition: 'event.type == "vip"',
    actions: [{ type: 'SET_TIER', tier: 'loyalty', level }],
  })

const rolled = (counters: object) => async (started: Started, id: string) => {
  await withTier(started, { ...DROP(), counters })
  await counted(started, id, 2600, 14)
  started.emulator.setClock(NEW_YEAR[1])
  return countersOf(started, id)
}

const examples: Example[] = [
  {
    number: 1,
    what: 'silver, as gold misses nights',
    source: `${CREATE}, ${GUIDE}`,
    run: async (started, id) => {
      await withTier(started)
      await counted(started, id, 2100, 8)
      return levelOf(started, id)
    },
    seen: 'silver',
  },
  {
    number: 2,
    what: 'gold when one criterion is enough',
    source: CREATE,
    run: async (started, id) => {
      const any = LOYALTY.levels.map((level) =>
        level.key === 'gold' ? { ...level, qualification: { ...level.qualification, mode: 'ANY' } } : level,
      )
      await withTier(started, undefined, any)
      await counted(started, id, 2100, 8)
      return levelOf(started, id)
    },
    seen: 'gold',
  },
  {
    number: 3,
    what: 'platinum at once, from none',
    source: GUIDE,
    run: async (started, id) => {
      await withTier(started)
      await counted(started, id, 6000, 30)
      return levelOf(started, id)
    },
    seen: 'platinum',
  },
  {
    number: 4,
    what: 'a refund event lowers nobody',
    source: `${CREATE}: auto-qualification only upgrades`,
    run: async (started, id) => {
      await withTier(started)
      await counted(started, id, 2100, 12)
      await counted(started, id, 100, 12)
      return levelOf(started, id)
    },
    seen: 'gold',
  },
  {
    number: 5,
    what: 'SET_TIER stops the evaluation of its event only',
    source: GUIDE,
    run: async (started, id) => {
      await withTier(started)
      await setTierRule(started, 'silver')
      await setCounter(started, id, 'ytd_spend', 6000)
      await setCounter(started, id, 'ytd_nights', 30)
      await started.post('/events', {
        program_id: PROGRAM,
        participant_id: id,
        idempotency_key: 'vip',
        event_timestamp: '2026-03-01T00:00:00Z',
        event_data: { type: 'vip' },
      })
      const set = await levelOf(started, id)
      await plainEvent(started, id)
      return [set, await levelOf(started, id)]
    },
    seen: ['silver', 'platinum'],
  },
  {
    number: 6,
    what: 'a higher threshold moves nobody before the period ends',
    source: 'update a tier page',
    run: async (started, id) => {
      await withTier(started, DROP())
      await counted(started, id, 2100, 12)
      const criteria = [{ counter: 'ytd_spend', operator: '>=', threshold: 3000 }]
      const qualification = { mode: 'ALL', criteria }
      await started.patch(`${TIERS}/loyalty`, { levels: [{ key: 'gold', qualification }] })
      await plainEvent(started, id)
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 7,
    what: 'DROP_TO_QUALIFYING: to what 700 / 12 qualify for',
    source: CREATE,
    run: async (started, id) => {
      await goldThrough(started, id, DROP(), [700, 12])
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 8,
    what: 'DROP_ONE: one step only',
    source: CREATE,
    run: async (started, id) => {
      await withTier(started, DROP({ mode: 'DROP_ONE' }))
      await counted(started, id, 6000, 30)
      await setCounter(started, id, 'ytd_spend', 0)
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['platinum', 'gold'],
  },
  {
    number: 9,
    what: 'HOLD: nothing',
    source: CREATE,
    run: async (started, id) => {
      await goldThrough(started, id, DROP({ mode: 'HOLD' }), [700, 12])
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['gold', 'gold'],
  },
  {
    number: 10,
    what: 'the floor holds at 100 spend',
    source: CREATE,
    run: async (started, id) => {
      await goldThrough(started, id, DROP({ min_level: 'silver' }), [100, 12])
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 10,
    what: 'without a floor: no level',
    source: CREATE,
    run: async (started, id) => {
      await goldThrough(started, id, DROP(), [100, 12])
      return around(started, id, ...NEW_YEAR)
    },
    seen: ['gold', null],
  },
  {
    number: 11,
    what: 'grace: 30 days after 31 December',
    source: CREATE,
    run: async (started, id) => {
      await goldThrough(started, id, DROP({ grace_days: 30 }), [700, 12])
      return around(started, id, '2027-01-30T23:59:59.999Z', '2027-01-31T00:00:00Z')
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 12,
    what: 'a month of extension: the end of January',
    source: `${CREATE}, newer revision`,
    run: async (started, id) => {
      await goldThrough(started, id, { ...DROP(), status_validity: { extend_months: 1 } }, [700, 12])
      return around(started, id, '2027-01-31T23:59:59.999Z', '2027-02-01T00:00:00Z')
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 13,
    what: 'a fixed year from 1 February ends on 31 January',
    source: CREATE,
    run: async (started, id) => {
      const qualification_period = { type: 'FIXED_YEAR', start_month: 2, start_day: 1 }
      await goldThrough(started, id, { ...DROP(), qualification_period }, [700, 12])
      return around(started, id, '2027-01-31T23:59:59.999Z', '2027-02-01T00:00:00Z')
    },
    seen: ['gold', 'silver'],
  },
  {
    number: 14,
    what: 'NONE: no boundary',
    source: 'inferred from the create a tier page',
    run: async (started, id) => {
      await goldThrough(started, id, { ...DROP(), qualification_period: { type: 'NONE' } }, [0, 0])
      return around(started, id, NEW_YEAR[1], '2036-01-01T00:00:00Z')
    },
    seen: ['gold', 'gold'],
  },
  {
    number: 15,
    what: 'ACTIVITY_REFRESH 2160h after 1 January: 1 April',
    source: CREATE,
    run: async (started, id) => {
      started.emulator.setClock('2027-01-01T00:00:00Z')
      await withTier(started, { retention: { mode: 'ACTIVITY_REFRESH', duration: '2160h' } })
      await counted(started, id, 2100, 12)
      await setCounter(started, id, 'ytd_spend', 0)
      return around(started, id, '2027-03-31T23:59:59.999Z', '2027-04-01T00:00:00Z')
    },
    seen: ['gold', null],
  },
  {
    number: 15,
    what: 'any event moves it',
    source: CREATE,
    run: async (started, id) => {
      await withTier(started, { retention: { mode: 'ACTIVITY_REFRESH', duration: '2160h' } })
      await assign(started, id, 'gold')
      started.emulator.advanceClock('P60D')
      await plainEvent(started, id)
      started.emulator.advanceClock('P89DT23H59M')
      const before = await levelOf(started, id)
      started.emulator.advanceClock('PT1M')
      return [before, await levelOf(started, id)]
    },
    seen: ['gold', null],
  },
  {
    number: 16,
    what: 'EXCESS: 2600 / 14 start at 600 / 4',
    source: CREATE,
    run: rolled({ rollover: 'EXCESS', qualifying: ['ytd_spend', 'ytd_nights'] }),
    seen: { ytd_spend: '600', ytd_nights: '4' },
  },
  {
    number: 17,
    what: 'rollover NONE: 0 / 0',
    source: CREATE,
    run: rolled({ rollover: 'NONE', qualifying: ['ytd_spend', 'ytd_nights'] }),
    seen: { ytd_spend: '0', ytd_nights: '0' },
  },
  {
    number: 18,
    what: 'only what qualifying lists',
    source: CREATE,
    run: rolled({ rollover: 'EXCESS', qualifying: ['ytd_spend'] }),
    seen: { ytd_spend: '600', ytd_nights: '14' },
  },
]

describe('the worked examples', () => {
  it.each(examples)('$number: $what ($source)', async ({ run, seen }) => {
    const started = start()
    expect(await run(started, member(started))).toEqual(seen)
  })

  it('are all there', () => {
    expect([...new Set(examples.map(({ number }) => number))]).toEqual(
      Array.from({ length: 18 }, (_, index) => index + 1),
    )
  })
})
