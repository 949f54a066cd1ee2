import type { CallOptions, Client } from '@rungs/client'
import { type ErrorCode, systemClock } from '@rungs/model'
import { equal, fail, type Settled, settle } from './assert.js'
import type { CaseContext } from './context.js'
import { invoke, requestCount } from './invoke.js'
import type { Effect, OperationProbe } from './probes/probe.js'
import type { WireFault } from './types.js'

/** How a call ended that met a fault, and what the backend says of it afterwards. */
export interface Ended {
  outcome: Settled
  /** Which request of the call met the fault, from 0. */
  position: number
  /** How many requests the call makes when nothing fails. */
  requests: number
  /** How many requests it sent. */
  sent: number
  /** Whether the provider says that a request left that may change something. */
  mayHaveChanged: boolean
  /** How often a write has happened; absent for reads. */
  effect?: Effect
  /** The status of the last reply; null when there was none. */
  answered: number | null
}

/**
 * Makes one operation meet a fault at each of its requests in turn, from a fresh backend each time: some operations
 * look something up before they write.
 */
export async function atEachRequest(
  t: CaseContext,
  probe: OperationProbe,
  fault: WireFault,
  options: CallOptions,
  check: (ended: Ended, what: string) => void,
  client: Client<unknown> = t.client,
): Promise<void> {
  const requests = await countRequests(t, probe)
  for (let position = 0; position < requests; position += 1) {
    await t.subject.reset()
    const { args, effect } = await probe.ready(t)
    await t.wire.setFaults([{ ...fault, after: position }])
    const before = await requestCount(t)
    const what = `${probe.operation} with ${fault.kind} at request ${position + 1} of ${requests}`
    const outcome = await settle(() => invoke(client, probe.operation, args, { ...options }), what)
    await t.wire.setFaults([])
    const sent = (await requestCount(t)) - before
    const answered = (await t.wire.requests()).at(-1)?.status ?? null
    const mayHaveChanged = t.calls.at(-1)?.exchange.sent ?? false
    const seen = effect === undefined ? {} : { effect: await effect() }
    check({ outcome, position, requests, sent, mayHaveChanged, answered, ...seen }, what)
  }
}

/** How many requests an operation makes when nothing fails. */
export async function countRequests(t: CaseContext, probe: OperationProbe): Promise<number> {
  const { args } = await probe.ready(t)
  const before = await requestCount(t)
  await invoke(t.client, probe.operation, args)
  const requests = (await requestCount(t)) - before
  if (requests === 0) fail(`${probe.operation}: expected at least one request on the wire`)
  return requests
}

/** Codes that leave it open whether a write happened. */
const open: readonly ErrorCode[] = ['outcome_unknown', 'unexpected_response']

/** Holds law 4 of a write: nothing happened twice, and what the caller was told is true. */
export function isHonest({ outcome, effect }: Ended, what: string): void {
  if (effect === undefined) return
  if (effect === 'more') fail(`${what}: it happened more than once`)
  if (outcome.ok) equal(effect, 'once', `${what}: the call succeeded, so it must have happened`)
  else if (effect === 'once' && !open.includes(outcome.error.code))
    fail(`${what}: it happened, but the call ended as ${outcome.error.code}, which says that nothing did`)
}

/** A client whose waits between attempts last next to nothing. The waits that were asked for are kept. */
export function hasty(t: CaseContext, waits: number[] = []): Client<unknown> {
  return t.connect({
    clock: {
      now: () => systemClock.now(),
      sleep: (ms, signal) => {
        waits.push(ms)
        return systemClock.sleep(Math.min(ms, 2), signal)
      },
    },
  })
}
