import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.js'
import { NOW } from './support.js'
import { known } from './vendor-table.js'

/* The clock of every vendor: RFC 3339 in and out (years 0000 to 9999), ISO 8601 durations, whole milliseconds. */

describe.each(known)('the clock of $vendor', ({ vendor, list, create }) => {
  const start = () => {
    const emulator = createEmulator(vendor, { clock: NOW })
    const send = (method: string, path: string, body?: unknown) =>
      emulator.fetch(emulator.url + path, {
        method,
        headers: { ...emulator.headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    return { emulator, send }
  }

  it.each([
    [{ now: '2026-01-31T23:30:00.250+01:00' }, '2026-01-31T22:30:00.250Z'],
    [{ now: '2026-01-31t22:30:00z' }, '2026-01-31T22:30:00.000Z'],
    [{ now: '2026-01-31T22:30:00.1234567Z' }, '2026-01-31T22:30:00.123Z'],
    [{ now: '9999-12-31T23:59:59.999Z' }, '9999-12-31T23:59:59.999Z'],
    [{ now: '1969-12-31T23:59:59Z' }, '1969-12-31T23:59:59.000Z'],
    [{ advance: 'P1Y2M3DT4H5M6.7S' }, '2027-05-04T04:05:06.700Z'],
    [{ advance: 'P0,5D' }, '2026-03-01T12:00:00.000Z'],
    [{ advance: 'P7973Y' }, '9999-03-01T00:00:00.000Z'],
  ])('%j leads to %s', async (body, now) => {
    const { send } = start()
    const response = await send('POST', '/__rungs/clock', body)
    expect([response.status, await response.json()]).toEqual([200, { now }])
    expect((await send('GET', list)).status).toBe(200)
    expect((await send('POST', create.path, create.body)).status).toBe(create.status)
  })

  it.each([
    [{ now: '9999-12-31T23:59:59-01:00' }, 'now'],
    [{ now: '0000-01-01T00:00:00+01:00' }, 'now'],
    [{ now: '2026-06-30T23:59:60Z' }, 'now'],
    [{ now: '2026-01-31 22:30:00Z' }, 'now'],
    [{ now: '2026-01-31T22:30:00' }, 'now'],
    [{ advance: 'P7974Y' }, 'advance'],
    [{ advance: '-P1D' }, 'advance'],
  ])('%j is refused, and says what is right', async (body, path) => {
    const { emulator, send } = start()
    const before = emulator.snapshot()
    const response = await send('POST', '/__rungs/clock', body)
    const { error } = await response.json()
    expect([response.status, error.issues[0].path]).toEqual([400, path])
    expect(error.message).toMatch(/RFC 3339|ISO 8601/)
    expect(emulator.snapshot()).toEqual(before)
  })

  it.each([
    [{ frozenAt: 9_007_199_254_740_991 }],
    [{ frozenAt: -9_007_199_254_740_991 }],
    [{ offsetMs: 1e300 }],
    [{ offsetMs: 0.5 }],
    [{}],
  ])('a state with the clock %j is refused', async (clock) => {
    const { emulator, send } = start()
    const before = emulator.snapshot()
    const response = await send('PUT', '/__rungs/state', { ...Object(before), clock })
    expect(response.status).toBe(400)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('counts whole milliseconds of a source that has fractions, so that its state can be taken back', async () => {
    const now = Date.parse(NOW) + 0.25
    const emulator = createEmulator(vendor, { clock: { now: () => now } })
    const { id } = emulator.addMember({ id: 'ann' })
    emulator.addActivity({ member: id, type: 'earn', points: 7000 })
    const state = emulator.snapshot()
    emulator.restore(state)
    expect(emulator.snapshot()).toEqual(state)
  })
})
