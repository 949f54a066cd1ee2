import { equal, fail, ok, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import { invoke, requestCount } from '../invoke.js'
import { readProbes } from '../probes/operations.js'
import { atEachRequest, hasty } from '../rehearsal.js'
import { makeTier, makeTiers } from '../setup.js'
import type { WireFault } from '../types.js'

const passing: readonly { id: string; title: string; fault: WireFault }[] = [
  { id: 'unavailable', title: 'a 503', fault: { kind: 'status', status: 503 } },
  {
    id: 'rate-limited',
    title: 'a 429 that says when to come back',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
  },
  { id: 'reset', title: 'a connection reset', fault: { kind: 'reset' } },
  { id: 'lost-reply', title: 'a lost reply', fault: { kind: 'lost_reply' } },
  { id: 'truncated', title: 'a reply cut short', fault: { kind: 'truncate' } },
]

const reads = cases(
  'retries',
  passing.flatMap(({ id, title, fault }) =>
    readProbes.map((probe) => ({
      id: `L8.once.${id}.${probe.operation}` as const,
      title: `${probe.operation} that meets ${title} once is repeated and succeeds`,
      requires: [probe.operation, ...probe.requires],
      needs: ['wire' as const, ...probe.needs],
      run: async (t: Parameters<typeof hasty>[0]) =>
        atEachRequest(
          t,
          probe,
          fault,
          { retries: 2 },
          ({ outcome, sent, requests }, what) => {
            if (!outcome.ok) fail(`${what}: expected it to succeed, got ${outcome.error.code}`)
            equal(sent, requests + 1, `${what}: requests`)
          },
          hasty(t),
        ),
    })),
  ),
)

const counting = cases('retries', [
  {
    id: 'L8.retries-are-counted',
    title: 'retries: n makes at most n + 1 requests, and the details and the backend agree',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      for (const retries of [0, 1, 3]) {
        await t.wire.setFaults([{ kind: 'status', status: 503, times: 99 }])
        const before = await requestCount(t)
        await rejects(() => invoke(hasty(t), 'tiers.get', [id], { retries }), 'unavailable', 'get')
        equal((await requestCount(t)) - before, retries + 1, `requests with retries: ${retries}`)
        equal(t.calls.at(-1)?.exchange.attempts, retries + 1, `exchange.attempts with retries: ${retries}`)
      }
    },
  },
  {
    id: 'L8.client-retries-count-too',
    title: 'retries given to the client hold for its calls, and a call may override them',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const client = t.connect({ retries: 0 })
      await t.wire.setFaults([{ kind: 'status', status: 503, times: 1 }])
      await rejects(() => client.tiers.get(id), 'unavailable', 'get with the client of no retries')
      await t.wire.setFaults([{ kind: 'status', status: 503, times: 1 }])
      equal((await client.tiers.get(id, { retries: 1 })).id, id, 'the tier')
    },
  },
  {
    id: 'L8.client-timeout-holds-too',
    title: 'timeoutMs given to the client holds for its calls',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      await t.wire.setFaults([{ kind: 'hang', times: 99 }])
      await rejects(() => t.connect({ timeoutMs: 100 }).tiers.get(id), 'timeout', 'get')
    },
  },
  {
    id: 'L8.refusals-are-not-repeated',
    title: 'a 400, 401, 403, 404 or 422 is not repeated',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      for (const status of [400, 401, 403, 404, 422]) {
        await t.wire.setFaults([{ kind: 'status', status, times: 99 }])
        const before = await requestCount(t)
        await invoke(hasty(t), 'tiers.get', [id], { retries: 3 }).then(
          () => fail(`expected a ${status} to be an error`),
          () => undefined,
        )
        equal((await requestCount(t)) - before, 1, `requests for a ${status}`)
      }
    },
  },
])

const waiting = cases('retries', [
  {
    id: 'L8.retry-after-is-kept',
    title: 'a call waits as long as Retry-After says before it repeats',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const waits: number[] = []
      await t.wire.setFaults([{ kind: 'status', status: 429, headers: { 'retry-after': '2' } }])
      const started = performance.now()
      await invoke(hasty(t, waits), 'tiers.get', [id], { retries: 2 })
      const elapsed = performance.now() - started
      const asked = waits.reduce((sum, ms) => sum + ms, 0)
      ok(
        Math.max(asked, elapsed) >= 1_900,
        `expected a wait of 2 s, got ${asked} ms by the clock it was given`,
      )
    },
  },
  {
    id: 'L8.retry-after-beyond-deadline',
    title: 'a Retry-After beyond the deadline ends the call at once, and says how long to wait',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      await t.wire.setFaults([{ kind: 'status', status: 429, headers: { 'retry-after': '3600' }, times: 99 }])
      const before = await requestCount(t)
      const outcome = await settle(
        () => t.client.tiers.get(id, { timeoutMs: 60_000, retries: 2 }),
        'get',
        4_000,
      )
      if (outcome.ok) fail('expected the rate limit to be an error')
      const { error } = outcome
      equal(error.code, 'rate_limited', 'the code')
      equal((await requestCount(t)) - before, 1, 'requests')
      equal(error.retryAfterMs, 3_600_000, 'retryAfterMs')
      equal(error.retryable, true, 'retryable')
    },
  },
  {
    id: 'L8.paging-survives-a-fault',
    title: 'a fault between two pages is repeated, and nothing is missing or doubled',
    requires: ['tiers.create', 'tiers.list'],
    needs: ['wire'],
    run: async (t) => {
      const made = await makeTiers(t, 5)
      await t.wire.setFaults([{ kind: 'lost_reply', after: 1 }, { kind: 'truncate' }])
      const seen = await hasty(t).tiers.list({ limit: 2 }).toArray({ max: 100 })
      equal(
        seen.map(({ id }) => id),
        made.map(({ id }) => id),
        'the list',
      )
    },
  },
])

export const retryCases = [...reads, ...counting, ...waiting]
