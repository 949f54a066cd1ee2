import { type OperationHandler, RungsError } from '@rungs/model'
import { describe, expect, test, vi } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider, gold } from './fake-provider.js'

const never = (): Promise<never> => new Promise(() => {})

describe('a call settles by its deadline, whatever the adapter does', () => {
  test('a read that never answers is a timeout', async () => {
    const client = createClient(fakeProvider({ 'tiers.get': never }))
    await expect(client.tiers.get('x', { timeoutMs: 30 })).rejects.toMatchObject({
      code: 'timeout',
      retryable: true,
    })
  })

  test('a write that was sent and never answered has an unknown outcome', async () => {
    const client = createClient(
      fakeProvider({
        'tiers.delete': (_input, call) => {
          call.exchange.sent = true
          return never()
        },
      }),
    )
    await expect(client.tiers.delete('x', { timeoutMs: 30 })).rejects.toMatchObject({
      code: 'outcome_unknown',
      cause: { code: 'timeout' },
    })
  })

  test('an adapter that heeds the signal has the last word', async () => {
    const client = createClient(
      fakeProvider({
        'tiers.get': (_input, call) =>
          new Promise((_resolve, reject) => {
            call.signal.addEventListener('abort', () =>
              reject(new RungsError({ code: 'unavailable', message: 'Down.', cause: call.signal.reason })),
            )
          }),
      }),
    )
    await expect(client.tiers.get('x', { timeoutMs: 30 })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('an adapter that asks to be told is told, without a signal', async () => {
    const told: string[] = []
    const client = createClient(
      fakeProvider({
        'tiers.get': (_input, call) => {
          call.onAbort?.(() => told.push('released'))()
          return new Promise((_resolve, reject) => {
            call.onAbort?.(() => {
              told.push('stopped')
              reject(call.signal.reason)
            })
          })
        },
      }),
    )
    await expect(client.tiers.get('x', { timeoutMs: 30 })).rejects.toMatchObject({ code: 'timeout' })
    expect(told).toEqual(['stopped'])
  })

  test('an adapter that fails when it is told keeps neither the call nor others from it', async () => {
    const told: string[] = []
    const client = createClient(
      fakeProvider({
        'tiers.get': (_input, call) => {
          call.onAbort?.(() => {
            throw new Error('stopping failed')
          })
          call.onAbort?.(() => told.push('stopped'))
          return never()
        },
      }),
    )
    await expect(client.tiers.get('x', { timeoutMs: 30 })).rejects.toMatchObject({ code: 'timeout' })
    const controller = new AbortController()
    const call = client.tiers.get('x', { signal: controller.signal })
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(told).toEqual(['stopped', 'stopped'])
  })

  test('all deadlines are kept, whichever calls settle before', async () => {
    const answers = new Map<string, () => void>()
    const client = createClient(
      fakeProvider({
        'tiers.get': ({ id }) =>
          new Promise((_resolve, reject) => answers.set(id, () => reject(new Error('answered')))),
      }),
    )
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const calls = ids.map((id) => client.tiers.get(id, { timeoutMs: 60 }).catch(({ code }) => code))
    await Promise.resolve()
    for (const id of ['c', 'a', 'f']) answers.get(id)?.()
    const [a, b, c, d, e, f] = await Promise.all(calls)
    expect([a, c, f]).toEqual(Array(3).fill('unexpected_response'))
    expect([b, d, e]).toEqual(Array(3).fill('timeout'))
  })

  test('the earliest deadline is kept though a later one was set first', async () => {
    const client = createClient(fakeProvider({ 'tiers.get': never }))
    const order: string[] = []
    const late = client.tiers.get('x', { timeoutMs: 120 }).catch(() => order.push('late'))
    const early = client.tiers.get('x', { timeoutMs: 20 }).catch(() => order.push('early'))
    await Promise.all([late, early])
    expect(order).toEqual(['early', 'late'])
  })

  test('a deadline is kept where timers end with the request that set them, as in Cloudflare Workers', async () => {
    const real = globalThis.setTimeout
    let request = 1
    vi.stubGlobal('setTimeout', (run: () => void, ms: number) => {
      const own = request
      return real(() => own === request && run(), ms)
    })
    try {
      const client = createClient(
        fakeProvider({
          'tiers.get': ({ id }) => (id === 'quick' ? new Promise((done) => real(done, 5, gold)) : never()),
        }),
      )
      await client.tiers.get('quick', { timeoutMs: 40 })
      request = 2
      await expect(client.tiers.get('slow', { timeoutMs: 80 })).rejects.toMatchObject({ code: 'timeout' })
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('a deadline is kept that no timer can wait for, and one that there is not', async () => {
    const client = createClient(
      fakeProvider({ 'tiers.get': () => new Promise((done) => setTimeout(done, 5, gold)) }),
    )
    for (const timeoutMs of [2 ** 31, 2 ** 40, Number.POSITIVE_INFINITY])
      expect(await client.tiers.get('x', { timeoutMs })).toBe(gold)
  })

  test('the caller can abort', async () => {
    const controller = new AbortController()
    const client = createClient(fakeProvider({ 'tiers.get': never }))
    const call = client.tiers.get('x', { signal: controller.signal })
    controller.abort(new Error('changed my mind'))
    await expect(call).rejects.toMatchObject({ code: 'aborted', cause: { message: 'changed my mind' } })
  })

  test('an abort while the input is still checked sends nothing', async () => {
    const handler = vi.fn(async () => gold)
    const controller = new AbortController()
    vi.resetModules() // so that the schemas have to be loaded again
    const fresh = await import('../src/index.js')
    const call = fresh
      .createClient(fakeProvider({ 'tiers.create': handler }))
      .tiers.create({ name: 'x' }, { signal: controller.signal })
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(handler).not.toHaveBeenCalled()
  })

  test('an input and options are read as they are at the call', async () => {
    const seen: unknown[] = []
    const create: OperationHandler<'tiers.create'> = async ({ tier }, call) => {
      seen.push(tier.name, call.retries)
      return gold
    }
    for (const modules of ['not yet loaded', 'loaded']) {
      if (modules === 'not yet loaded') vi.resetModules()
      const { createClient: make } = await import('../src/index.js')
      const tier = { name: 'Gold' }
      const options = { retries: 1 }
      const call = make(fakeProvider({ 'tiers.create': create })).tiers.create(tier, options)
      tier.name = 'spoilt'
      options.retries = 9
      await call
    }
    expect(seen).toEqual(['Gold', 1, 'Gold', 1])
  })

  test('one signal may serve many calls without a warning', async () => {
    const warnings: string[] = []
    const note = (warning: Error): unknown => warnings.push(warning.name)
    process.on('warning', note)
    const controller = new AbortController()
    const client = createClient(fakeProvider({ 'tiers.get': never }))
    const calls = Array.from({ length: 50 }, () => client.tiers.get('x', { signal: controller.signal }))
    controller.abort()
    const settled = await Promise.allSettled(calls)
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('warning', note)
    expect(settled.every((call) => call.status === 'rejected' && call.reason.code === 'aborted')).toBe(true)
    expect(warnings).toEqual([])
  })

  test('the call options win over the client options, and those over the adapter', async () => {
    const seen: number[] = []
    const provider = fakeProvider(
      {
        'tiers.get': async (_input, call) => {
          seen.push(call.retries)
          return gold
        },
      },
      {},
      { defaults: { retries: 7 } },
    )
    await createClient(provider).tiers.get('x')
    await createClient(provider, { retries: 5 }).tiers.get('x')
    await createClient(provider, { retries: 5 }).tiers.get('x', { retries: 0 })
    expect(seen).toEqual([7, 5, 0])
  })

  test('one idempotency key per call, the caller’s own if given', async () => {
    const keys: string[] = []
    const client = createClient(
      fakeProvider({
        'tiers.get': async (_input, call) => {
          keys.push(call.idempotencyKey, call.idempotencyKey)
          return gold
        },
      }),
    )
    await client.tiers.get('x')
    await client.tiers.get('x', { idempotencyKey: 'mine' })
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys.slice(2)).toEqual(['mine', 'mine'])
  })

  test('an idempotency key on a page that came over plain http, where browsers have no randomUUID', async () => {
    const { crypto } = globalThis
    vi.stubGlobal('crypto', {
      getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
    })
    const keys: string[] = []
    const client = createClient(
      fakeProvider({
        'tiers.get': async (_input, call) => {
          keys.push(call.idempotencyKey)
          return gold
        },
      }),
    )
    await client.tiers.get('x').finally(() => vi.unstubAllGlobals())
    expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })
})
