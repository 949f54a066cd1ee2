import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideRetry, type FailureKind, type RetryInput } from '../src/index.js'

const now = 1_750_000_000_000
const input = (changes: Partial<RetryInput>): RetryInput => ({
  kind: 'status',
  safe: false,
  repeatable: false,
  attempt: 1,
  retries: 2,
  now,
  deadline: now + 30_000,
  random: 0.5,
  ...changes,
})

type Answer = 'retry' | 'final' | 'unsafe'
const answerTo = (changes: Partial<RetryInput>): string => {
  const decision = decideRetry(input(changes))
  return decision.retry ? 'retry' : decision.reason
}

/**
 * Each failure, for a read, for a write whose repetition is harmless (a key, or twice is the same as once), and
 * for a write that could be carried out twice.
 */
const table: [what: string, failure: Partial<RetryInput>, read: Answer, harmless: Answer, harmful: Answer][] =
  [
    // Nothing left the machine, so nothing can be carried out twice.
    ['no connection', { kind: 'unsent' }, 'retry', 'retry', 'retry'],
    // The same certificate will be shown again.
    ['certificate not trusted', { kind: 'untrusted' }, 'final', 'final', 'final'],
    // The server may have done it and lost only the answer.
    ['reply lost', { kind: 'lost' }, 'retry', 'retry', 'unsafe'],
    // A 2xx with a page instead of JSON: of a write, a repetition may tell the truth.
    ['2xx unreadable', { kind: 'unreadable' }, 'final', 'retry', 'unsafe'],
    // It will be as long the next time.
    ['2xx over the cap', { kind: 'oversized' }, 'final', 'final', 'final'],
    // The server understood and refused.
    ['400', { status: 400 }, 'final', 'final', 'final'],
    ['401', { status: 401 }, 'final', 'final', 'final'],
    ['403', { status: 403 }, 'final', 'final', 'final'],
    ['404', { status: 404 }, 'final', 'final', 'final'],
    ['409', { status: 409 }, 'final', 'final', 'final'],
    ['422', { status: 422 }, 'final', 'final', 'final'],
    ['501', { status: 501 }, 'final', 'final', 'final'],
    // A redirect that is not followed leads nowhere the second time either.
    ['302', { status: 302 }, 'final', 'final', 'final'],
    // RFC 9110: an incomplete request; but gateways also say it when the server behind them was slow.
    ['408', { status: 408 }, 'retry', 'retry', 'unsafe'],
    // RFC 8470: refused before it was looked at.
    ['425', { status: 425 }, 'retry', 'retry', 'retry'],
    // RFC 6585: refused by rate, before any work.
    ['429', { status: 429 }, 'retry', 'retry', 'retry'],
    ['429 with Retry-After', { status: 429, retryAfterMs: 10 }, 'retry', 'retry', 'retry'],
    // It may have failed half way.
    ['500', { status: 500 }, 'retry', 'retry', 'unsafe'],
    // A gateway that got no answer from behind.
    ['502', { status: 502 }, 'retry', 'retry', 'unsafe'],
    ['504', { status: 504 }, 'retry', 'retry', 'unsafe'],
    ['504 with Retry-After', { status: 504, retryAfterMs: 10 }, 'retry', 'retry', 'unsafe'],
    // Who says when to come back has not begun; who says nothing may have broken down in the middle.
    ['503', { status: 503 }, 'retry', 'retry', 'unsafe'],
    ['503 with Retry-After', { status: 503, retryAfterMs: 10 }, 'retry', 'retry', 'retry'],
    // The adapter knows its vendor better than the status does, but not better than whether repeating is harmless.
    ['409 that passes', { status: 409, retryable: true }, 'retry', 'retry', 'unsafe'],
    ['429 that stays', { status: 429, retryable: false }, 'final', 'final', 'final'],
  ]

describe('decideRetry', () => {
  it.each(table)('%s', (_what, failure, read, harmless, harmful) => {
    expect({
      read: answerTo({ ...failure, safe: true, repeatable: true }),
      harmless: answerTo({ ...failure, repeatable: true }),
      harmful: answerTo(failure),
    }).toEqual({ read, harmless, harmful })
  })

  it.each([
    // attempt, retries, decision
    [1, 0, 'spent'],
    [1, 1, 'retry'],
    [2, 1, 'spent'],
    [3, 3, 'retry'],
    [4, 3, 'spent'],
  ])('attempt %i of %i retries: %s', (attempt, retries, answer) => {
    expect(answerTo({ kind: 'unsent', attempt, retries })).toBe(answer)
  })

  it.each([
    // attempt, random, Retry-After, delay: full jitter over 200 ms doubled each time, capped at 5 s
    [1, 0, undefined, 0],
    [1, 0.999_999, undefined, 200],
    [2, 0.5, undefined, 200],
    [3, 0.5, undefined, 400],
    [6, 0.999_999, undefined, 5000],
    [60, 0.5, undefined, 2500],
    [2000, 0.5, undefined, 2500],
    [1, 0.5, 3000, 3000],
    [1, 0.5, 20, 100],
    [1, 0.5, 0, 100],
    [1, 0.5, -1, 100],
    [1, 0.5, Number.NaN, 100],
  ])('attempt %i, random %d, Retry-After %s: waits %i ms', (attempt, random, retryAfterMs, delayMs) => {
    expect(decideRetry(input({ kind: 'unsent', attempt, retries: 9999, random, retryAfterMs }))).toEqual({
      retry: true,
      delayMs,
    })
  })

  it.each([
    [29_999, 'retry'],
    [30_000, 'deadline'],
    [86_400_000, 'deadline'],
    [Number.POSITIVE_INFINITY, 'deadline'],
  ])('a wait of %d ms before a deadline in 30,000: %s', (retryAfterMs, answer) => {
    expect(answerTo({ status: 429, retryAfterMs })).toBe(answer)
  })

  const anyInput = fc.record({
    kind: fc.constantFrom<FailureKind>('status', 'unsent', 'untrusted', 'lost', 'unreadable', 'oversized'),
    status: fc.option(fc.integer({ min: 300, max: 599 }), { nil: undefined }),
    safe: fc.boolean(),
    repeatable: fc.boolean(),
    attempt: fc.integer({ min: 1, max: 50 }),
    retries: fc.integer({ min: 0, max: 50 }),
    now: fc.constant(now),
    deadline: fc.integer({ min: now - 1000, max: now + 100_000 }),
    retryAfterMs: fc.option(fc.nat(200_000), { nil: undefined }),
    retryable: fc.option(fc.boolean(), { nil: undefined }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })

  it('never waits past the deadline, less than asked, or more often than told', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const decision = decideRetry(given)
        if (!decision.retry) return
        expect(given.attempt).toBeLessThanOrEqual(given.retries)
        expect(given.now + decision.delayMs).toBeLessThan(given.deadline)
        expect(decision.delayMs).toBeGreaterThanOrEqual(given.retryAfterMs ?? 0)
      }),
    )
  })

  it('never repeats what could be carried out twice after the reply was lost', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const harmful = { ...given, safe: false, repeatable: false }
        for (const kind of ['lost', 'unreadable'] as const) {
          expect(decideRetry({ ...harmful, kind }).retry).toBe(false)
        }
        for (const status of [408, 500, 502, 504]) {
          expect(decideRetry({ ...harmful, kind: 'status', status }).retry).toBe(false)
        }
      }),
    )
  })
})
