import type { ErrorCode } from '@rungs/model'
import { equal, fail, ok, oneOf } from '../assert.js'
import { type CaseSource, cases } from '../case.js'
import { operationProbes } from '../probes/operations.js'
import type { OperationProbe } from '../probes/probe.js'
import { atEachRequest, type Ended, isHonest } from '../rehearsal.js'
import type { WireFault } from '../types.js'

/** A fault that stays, and how a call without retries may end that meets it. */
interface Lasting {
  id: string
  title: string
  fault: WireFault
  timeoutMs: number
  reads: readonly ErrorCode[]
  writes: readonly ErrorCode[]
}

const calmMs = 5_000
const shortMs = 150
const times = 99

/** Law 8: whatever the server does, every operation ends by its deadline, with the right kind of code. */
const lasting: readonly Lasting[] = [
  {
    id: 'unavailable',
    title: 'a 503',
    fault: { kind: 'status', status: 503, times },
    timeoutMs: calmMs,
    reads: ['unavailable'],
    writes: ['unavailable', 'outcome_unknown'],
  },
  {
    id: 'rate-limited',
    title: 'a 429',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' }, times },
    timeoutMs: calmMs,
    reads: ['rate_limited'],
    writes: ['rate_limited'],
  },
  {
    id: 'reset',
    title: 'a connection reset',
    fault: { kind: 'reset', times },
    timeoutMs: calmMs,
    reads: ['network'],
    writes: ['network', 'outcome_unknown'],
  },
  {
    id: 'lost-reply',
    title: 'a lost reply',
    fault: { kind: 'lost_reply', times },
    timeoutMs: calmMs,
    reads: ['network'],
    writes: ['network', 'outcome_unknown'],
  },
  {
    id: 'truncated',
    title: 'a reply cut short',
    fault: { kind: 'truncate', times },
    timeoutMs: calmMs,
    reads: ['network', 'unexpected_response'],
    writes: ['network', 'unexpected_response', 'outcome_unknown'],
  },
  {
    id: 'gateway-page',
    title: "a 200 with a gateway's HTML page",
    fault: { kind: 'html', times },
    timeoutMs: calmMs,
    reads: ['unexpected_response'],
    writes: ['unexpected_response', 'outcome_unknown'],
  },
  {
    id: 'broken-json',
    title: 'a 200 with broken JSON',
    fault: { kind: 'malformed', times },
    timeoutMs: calmMs,
    reads: ['unexpected_response'],
    writes: ['unexpected_response', 'outcome_unknown'],
  },
  {
    id: 'hang',
    title: 'a server that never answers',
    fault: { kind: 'hang', times },
    timeoutMs: shortMs,
    reads: ['timeout'],
    writes: ['timeout', 'outcome_unknown'],
  },
  {
    id: 'dribble',
    title: 'a reply that comes byte by byte, past the deadline',
    fault: { kind: 'dribble', delayMs: 1_000, times },
    timeoutMs: shortMs,
    reads: ['timeout'],
    writes: ['timeout', 'outcome_unknown'],
  },
]

const endings = cases(
  'settling under faults',
  lasting.flatMap((one) => operationProbes.map((probe) => ending(one, probe))),
)

const delays = cases(
  'settling under faults',
  operationProbes.map((probe) => ({
    id: `L8.delay.${probe.operation}`,
    title: `${probe.operation} waits for a slow answer that comes before the deadline`,
    requires: [probe.operation, ...probe.requires],
    needs: ['wire', ...probe.needs],
    run: (t) =>
      atEachRequest(
        t,
        probe,
        { kind: 'delay', delayMs: 40, times },
        { timeoutMs: calmMs, retries: 0 },
        (ended, what) => {
          if (!ended.outcome.ok) fail(`${what}: expected it to succeed, got ${ended.outcome.error.code}`)
          isHonest(ended, what)
          equal(ended.sent, ended.requests, `${what}: requests`)
        },
      ),
  })),
)

export const faultSettlingCases = [...endings, ...delays]

function ending({ id, title, fault, timeoutMs, reads, writes }: Lasting, probe: OperationProbe): CaseSource {
  const { operation, kind, requires, needs } = probe
  const codes = kind === 'read' ? reads : writes
  return {
    id: `L8.${id}.${operation}`,
    title: `${operation} that meets ${title} ends by its deadline as ${codes.join(' or ')}, with one request`,
    requires: [operation, ...requires],
    needs: ['wire', ...needs],
    run: (t) =>
      atEachRequest(t, probe, fault, { timeoutMs, retries: 0 }, (ended, what) => {
        // An empty reply has no bytes that could come slowly.
        if (fault.kind === 'dribble' && ended.answered === 204) return isHonest(ended, what)
        // Of a write of several requests a part may have happened by then: then it has to say so.
        endsAs(ended, ended.effect === 'once' ? [...codes, 'outcome_unknown'] : codes, what)
        isHonest(ended, what)
        // Lookups may go side by side, but with retries: 0 nothing is sent twice.
        ok(
          ended.sent <= ended.requests,
          `${what}: ${ended.sent} requests for ${ended.requests}, with retries: 0`,
        )
        if (ended.requests === 1) equal(ended.sent, 1, `${what}: requests, with retries: 0`)
        if (fault.kind === 'status' && !ended.outcome.ok && ended.outcome.error.code !== 'outcome_unknown')
          equal(ended.outcome.error.status, fault.status, `${what}: error.status`)
      }),
  }
}

function endsAs({ outcome, mayHaveChanged }: Ended, codes: readonly ErrorCode[], what: string): void {
  if (outcome.ok) fail(`${what}: expected ${codes.join(' or ')}, but it succeeded`)
  const { code } = outcome.error
  oneOf(code, codes, `${what}: the code`)
  if (codes.includes('timeout') && codes.includes('outcome_unknown'))
    equal(code, mayHaveChanged ? 'outcome_unknown' : 'timeout', `${what}: the code, by what had been sent`)
}
