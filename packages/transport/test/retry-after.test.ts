import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { retryAfterMs } from '../src/retry-after.js'

const now = Date.UTC(1994, 10, 6, 8, 49, 7)

describe('Retry-After', () => {
  // Where local time is not GMT, a date without a zone shows whether it was taken for local time.
  beforeAll(() => void vi.stubEnv('TZ', 'America/New_York'))
  afterAll(() => void vi.unstubAllEnvs())

  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 3 ', 3000],
    ['1.5', 1500],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    // The three forms of an HTTP date (RFC 9110, section 5.6.7).
    ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['Sun Nov  6 08:49:37 1994', 30_000],
    // What is over is no wait.
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    // What is no wait is as good as nothing.
    ['', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['2026-03-01', undefined],
    ['Sun, 99 Nov 1994 08:49:37 GMT', undefined],
    ['Infinity', undefined],
  ])('%j means %s ms', (value, ms) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(ms)
  })

  it('is nothing when it is not there', () => {
    expect(retryAfterMs(new Headers(), now)).toBeUndefined()
  })

  it("counts a date from the reply's own date, so that a wrong clock here does no harm", () => {
    const headers = new Headers({
      date: 'Mon, 01 Jan 2035 00:00:00 GMT',
      'retry-after': 'Mon, 01 Jan 2035 00:00:07 GMT',
    })
    expect(retryAfterMs(headers, now)).toBe(7000)
  })
})
