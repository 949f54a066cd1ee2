import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assign, counted, LOYALTY, member, plainEvent, setCounter, start, TIERS } from './support.js'

/*
 * What falls due by time alone falls due at its instant: the clock may go there in one jump over several periods or in
 * many small steps, and the state is the same to the letter, but for ids that are random.
 */

const lifecycle = fc.record({
  retention: fc.oneof(
    fc.constant({ mode: 'PERIOD_BASED' }),
    fc.record({
      mode: fc.constant('ACTIVITY_REFRESH'),
      duration: fc.constantFrom('720h', '2160h', '1h', '9000h30m'),
    }),
  ),
  qualification_period: fc.oneof(
    fc.constantFrom({ type: 'CALENDAR_YEAR' }, { type: 'NONE' }),
    fc.record({
      type: fc.constant('FIXED_YEAR'),
      start_month: fc.integer({ min: 1, max: 12 }),
      start_day: fc.integer({ min: 1, max: 31 }),
    }),
  ),
  status_validity: fc.record({ extend_months: fc.integer({ min: 0, max: 15 }) }),
  downgrade_policy: fc.record(
    {
      mode: fc.constantFrom('DROP_TO_QUALIFYING', 'DROP_ONE', 'HOLD'),
      grace_days: fc.constantFrom(0, 1, 30, 400),
      min_level: fc.constant('silver'),
    },
    { requiredKeys: ['mode', 'grace_days'] },
  ),
  counters: fc.record(
    { rollover: fc.constantFrom('NONE', 'EXCESS'), qualifying: fc.subarray(['ytd_spend', 'ytd_nights']) },
    { requiredKeys: [] },
  ),
})

const scene = fc.record({
  lifecycles: fc.array(lifecycle, { minLength: 1, maxLength: 2 }),
  spend: fc.constantFrom(0, 600, 2600, 12_000, 30_000),
  nights: fc.constantFrom(0, 12, 60),
  left: fc.constantFrom(undefined, 0, 700),
  assigned: fc.constantFrom(undefined, 'gold', 'platinum'),
  until: fc.constantFrom(undefined, '2027-01-01T00:00:00Z', '2027-06-30T00:00:00Z'),
  resets: fc.constantFrom(undefined, '100h', '5000h'),
  steps: fc.array(fc.constantFrom('P1M', 'P45D', 'P5M', 'P1Y', 'PT7H', 'P364D'), {
    minLength: 2,
    maxLength: 12,
  }),
})

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never

const set = async (what: Scene) => {
  const started = start()
  for (const [index, given] of what.lifecycles.entries())
    await started.post(TIERS, { ...LOYALTY, key: index === 0 ? 'loyalty' : 'second', lifecycle: given })
  const id = member(started)
  if (what.resets !== undefined)
    await started.put(`/participants/${id}/state/counters/ytd_spend`, {
      value: '0',
      reset_after: what.resets,
    })
  await counted(started, id, what.spend, what.nights)
  if (what.assigned !== undefined)
    await assign(
      started,
      id,
      what.assigned,
      'loyalty',
      what.until === undefined ? {} : { expires_at: what.until },
    )
  if (what.left !== undefined) await setCounter(started, id, 'ytd_spend', what.left)
  return { ...started, id }
}

const names = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g

/** A state in which each random id is the number of its first appearance. */
const comparable = (state: unknown): string => {
  const seen = new Map<string, string>()
  return JSON.stringify(state).replace(names, (id) => {
    const known = seen.get(id) ?? `id${seen.size}`
    seen.set(id, known)
    return known
  })
}

it('one jump leaves the state of many steps', async () => {
  const property = fc.asyncProperty(scene, async (what) => {
    const small = await set(what)
    for (const step of what.steps) {
      small.emulator.advanceClock(step)
      await small.get(`/participants/${small.id}`)
    }
    const large = await set(what)
    const { body } = await small.control('POST', 'clock', { advance: 'PT0S' })
    large.emulator.setClock(body.now)
    expect(comparable(large.emulator.snapshot())).toBe(comparable(small.emulator.snapshot()))
  })
  await fc.assert(property, { numRuns: 200 })
}, 120_000)

