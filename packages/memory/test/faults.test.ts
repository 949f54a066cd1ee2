import { createClient } from '@rungs/client'
import { runContract, type Subject, type WireFault } from '@rungs/contract'
import { type Clock, type Exchange, isRungsError, type TierProvider } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { memory, type ProviderFault, withFaults } from '../src/index.js'
import { codeAndPaths, SetClock } from './support.js'

const gold = { name: 'Gold', threshold: 5000 }

function faulty(faults: ProviderFault[] = [], clock: Clock = new SetClock()) {
  const provider = withFaults(memory({ clock }), faults)
  const client = createClient(provider, { retries: 0 })
  const codeOf = (work: PromiseLike<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (isRungsError(error) ? error.code : error),
    )
  return { provider, client, codeOf }
}

describe('withFaults', () => {
  it('changes nothing where no fault is planned', async () => {
    const { client } = faulty()
    const { data, attempts } = await client.tiers.create(gold).withDetails()
    expect(await client.tiers.get(data.id)).toEqual(data)
    expect(attempts).toBe(1)
    expect(client.native.snapshot().tiers).toHaveLength(1)
  })

  it.each<[ProviderFault, string, string, number]>([
    [{ kind: 'status' }, 'unavailable', 'unavailable', 0],
    [{ kind: 'status', status: 503 }, 'unavailable', 'unavailable', 0],
    [{ kind: 'status', status: 504 }, 'unavailable', 'outcome_unknown', 0],
    [{ kind: 'status', status: 429 }, 'rate_limited', 'rate_limited', 0],
    [{ kind: 'status', status: 401 }, 'authentication', 'authentication', 0],
    [{ kind: 'status', status: 422 }, 'rejected', 'rejected', 0],
    [{ kind: 'reset' }, 'network', 'outcome_unknown', 0],
    [{ kind: 'lost_reply' }, 'network', 'outcome_unknown', 1],
    [{ kind: 'hang' }, 'timeout', 'outcome_unknown', 0],
    [{ kind: 'delay', delayMs: 5 }, 'done', 'done', 1],
  ])('%j ends a read as %s, a write as %s', async (fault, read, write, made) => {
    const { client, provider, codeOf } = faulty()
    provider.setFaults([fault])
    expect(await codeOf(client.tiers.list({}, { timeoutMs: 60 }))).toBe(read)
    provider.setFaults([fault])
    expect(await codeOf(client.tiers.create(gold, { timeoutMs: 60 }))).toBe(write)
    provider.setFaults([])
    expect((await client.tiers.list()).items).toHaveLength(made)
  })

  it('a create whose reply was lost is repeated with its key, and is one tier', async () => {
    const { client, provider } = faulty([{ kind: 'lost_reply', times: 2 }])
    const { data, attempts } = await client.tiers.create(gold, { retries: 2 }).withDetails()
    expect(attempts).toBe(3)
    expect((await client.tiers.list()).items).toEqual([data])
    provider.setFaults([{ kind: 'lost_reply', times: 2 }])
    await client.members.enroll('ada', { retries: 2 })
    await client.members.record('ada', { type: 'earn', points: 5 }, { retries: 2 })
    expect((await client.members.standing('ada')).metrics['points.balance']).toBe('5')
  })

  it('what could happen twice is not repeated, unless it is said that nothing was done', async () => {
    const { client, provider, codeOf } = faulty()
    const { id } = await client.tiers.create(gold)
    provider.setFaults([{ kind: 'reset' }])
    expect(await codeOf(client.tiers.update(id, { name: 'X' }, { retries: 2 }))).toBe('outcome_unknown')
    provider.setFaults([{ kind: 'status', status: 429 }])
    expect((await client.tiers.update(id, { name: 'Y' }, { retries: 2 })).name).toBe('Y')
  })

  it('hits only the operations that it names, after as many as it lets pass', async () => {
    const { client, codeOf } = faulty([{ kind: 'status', operation: 'tiers.list', after: 1, times: 2 }])
    await client.tiers.create(gold)
    const codes = []
    for (let count = 0; count < 4; count += 1) codes.push(await codeOf(client.tiers.list()))
    expect(codes).toEqual(['done', 'unavailable', 'unavailable', 'done'])
  })

  it('waits as long as it is told to, and not past the deadline', async () => {
    const waits: number[] = []
    const clock: Clock = { now: () => Date.UTC(2026, 0, 1), sleep: async (ms) => void waits.push(ms) }
    const limited = { kind: 'status', status: 429, headers: { 'Retry-After': '2' } } as const
    const { client, provider } = faulty([limited], clock)
    await client.tiers.list({}, { retries: 1 })
    expect(waits).toEqual([2000])
    provider.setFaults([limited])
    await expect(client.tiers.list({}, { retries: 1, timeoutMs: 1500 })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 2000,
      retryable: true,
      provider: 'memory',
      operation: 'tiers.list',
    })
    expect(waits).toEqual([2000])
  })

  it('ends at once when the caller aborts', async () => {
    const { client, provider, codeOf } = faulty([{ kind: 'hang' }])
    const controller = new AbortController()
    const reading = codeOf(client.tiers.list({}, { signal: controller.signal }))
    controller.abort()
    expect(await reading).toBe('aborted')
    provider.setFaults([{ kind: 'hang', operation: 'tiers.create' }])
    const writer = new AbortController()
    const writing = codeOf(client.tiers.create(gold, { signal: writer.signal }))
    await client.tiers.list()
    writer.abort()
    expect(await writing).toBe('outcome_unknown')
  })

  it('wraps a provider that is an instance of a class, too', async () => {
    const inner = memory()
    let closed = 0
    class Instance {
      readonly specificationVersion = 'v1'
      readonly defaultMetric = 'points.balance'
      readonly capabilities = inner.capabilities
      get name() {
        return 'acme'
      }
      get operations() {
        return inner.operations
      }
      async close() {
        closed += 1
      }
    }
    const client = createClient(withFaults(new Instance(), [{ kind: 'status', status: 403 }]), { retries: 0 })
    await expect(client.tiers.list()).rejects.toMatchObject({ code: 'permission', provider: 'acme' })
    expect((await client.tiers.list()).items).toEqual([])
    expect(client.native).toBeUndefined()
    await client.close()
    expect(closed).toBe(1)
  })

  it.each<[unknown, string[]]>([
    ['reset', ['faults']],
    [[{}], ['faults[0].kind']],
    [
      [{ kind: 'reset' }, { kind: 'html', times: 0 }],
      ['faults[1].kind', 'faults[1].times'],
    ],
    [[{ kind: 'status', status: 200, path: '/' }], ['faults[0].status', 'faults[0].path']],
  ])('refuses %j, and keeps what was planned', async (faults, paths) => {
    const { client, provider, codeOf } = faulty([{ kind: 'reset' }])
    const wrong = faults as ProviderFault[]
    expect(await codeAndPaths(() => provider.setFaults(wrong))).toEqual(['configuration', paths])
    expect(await codeAndPaths(() => withFaults(memory(), wrong))).toEqual(['configuration', paths])
    expect(await codeOf(client.tiers.list())).toBe('network')
  })
})

