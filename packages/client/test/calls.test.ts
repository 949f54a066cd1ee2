import { isRungsError, Ledger, type OperationHandler, RungsError, unsupported } from '@rungs/model'
import { describe, expect, test, vi } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider, gold } from './fake-provider.js'

const never = (): Promise<never> => new Promise(() => {})

describe('a call', () => {
  test('is a promise of its data that can also tell its details', async () => {
    const provider = fakeProvider({
      'tiers.get': async (_input, call) => {
        call.exchange.attempts = 2
        call.exchange.requestId = 'req_1'
        call.exchange.raw = { id: 'gold' }
        return gold
      },
    })
    const call = createClient(provider).tiers.get('gold')
    expect(await call).toEqual(gold)
    expect(await call.withDetails()).toEqual({
      data: gold,
      losses: [],
      attempts: 2,
      requestId: 'req_1',
      raw: { id: 'gold' },
    })
    expect(await Promise.all([call])).toEqual([gold])
  })

  test('runs once, however often it is awaited', async () => {
    const handler = vi.fn(async () => gold)
    const call = createClient(fakeProvider({ 'tiers.get': handler })).tiers.get('gold')
    await Promise.all([call, call, call.withDetails(), call.finally(() => {})])
    expect(handler).toHaveBeenCalledTimes(1)
  })

  test('says provider and operation in every error', async () => {
    const provider = fakeProvider({
      'tiers.get': async () => {
        throw new RungsError({ code: 'not_found', message: 'No such tier.' })
      },
    })
    await expect(createClient(provider).tiers.get('gold')).rejects.toMatchObject({
      code: 'not_found',
      provider: 'fake',
      operation: 'tiers.get',
    })
  })

  test.each([
    ['an object that is no text', Object.create(null)],
    ['a symbol', Symbol('x')],
    ['null', null],
    ['nothing', undefined],
    ['text', 'boom'],
  ])('turns %s that an adapter throws into an error of ours', async (_what, thrown: unknown) => {
    const provider = fakeProvider({
      'tiers.get': async () => {
        throw thrown
      },
    })
    await expect(createClient(provider).tiers.get('gold')).rejects.toMatchObject({
      code: 'unexpected_response',
      provider: 'fake',
      operation: 'tiers.get',
    })
  })

  test('turns what an adapter did not foresee into an error of ours, keeping the cause', async () => {
    const cause = new TypeError('x is not a function')
    const provider = fakeProvider({
      'tiers.get': () => {
        throw cause
      },
    })
    await expect(createClient(provider).tiers.get('gold')).rejects.toMatchObject({
      code: 'unexpected_response',
      cause,
    })
  })
})

describe('an error tells where the app made the call', () => {
  const later = async (): Promise<never> => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    throw new RungsError({ code: 'not_found', message: 'No such tier.' })
  }
  /** As a transport does: with callbacks, through which no engine follows a stack. */
  const byCallback = (): Promise<never> =>
    new Promise((_resolve, reject) => void later().then(undefined, (error) => reject(error)))
  const client = createClient(fakeProvider({ 'tiers.get': byCallback, 'tiers.list': byCallback }))

  async function theApp(call: () => PromiseLike<unknown>): Promise<string> {
    try {
      await call()
    } catch (error) {
      return error instanceof Error ? (error.stack ?? '') : ''
    }
    return ''
  }

  test.each([
    ['when it is awaited', () => client.tiers.get('x')],
    ['with details', () => client.tiers.get('x').withDetails()],
    ['a list', () => client.tiers.list()],
    ['a list that is collected', () => client.tiers.list().toArray({ max: 1 })],
  ])('%s', async (_how, call) => {
    const stack = await theApp(call)
    expect(stack).toMatch(/^RungsError: No such tier\.\n/)
    expect(stack.match(/theApp/g)).toHaveLength(1)
  })

  test('once, however it fails', async () => {
    const refused = createClient(fakeProvider({ 'tiers.get': later }))
    expect((await theApp(() => refused.tiers.get('x'))).match(/theApp/g)).toHaveLength(1)
    expect((await theApp(() => refused.tiers.get(''))).match(/theApp/g)).toHaveLength(1)
  })
})

