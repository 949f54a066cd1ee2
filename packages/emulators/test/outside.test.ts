import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type Fault, type FaultKind } from '../src/index.js'
import { type Form, forms } from './forms.js'
import { NOW } from './support.js'
import { known, within } from './vendor-table.js'

/* What holds for every vendor in every form, sentence by sentence of the outside contract. */

const JSON_TYPE = { 'content-type': 'application/json' }
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']

const table = forms.flatMap(([form, open]) =>
  known.map((facts) => ({ name: `${facts.vendor} through ${form}`, open, ...facts })),
)

describe.each(table)('$name', ({ open, vendor, list, tiersIn, create, error, always, ...keys }) => {
  let form: Form
  beforeEach(async () => {
    form = await open(vendor)
  })
  afterEach(() => form.stop())

  const without = Object.fromEntries(Object.keys(createEmulator(vendor).headers).map((name) => [name, '']))
  const plan = (...faults: Fault[]) => form.emulator.setFaults(faults)
  const post = (headers = {}) =>
    form.send(create.path, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: JSON.stringify(create.body),
    })
  const count = async (): Promise<number> => {
    const tiers = within(await (await form.send(list)).json(), tiersIn)
    return Array.isArray(tiers) ? tiers.length : Number.NaN
  }
  const refused = async (response: Response, status: number) => {
    const { headers } = response
    const text = await response.text()
    expect([response.status, headers.get('content-type')]).toEqual([status, 'application/json'])
    expect(JSON.parse(text)).toMatchObject(error)
    for (const name of always) expect([name, headers.get(name)]).toEqual([name, expect.any(String)])
  }

  it('takes any credential of the right form, refuses others with 401', async () => {
    for (const headers of keys.others) {
      const response = await form.send(list, { headers: { ...without, ...headers } })
      expect([headers, response.status]).toEqual([headers, 200])
    }
    for (const headers of [without, ...keys.invalid.map((key) => ({ ...without, ...key }))]) {
      await refused(await form.send(list, { headers }), 401)
      await refused(await form.send('/nowhere', { headers }), 401)
    }
  })

  it('answers what the vendor does not document with its 4xx', async () => {
    for (const path of ['/', '/nowhere', `${create.path}/`, `${create.path}/a/b/c/d`])
      await refused(await form.send(path), 404)
    const statuses = VERBS.map(async (method) => {
      const { status, headers } = await form.send(create.path, { method, headers: JSON_TYPE })
      if (status === 405) expect(headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'POST'])
      return [method, status === 405]
    })
    expect(await Promise.all(statuses)).toEqual(
      VERBS.map((method) => [method, method !== 'GET' && method !== 'POST']),
    )
  })

  const done: [FaultKind, boolean, number | null][] = [
    ['status', false, 500],
    ['reset', false, null],
    ['lost_reply', true, create.status],
    ['truncate', true, create.status],
    ['html', false, 200],
    ['malformed', false, 200],
    ['delay', true, create.status],
    ['dribble', true, create.status],
  ]
  const rejecting: FaultKind[] = ['reset', 'lost_reply', 'truncate']

  it.each(done)('%s: done is %j, and %j is what the log says', async (kind, isDone, logged) => {
    const before = await count()
    plan({ kind, delayMs: 1, method: 'POST' })
    const reading = post().then((response) => response.text())
    if (rejecting.includes(kind)) await expect(reading).rejects.toThrow(TypeError)
    else await reading
    expect(form.emulator.requests().at(-1)).toMatchObject({ method: 'POST', status: logged })
    expect((await count()) - before).toBe(isDone ? 1 : 0)
  })

  it('hang: never answers, does nothing, and others are answered meanwhile', async () => {
    plan({ kind: 'hang', method: 'POST' })
    const before = await count()
    const controller = new AbortController()
    const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(create.body) }
    const hanging = form.send(create.path, { ...init, signal: controller.signal })
    const settled = expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
    while (form.emulator.requests().length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await count()).toBe(before)
    controller.abort()
    await settled
  })

  it('a planned status below 400 looks like an answer of the vendor', async () => {
    plan({ kind: 'status', status: 202 })
    const response = await form.send(list)
    expect([response.status, await response.json()]).toEqual([202, {}])
    for (const name of always) expect([name, response.headers.get(name)]).toEqual([name, expect.any(String)])
  })

  it('a planned body that is no text is JSON, and says so; headers of the fault come first', async () => {
    plan(
      { kind: 'status', status: 503, body: { busy: [true] } },
      {
        kind: 'status',
        status: 503,
        body: 'busy',
        headers: { 'Content-Type': 'text/plain', 'Retry-After': '7' },
      },
    )
    const json = await form.send(list)
    expect([json.status, json.headers.get('content-type')]).toEqual([503, 'application/json'])
    expect(await json.json()).toEqual({ busy: [true] })
    const text = await form.send(list)
    expect(['content-type', 'retry-after'].map((name) => text.headers.get(name))).toEqual(['text/plain', '7'])
    expect([text.status, await text.text()]).toEqual([503, 'busy'])
  })

  it('a reset lets go at once of what waits, and it does nothing', async () => {
    const before = await count()
    plan({ kind: 'delay', delayMs: 600_000, method: 'POST' })
    const waiting = expect(post()).rejects.toThrow(TypeError)
    while (form.emulator.requests().length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    form.emulator.reset()
    await waiting
    expect(await count()).toBe(before)
  })

  it('is after a reset what it was at the start', async () => {
    const fresh = createEmulator(vendor, { clock: NOW }).snapshot()
    expect(form.emulator.snapshot()).toEqual(fresh)
    expect((await post()).status).toBe(create.status)
    const { id } = form.emulator.addMember({ id: 'ann' })
    form.emulator.addActivity({ member: id, type: 'earn', points: 7000 })
    form.emulator.advanceClock('P40D')
    plan({ kind: 'status', status: 503, times: 9 })
    await form.send('/__rungs/reset', { method: 'POST' })
    expect(form.emulator.snapshot()).toEqual(fresh)
    expect([form.emulator.requests(), (await form.send(list)).status]).toEqual([[], 200])
  })

  it('takes a state back exactly, while its clock runs too', async () => {
    form.emulator.reset()
    await post()
    const { id } = form.emulator.addMember({ id: 'ann' })
    form.emulator.addActivity({ member: id, type: 'earn', points: 700 })
    const state = await (await form.send('/__rungs/state')).text()
    const shown = await (await form.send(list)).text()
    form.emulator.advanceClock('P40D')
    form.emulator.addActivity({ member: id, type: 'earn', points: 9000 })
    expect((await form.send('/__rungs/state', { method: 'PUT', body: state })).status).toBe(204)
    expect(await (await form.send('/__rungs/state')).text()).toBe(state)
    expect(await (await form.send(list)).text()).toBe(shown)
  })

  it('logs what was sent, without the credential', async () => {
    const body = JSON.stringify(create.body)
    await post({ 'x-trace': 'a' })
    await form.send(`${create.path}?x=1&x=2&y=%C3%A9`, { method: 'PUT' })
    const text = await (await form.send('/__rungs/requests')).text()
    for (const value of Object.values(form.emulator.headers).filter((secret) => !secret.startsWith('1111')))
      expect(text).not.toContain(value)
    expect(JSON.parse(text)).toMatchObject([
      {
        method: 'POST',
        path: create.path,
        query: {},
        headers: { 'x-trace': 'a' },
        body,
        status: create.status,
      },
      { method: 'PUT', path: create.path, query: { x: ['1', '2'], y: 'é' }, body: null, status: 405 },
    ])
  })

  it('keeps apart from another emulator of the same vendor', async () => {
    const other = createEmulator(vendor, { clock: NOW })
    const before = other.snapshot()
    await post()
    form.emulator.setClock('2030-01-01T00:00:00Z')
    plan({ kind: 'status', status: 503, times: 9 })
    expect([other.snapshot(), other.requests()]).toEqual([before, []])
    expect((await other.fetch(other.url + list, { headers: other.headers })).status).toBe(200)
  })
})