/** The subject of a suite that puts in faults and counts requests, without a wire. */
function subject(): Subject {
  const inner = memory()
  const faults = withFaults(inner)
  const empty = inner.native?.snapshot()
  let exchanges: Exchange[] = []
  const operations = Object.entries(faults.operations).map(([operation, handler]) => [
    operation,
    (input: unknown, call: { exchange: Exchange }) => {
      exchanges.push(call.exchange)
      return Reflect.apply(handler, undefined, [input, call])
    },
  ])
  const provider: TierProvider = { ...faults, operations: Object.fromEntries(operations) }
  const request = { method: '', path: '', headers: {}, body: null }
  return {
    provider,
    reset: async () => {
      faults.setFaults([])
      if (empty !== undefined) inner.native?.restore(empty)
      exchanges = []
    },
    wire: {
      setFaults: async (list: WireFault[]) => faults.setFaults(list as ProviderFault[]),
      requests: async () =>
        exchanges.flatMap(({ attempts }) => Array.from({ length: attempts }, () => request)),
    },
  }
}

/** Cases about bytes of a reply, or about its headers. */
const ofTheWire =
  /truncated|gateway-page|broken-json|dribble|one-key-on-all|paging-survives|request-id|status\./
const topics = ['exactly once under faults', 'retries', 'settling under faults']

it('the contract holds of its faults, as of those of a wire', async () => {
  const report = await runContract({
    name: 'memory with faults',
    subject,
    only: ({ id, topic }) => topics.includes(topic) && !ofTheWire.test(id),
  })
  const failed = report.results.filter(({ outcome }) => outcome === 'failed')
  expect(failed.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([])
  expect(report.counts.passed).toBeGreaterThan(150)
}, 60_000)
