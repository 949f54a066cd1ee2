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

/* What the create a tier page leaves to its reader, as the default of each switch reads it. */

const yearly = (policy: object, more: object = {}) => ({ ...YEARLY, downgrade_policy: policy, ...more })
const refresh = (duration: string, policy: object = {}) => ({
  retention: { mode: 'ACTIVITY_REFRESH', duration },
  downgrade_policy: policy,
})

/** Gold since 1 March 2026. */
const gold = async (lifecycle: object): Promise<Started & { id: string }> => {
  const started = start()
  await started.post(TIERS, { ...LOYALTY, lifecycle })
  const id = member(started)
  await counted(started, id, 2100, 12)
  return { ...started, id }
}

const spend = (started: Started & { id: string }, value: number) =>
  setCounter(started, started.id, 'ytd_spend', value)

const levelAt = (started: Started & { id: string }, instant: string): Promise<string | null> => {
  started.emulator.setClock(instant)
  return levelOf(started, started.id)
}

describe('a drop that is deferred', () => {
  it.each([
    [0, null],
    [700, 'silver'],
    [2100, 'silver'],
  ])(
    'goes where the period said, or higher when %d qualify as it falls due, below what is held',
    async (left, to) => {
      const started = await gold(yearly({ grace_days: 30 }))
      await spend(started, 100)
      expect(await levelAt(started, '2027-01-15T00:00:00Z')).toBe('gold')
      await spend(started, left)
      expect(await levelAt(started, '2027-01-31T00:00:00Z')).toBe(to)
    },
  )

  it('stays due when the next period ends below as well', async () => {
    const started = await gold(yearly({ grace_days: 400 }))
    await spend(started, 700)
    expect(await levelAt(started, '2028-02-04T23:59:59Z')).toBe('gold')
    expect(await levelAt(started, '2028-02-05T00:00:00Z')).toBe('silver')
  })

  it('is cancelled by a review that is passed', async () => {
    const started = await gold(yearly({ grace_days: 400 }))
    await spend(started, 700)
    await levelAt(started, '2027-01-02T00:00:00Z')
    await spend(started, 2100)
    expect(await levelAt(started, '2028-06-01T00:00:00Z')).toBe('gold')
  })

  it('is shown as the end of status, without the grace', async () => {
    const started = await gold(yearly({ grace_days: 30 }, { status_validity: { extend_months: 1 } }))
    await spend(started, 700)
    started.emulator.setClock('2027-01-02T00:00:00Z')
    const { body } = await started.get(
      `/participants/${started.id}/state/tiers/loyalty?program_id=${PROGRAM}`,
    )
    expect([body.level, body.expires_at]).toEqual(['gold', '2027-02-01T00:00:00Z'])
  })

  it('ends with a new assignment', async () => {
    const started = await gold(yearly({ grace_days: 30 }))
    await spend(started, 700)
    await levelAt(started, '2027-01-15T00:00:00Z')
    await assign(started, started.id, 'gold')
    expect(await levelAt(started, '2027-06-01T00:00:00Z')).toBe('gold')
  })

  it('after a timer is cancelled by any event', async () => {
    const started = await gold(refresh('240h', { grace_days: 10 }))
    await spend(started, 0)
    expect(await levelAt(started, '2026-03-20T00:00:00Z')).toBe('gold')
    await plainEvent(started, started.id)
    expect(await levelAt(started, '2026-04-08T23:59:59Z')).toBe('gold')
    expect(await levelAt(started, '2026-04-09T00:00:00Z')).toBe(null)
  })
})

