import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type RunningServer, startServer, type Vendor } from '../src/index.js'
import { NOW } from './support.js'
import { known } from './vendor-table.js'

/* Many clients at once over sockets: of those that exclude each other one wins, and the same thing is done once. */

const JSON_TYPE = { 'content-type': 'application/json' }
const CLIENTS = 20

let servers: RunningServer[] = []
beforeEach(() => {
  servers = []
})
afterEach(() => Promise.all(servers.map((server) => server.close())))

interface Answer {
  status: number
  text: string
}

const serve = async (vendor: Vendor) => {
  const emulator = createEmulator(vendor, { clock: NOW })
  const server = await startServer(emulator)
  servers.push(server)
  const send = async (method: string, path: string, body?: object, headers = {}): Promise<Answer> => {
    const response = await fetch(server.url + path, {
      method,
      headers: { ...emulator.headers, ...JSON_TYPE, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }
  return { emulator, send }
}

const all = (act: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: CLIENTS }, (_, index) => act(index)))

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted()

/** One is told that it succeeded, all others 409. */
const oneOf = (status: number) => [status, ...Array.from({ length: CLIENTS - 1 }, () => 409)]

const createOf = (vendor: Vendor) =>
  known.find((facts) => facts.vendor === vendor)?.create ?? expect.unreachable()

describe.each<Vendor>(['capillary', 'vinr'])('an idempotency key of %s', (vendor) => {
  const { path, body } = createOf(vendor)

  it('creates once and answers all alike', async () => {
    const { emulator, send } = await serve(vendor)
    const answers = await all(() => send('POST', path, body, { 'idempotency-key': 'k' }))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(statuses(answers)).toEqual(Array.from({ length: CLIENTS }, () => 200))
    const once = createEmulator(vendor, { clock: NOW })
    const headers = { ...once.headers, ...JSON_TYPE, 'idempotency-key': 'k' }
    await once.fetch(once.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(JSON.stringify(emulator.snapshot())).toHaveLength(JSON.stringify(once.snapshot()).length)
  })

  it('is refused to all other payloads', async () => {
    const { send } = await serve(vendor)
    const answers = await all((index) =>
      send('POST', path, { ...body, name: `New ${index}` }, { 'idempotency-key': 'k' }),
    )
    expect(statuses(answers)).toEqual(oneOf(200))
  })
})

describe.each<[what: string, vendor: Vendor]>([
  ['one draft in a program', 'capillary'],
  ['one tier of a name', 'wix'],
  ['one tier of a key', 'scrip'],
])('%s', (_, vendor) => {
  it(`is what ${vendor} makes of ${CLIENTS} creates`, async () => {
    const { send } = await serve(vendor)
    const { path, body, status } = createOf(vendor)
    expect(statuses(await all(() => send('POST', path, body)))).toEqual(oneOf(status))
  })
})

it('one update of a revision is what wix makes of many', async () => {
  const { send } = await serve('wix')
  const { path, body } = createOf('wix')
  const { tier } = JSON.parse((await send('POST', path, body)).text)
  const answers = await all((index) =>
    send('PATCH', `${path}/${tier.id}`, {
      tier: { id: tier.id, revision: '1', requiredPoints: 200 + index },
    }),
  )
  expect(statuses(answers)).toEqual(oneOf(200))
  expect(JSON.parse((await send('GET', `${path}/${tier.id}`)).text).tier.revision).toBe('2')
})

it('one member is enrolled of many of one id', async () => {
  for (const { vendor } of known) {
    const { send } = await serve(vendor)
    const answers = await all(() => send('POST', '/__rungs/members', { id: 'ann' }))
    expect([vendor, statuses(answers)]).toEqual([vendor, oneOf(201)])
  }
})

describe('the same requests', () => {
  /** Equal but for what was drawn by lot, which stands in the same places: each lot of the one is one lot of the other. */
  const alike = (one: unknown, other: unknown, lots: Map<string, string>): boolean => {
    if (typeof one === 'string' && typeof other === 'string') {
      if (one === other || lots.get(one) === other) return true
      if (lots.has(one) || one.length !== other.length || !/[\w-]{8,}$/.test(one)) return false
      lots.set(one, other)
      return true
    }
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
      return one === other
    const names = Object.keys(one)
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => alike(Reflect.get(one, name), Reflect.get(other, name), lots))
    )
  }

  it.each(known)('get the same answers of two emulators of $vendor', async ({ vendor, list, create }) => {
    const run = async () => {
      const { emulator, send } = await serve(vendor)
      const answers = [
        await send('POST', create.path, create.body),
        // Tiers of one instant and threshold stand in the order of their ids at VINR, and so by lot.
        await send('POST', '/__rungs/clock', { advance: 'PT1S' }),
        await send('POST', create.path, create.body),
        await send('POST', create.path, { what: 'else' }),
        await send('POST', '/__rungs/members', { id: 'ann', since: '2020-01-01T00:00:00Z' }),
        await send('GET', list),
        await send('POST', '/__rungs/clock', { advance: 'P1M' }),
        await send('GET', '/nowhere'),
      ]
      const logged = emulator.requests().map(({ headers, ...request }) => [request, Object.keys(headers)])
      const read = answers.map(({ status, text }) => [status, text === '' ? '' : JSON.parse(text)])
      return { read, logged, clock: Reflect.get(Object(emulator.snapshot()), 'clock') }
    }
    const [one, other] = [await run(), await run()]
    expect({ same: alike(one, other, new Map()), one, other }).toMatchObject({ same: true })
  })
})
