import type { Clock } from '@rungs/model'
import { equal, fail, oneOf, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import { invoke, plausibleArguments, requestCount, sendsNothing } from '../invoke.js'
import { operations } from '../keys.js'
import { operationProbes } from '../probes/operations.js'
import { makeTier, snapshot, tierInput } from '../setup.js'

/** Law 8, as far as the caller's signal and its own settings go. */
const abortedBefore = cases(
  'settling',
  operations.map((operation) => ({
    id: `L8.aborted-before.${operation}`,
    title: `${operation} with a signal that is already aborted is aborted and sends nothing`,
    requires: [operation],
    run: async (t) => {
      const before = await snapshot(t)
      const error = await sendsNothing(t, operation, () =>
        rejects(
          () => invoke(t.client, operation, plausibleArguments(operation), { signal: AbortSignal.abort() }),
          'aborted',
          operation,
        ),
      )
      equal([error.provider, error.operation], [t.provider.name, operation], 'provider and operation')
      equal(error.retryable, false, 'retryable')
      equal(await snapshot(t), before, 'the backend afterwards')
    },
  })),
)

const abortedMeanwhile = cases(
  'settling',
  operationProbes.map(({ operation, kind, requires, needs, ready }) => ({
    id: `L8.aborted-meanwhile.${operation}`,
    title: `${operation} that is aborted while the server does not answer ends at once`,
    requires: [operation, ...requires],
    needs: ['wire', ...needs],
    run: async (t) => {
      const { args } = await ready(t)
      await t.wire.setFaults([{ kind: 'hang', times: 99 }])
      const before = await requestCount(t)
      const controller = new AbortController()
      const running = settle(
        () => invoke(t.client, operation, args, { signal: controller.signal, timeoutMs: 60_000 }),
        operation,
      )
      for (let look = 0; look < 400 && (await requestCount(t)) === before; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 5))
      controller.abort(new Error('the caller changed their mind'))
      const outcome = await running
      if (outcome.ok) fail('expected an error, as the server never answered')
      oneOf(
        outcome.error.code,
        kind === 'read' ? ['aborted'] : ['aborted', 'outcome_unknown'],
        'the code after an abort',
      )
      const sent = await requestCount(t)
      await new Promise((resolve) => setTimeout(resolve, 20))
      equal(await requestCount(t), sent, 'requests some time later')
    },
  })),
)

const caller = cases('settling', [
  {
    id: 'L8.nothing-after-an-abort',
    title: 'a call that is aborted while it waits to repeat a request sends nothing any more',
    requires: ['tiers.create', 'tiers.get', 'tiers.list'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const { clock, open } = gated()
      const client = t.connect({ clock })
      for (const [operation, args] of [
        ['tiers.get', [id]],
        ['tiers.create', [tierInput(t, 2)]],
      ] as const) {
        const controller = new AbortController()
        await t.wire.setFaults([{ kind: 'status', status: 503, times: 99 }])
        const before = await requestCount(t)
        const running = settle(
          () => invoke(client, operation, args, { signal: controller.signal, retries: 5 }),
          operation,
        )
        for (let look = 0; look < 400 && (await requestCount(t)) === before; look += 1) await moment(5)
        await moment(20)
        const sent = await requestCount(t)
        controller.abort()
        const outcome = await running
        if (outcome.ok) fail('expected an error, as the server never did its work')
        open()
        await moment(50)
        equal(await requestCount(t), sent, `${operation}: requests some time after the abort`)
      }
    },
  },
  {
    id: 'L8.abort-at-once',
    title: 'a call that is aborted right after it was made is aborted, or done',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const controller = new AbortController()
      const running = settle(() => t.client.tiers.get(id, { signal: controller.signal }), 'get')
      controller.abort()
      const outcome = await running
      if (!outcome.ok) equal(outcome.error.code, 'aborted', 'the code')
    },
  },
  {
    id: 'L8.abort-afterwards',
    title: 'an abort after the call has settled changes nothing',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const controller = new AbortController()
      const { id } = await t.client.tiers.create(
        { name: 'Gold', threshold: 1 },
        { signal: controller.signal },
      )
      controller.abort()
      equal((await t.client.tiers.get(id)).name, 'Gold', 'the tier')
    },
  },
  {
    id: 'L8.one-signal-for-many-calls',
    title: 'one signal serves many calls',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const { signal } = new AbortController()
      const all = await Promise.all(Array.from({ length: 10 }, () => t.client.tiers.get(id, { signal })))
      equal(new Set(all.map((tier) => tier.name)).size, 1, 'different answers')
    },
  },
  {
    id: 'L8.many-calls-at-once',
    title: 'fifty reads at once all settle with the right answer',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const first = await makeTier(t, 1)
      const second = await makeTier(t, 2)
      const wanted = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? first : second))
      equal(await Promise.all(wanted.map(({ id }) => t.client.tiers.get(id))), wanted, 'the answers')
    },
  },
])

/** A clock whose waits last until they are ended by their signal, or all are let go. */
function gated(): { clock: Clock; open(): void } {
  const waiting = new Set<() => void>()
  return {
    clock: {
      now: () => Date.now(),
      sleep: (_ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason)
          waiting.add(resolve)
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        }),
    },
    open: () => {
      for (const go of waiting) go()
      waiting.clear()
    },
  }
}

function moment(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export const settlingCases = [...abortedBefore, ...abortedMeanwhile, ...caller]