describe('a refusal before any request', () => {
  const handler = vi.fn(async () => gold)
  const client = createClient(
    fakeProvider(
      {
        'tiers.get': handler,
        'tiers.create': handler,
        'tiers.update': handler,
        'tiers.delete': never,
        'tiers.list': async () => ({ items: [await handler()] }),
      },
      {
        'tiers.delete': unsupported('It keeps tiers.'),
        'guarantee.revisions': unsupported('It has no revisions.'),
      },
    ),
  )

  test.each([
    ['an id that climbs', () => client.tiers.get('../x'), 'invalid_input', 'id'],
    ['an empty id', () => client.tiers.get(''), 'invalid_input', 'id'],
    ['an id that is no text', () => client.tiers.get(5 as never), 'invalid_input', 'id'],
    ['an unknown key', () => client.tiers.create({ name: 'x', nmae: 1 } as never), 'invalid_input', 'nmae'],
    ['an empty name', () => client.tiers.create({ name: '' }), 'invalid_input', 'name'],
    [
      'negative points',
      () => client.tiers.create({ name: 'x', threshold: -1 }),
      'invalid_input',
      'threshold',
    ],
    ['half a point', () => client.tiers.create({ name: 'x', threshold: 0.5 }), 'invalid_input', 'threshold'],
    [
      '__proto__',
      () => client.tiers.create(JSON.parse('{"name":"x","__proto__":{}}')),
      'invalid_input',
      '__proto__',
    ],
    ['an unknown option', () => client.tiers.get('x', { retrys: 1 } as never), 'invalid_input', 'retrys'],
    [
      'a revision for a get',
      () => client.tiers.get('x', { ifRevision: '1' } as never),
      'invalid_input',
      'ifRevision',
    ],
    ['retries below zero', () => client.tiers.get('x', { retries: -1 }), 'invalid_input', 'retries'],
    ['a list of 0', () => client.tiers.list({ limit: 0 }), 'invalid_input', 'limit'],
    ['an unsupported operation', () => client.tiers.delete('x'), 'unsupported', 'tiers.delete'],
    ['an operation the adapter lacks', () => client.ladder.get(), 'unsupported', undefined],
    [
      'a revision where there are none',
      () => client.tiers.update('x', { name: 'y' }, { ifRevision: '1' }),
      'unsupported',
      'ifRevision',
    ],
    ['an aborted signal', () => client.tiers.get('x', { signal: AbortSignal.abort() }), 'aborted', undefined],
  ] as const)('%s', async (_name, call, code, path) => {
    const error: unknown = await call().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(isRungsError(error, code)).toBe(true)
    if (path !== undefined && isRungsError(error))
      expect(error.issues.map((issue) => issue.path)).toContain(path)
    expect(handler).not.toHaveBeenCalled()
  })
})

describe('losses', () => {
  const create: OperationHandler<'tiers.create'> = async ({ tier }, call) => {
    const ledger = new Ledger(tier)
    ledger.mapped('name', 'rule', 'benefits')
    call.settle(ledger.close((path) => `no place for ${path}`))
    return gold
  }
  const client = createClient(fakeProvider({ 'tiers.create': create }))
  const tier = { name: 'Gold', threshold: 5000, benefits: ['Free shipping'], color: '#FFD700', rank: 3 }

  test('are refused by default, naming every path', async () => {
    await expect(client.tiers.create(tier)).rejects.toMatchObject({
      code: 'unsupported',
      issues: [
        { path: 'color', message: 'no place for color' },
        { path: 'rank', message: 'no place for rank' },
      ],
    })
  })

  test('are reported on request, and every leaf is accounted for in the paths of the input', async () => {
    const { losses, accounting } = await client.tiers
      .create({ ...tier, vendor: { other: { a: 1 } } } as never, { onLoss: 'report' })
      .withDetails()
    expect(losses.map((loss) => loss.path)).toEqual(['color', 'rank'])
    expect(accounting).toMatchObject({
      mapped: ['name', 'threshold', 'benefits[0]'],
      vendor: ['vendor.other.a'],
    })
  })

  test('of a rule in its full form are named in its full form', async () => {
    const lossy: OperationHandler<'tiers.create'> = async ({ tier: draft }, call) => {
      const ledger = new Ledger(draft)
      ledger.mapped('name')
      call.settle(ledger.close(() => 'no rules'))
      return gold
    }
    const rejecting = createClient(fakeProvider({ 'tiers.create': lossy }))
    const full = rejecting.tiers.create({ name: 'x', rule: { metric: 'spend', op: '>=', value: '1.5' } })
    await expect(full).rejects.toMatchObject({
      issues: [{ path: 'rule.metric' }, { path: 'rule.op' }, { path: 'rule.value' }],
    })
    const short = rejecting.tiers.create({ name: 'x', threshold: 1 })
    await expect(short).rejects.toMatchObject({
      message: expect.stringMatching(/^threshold: no rules\. Nothing was sent/),
      issues: [{ path: 'threshold', message: 'no rules' }],
    })
  })

  test('that cannot be left out are not said to be', async () => {
    const needing: OperationHandler<'tiers.create'> = async ({ tier: draft }, call) => {
      const ledger = new Ledger(draft)
      ledger.mapped('name')
      call.settle(
        ledger.close(() => 'no place'),
        { path: 'rule', reason: 'A tier needs a threshold.' },
      )
      return gold
    }
    const strict = createClient(fakeProvider({ 'tiers.create': needing }))
    const alone = strict.tiers.create({ name: 'x' })
    await expect(alone).rejects.toThrow(/Nothing was sent; rule cannot be left out\.$/)
    const both = strict.tiers.create({ name: 'x', color: '#FFD700' })
    await expect(both).rejects.toThrow(/rule cannot be left out\. Leave the others out, or go on/)
    const reporting = strict.tiers.create({ name: 'x', color: '#FFD700' }, { onLoss: 'report' })
    await expect(reporting).rejects.toThrow(/^rule: [^;]*; rule cannot be left out\.$/)
  })
})