describe('a review', () => {
  it('raises nobody', async () => {
    const started = await gold(YEARLY)
    await counted(started, started.id, 2100, 12)
    await spend(started, 9000)
    await setCounter(started, started.id, 'ytd_nights', 60)
    expect(await levelAt(started, '2027-01-01T00:00:00Z')).toBe('gold')
  })

  it('leaves a member who stands below the floor', async () => {
    const started = await gold(yearly({ min_level: 'gold' }))
    await assign(started, started.id, 'silver')
    await spend(started, 0)
    expect(await levelAt(started, '2027-01-01T00:00:00Z')).toBe('silver')
  })

  it('judges levels that were set by hand, unless the policy is HOLD', async () => {
    for (const [mode, left] of [
      ['DROP_TO_QUALIFYING', null],
      ['DROP_ONE', 'gold'],
      ['HOLD', 'platinum'],
    ] as const) {
      const started = await gold(yearly({ mode }))
      await spend(started, 0)
      await assign(started, started.id, 'platinum')
      expect(await levelAt(started, '2027-01-01T00:00:00Z')).toBe(left)
    }
  })

  it('of every tier comes before any counter of theirs rolls over', async () => {
    const started = start()
    const lifecycle = { ...YEARLY, counters: { rollover: 'NONE', qualifying: ['ytd_spend', 'ytd_nights'] } }
    for (const key of ['loyalty', 'second']) await started.post(TIERS, { ...LOYALTY, key, lifecycle })
    const id = member(started)
    await counted(started, id, 2100, 12)
    started.emulator.setClock('2027-01-01T00:00:00Z')
    expect([await levelOf(started, id), await levelOf(started, id, 'second')]).toEqual(['gold', 'gold'])
    expect(await countersOf(started, id)).toEqual({ ytd_spend: '0', ytd_nights: '0' })
  })

  it('rolls counters over for members without a level, under HOLD, and in spite of grace', async () => {
    const counters = { rollover: 'EXCESS', qualifying: ['ytd_spend'] }
    const rest = async (started: Started & { id: string }) => {
      started.emulator.setClock('2027-01-01T00:00:00Z')
      return (await countersOf(started, started.id)).ytd_spend
    }
    for (const policy of [{ mode: 'HOLD' }, { grace_days: 30 }])
      expect(await rest(await gold(yearly(policy, { counters })))).toBe('100')
    const none = await gold(yearly({}, { counters }))
    await none.delete(`/participants/${none.id}/state/tiers/loyalty?program_id=${PROGRAM}`)
    expect(await rest(none)).toBe('0')
    const short = await gold(yearly({ grace_days: 30 }, { counters }))
    await spend(short, 5)
    expect(await rest(short)).toBe('0')
  })

  it('measures excess by the largest threshold that the level asks to be reached', async () => {
    const started = start()
    const asked = [
      ['>=', 100],
      ['>', 300],
      ['<', 9000],
    ].map(([operator, threshold]) => ({ counter: 'c', operator, threshold }))
    const levels = [{ key: 'in', rank: 1, qualification: { mode: 'ALL', criteria: asked } }]
    await started.post(TIERS, {
      key: 'one',
      levels,
      lifecycle: { ...YEARLY, counters: { rollover: 'EXCESS' } },
    })
    const id = member(started)
    await setCounter(started, id, 'c', '450.5')
    await plainEvent(started, id)
    started.emulator.setClock('2027-01-01T00:00:00Z')
    expect(await countersOf(started, id)).toEqual({ c: '150.5' })
  })

  it('of the fixed year starts anew when the lifecycle is changed, and ends when it is cleared', async () => {
    const started = await gold(YEARLY)
    await spend(started, 0)
    const period = { type: 'FIXED_YEAR', start_month: 6, start_day: 15 }
    await started.patch(`${TIERS}/loyalty`, { lifecycle: { ...YEARLY, qualification_period: period } })
    expect(await levelAt(started, '2026-06-14T23:59:59Z')).toBe('gold')
    await started.patch(`${TIERS}/loyalty`, { lifecycle: {} })
    expect(await levelAt(started, '2029-06-15T00:00:00Z')).toBe('gold')
  })

  it('does not come in an archived program', async () => {
    const started = await gold(YEARLY)
    await spend(started, 0)
    await started.patch(`/programs/${PROGRAM}`, { status: 'ARCHIVED' })
    expect(await levelAt(started, '2027-06-01T00:00:00Z')).toBe('gold')
  })
})

describe('a timer', () => {
  it('renews a member who still qualifies, from then on', async () => {
    const started = await gold(refresh('240h'))
    expect(await levelAt(started, '2026-03-12T00:00:00Z')).toBe('gold')
    await spend(started, 0)
    expect(await levelAt(started, '2026-03-20T23:59:59Z')).toBe('gold')
    expect(await levelAt(started, '2026-03-21T00:00:00Z')).toBe(null)
  })

  it('judges what a window of a counter has left when it ends', async () => {
    const started = await gold(refresh('240h'))
    await started.put(`/participants/${started.id}/state/counters/ytd_spend`, {
      value: '2100',
      reset_after: '1000h',
    })
    const windowEnd = '2026-04-11T16:00:00Z'
    expect(await levelAt(started, windowEnd)).toBe('gold')
    expect(await levelAt(started, '2027-01-01T00:00:00Z')).toBe(null)
    const { body } = await started.get(`/participants/${started.id}/activity/state-history`)
    expect(body.data[0]).toMatchObject({ new_value: null, changed_at: '2026-04-20T00:00:00Z' })
  })

  it('sees what the ends of periods of another tier leave, also when both fall together', async () => {
    const started = start()
    const at = (threshold: number) => ({
      qualification: { mode: 'ALL', criteria: [{ counter: 'c', operator: '>=', threshold }] },
    })
    const one = (key: string, lifecycle: object) =>
      started.post(TIERS, { key, levels: [{ key: 'in', rank: 1, ...at(1000) }], lifecycle })
    await one('timed', refresh('1h'))
    await one('yearly', yearly({ mode: 'HOLD' }, { counters: { rollover: 'EXCESS', qualifying: ['c'] } }))
    const id = member(started)
    await setCounter(started, id, 'c', 2500)
    await plainEvent(started, id)
    started.emulator.setClock('2030-05-05T05:05:05Z')
    const { body } = await started.get(`/participants/${id}/activity/state-history`)
    expect(body.data[0]).toMatchObject({ key: 'timed', new_value: null, changed_at: '2028-01-01T00:00:00Z' })
    expect(await countersOf(started, id)).toEqual({ c: '0' })
  })

  it('is never set back by an event that comes late', async () => {
    const started = await gold(refresh('240h'))
    started.emulator.setSwitches({ activity_instant: 'event_timestamp' })
    await spend(started, 0)
    const { id: participant_id } = started
    const late = { program_id: PROGRAM, participant_id, idempotency_key: 'late', event_data: {} }
    await started.post('/events', { ...late, event_timestamp: '2026-02-01T00:00:00Z' })
    expect(await levelAt(started, '2026-03-10T23:59:59Z')).toBe('gold')
    expect(await levelAt(started, '2026-03-11T00:00:00Z')).toBe(null)
  })

  it('never ends under HOLD, and stops one step at a time under DROP_ONE', async () => {
    const held = await gold(refresh('240h', { mode: 'HOLD' }))
    await spend(held, 0)
    expect(await levelAt(held, '2027-01-01T00:00:00Z')).toBe('gold')
    const stepping = await gold(refresh('240h', { mode: 'DROP_ONE' }))
    await spend(stepping, 0)
    expect(await levelAt(stepping, '2026-03-11T00:00:00Z')).toBe('silver')
    expect(await levelAt(stepping, '2026-03-20T23:59:59Z')).toBe('silver')
    expect(await levelAt(stepping, '2026-03-21T00:00:00Z')).toBe(null)
  })
})