it('events in between are the same for a clock that jumps and one that runs', async () => {
  const seen = async (days: number) => {
    const started = start()
    await started.post(TIERS, {
      ...LOYALTY,
      lifecycle: { retention: { mode: 'ACTIVITY_REFRESH', duration: '2160h' } },
    })
    const id = member(started)
    await counted(started, id, 2100, 12)
    await setCounter(started, id, 'ytd_spend', 600)
    for (let day = 0; day < 360; day += days) {
      if (day % 60 === 0 && day < 180) await plainEvent(started, id)
      started.emulator.advanceClock(`P${days}D`)
    }
    const { body } = await started.get(`/participants/${id}/activity/state-history`)
    return body.data.map(({ new_value, changed_at }) => [new_value, changed_at])
  }
  expect(await seen(60)).toEqual(await seen(1))
  expect(await seen(60)).toEqual([
    ['silver', '2026-09-27T00:00:00Z'],
    ['gold', '2026-03-01T00:00:00Z'],
  ])
})

it('a short timer over a hundred years ends at once', async () => {
  const started = start()
  const short = {
    retention: { mode: 'ACTIVITY_REFRESH', duration: '1ms' },
    downgrade_policy: { min_level: 'silver' },
  }
  await started.post(TIERS, { ...LOYALTY, lifecycle: short })
  const id = member(started)
  await assign(started, id, 'gold')
  started.emulator.advanceClock('P100Y')
  const { body } = await started.get(`/participants/${id}`)
  expect(body.tiers).toEqual({ loyalty: { level: 'silver', rank: 1 } })
})

it('a clock that is set back meets the ends of periods again', async () => {
  const started = start()
  const yearly = { retention: { mode: 'PERIOD_BASED' }, qualification_period: { type: 'CALENDAR_YEAR' } }
  await started.post(TIERS, { ...LOYALTY, lifecycle: yearly })
  started.emulator.setClock('2020-12-31T00:00:00Z')
  const id = member(started)
  await assign(started, id, 'gold')
  started.emulator.setClock('2021-01-01T00:00:00Z')
  expect((await started.get(`/participants/${id}`)).body.tiers).toEqual({})
})

it('a clock that runs by itself is followed by every read, whoever was written to before', async () => {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const started = start({ clock: { now: () => now } })
  await started.post(TIERS, LOYALTY)
  const ids = ['ann', 'bob', 'cy'].map((name) => member(started, name))
  const held = async () => {
    const levels = []
    for (const id of ids) levels.push((await started.get(`/participants/${id}`)).body.tiers.loyalty?.level)
    return levels
  }
  const [ann = '', bob = '', cy = ''] = ids
  await assign(started, ann, 'gold', 'loyalty', { expires_at: '2026-03-05T00:00:00Z' })
  expect(await held()).toEqual(['gold', undefined, undefined])
  await assign(started, bob, 'gold', 'loyalty', { expires_at: '2026-03-03T00:00:00Z' })
  started.emulator.addActivity({ member: cy, type: 'set_tier', tier: 'gold', until: '2026-03-02T00:00:00Z' })
  expect(await held()).toEqual(['gold', 'gold', 'gold'])
  const seen = []
  for (let day = 0; day < 5; day += 1) {
    now += 86_400_000
    seen.push(await held())
  }
  expect(seen).toEqual([
    ['gold', 'gold', undefined],
    ['gold', undefined, undefined],
    ['gold', undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ])
  await assign(started, ann, 'silver')
  const retention = { mode: 'ACTIVITY_REFRESH', duration: '48h' }
  await started.patch(`${TIERS}/loyalty`, { lifecycle: { retention } })
  now += 47 * 3_600_000
  await plainEvent(started, bob)
  expect((await held())[0]).toBe('silver')
  now += 3_600_000
  expect((await held())[0]).toBe(undefined)
})
