import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { formatInstant, parseInstant, systemClock, toInstant } from '../src/index.js'

const inUtc = (text: string): string | undefined => {
  const ms = parseInstant(text)
  return ms === undefined ? undefined : formatInstant(ms)
}

describe('parseInstant', () => {
  it.each([
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00Z'],
    ['2026-03-01t09:30:00z', '2026-03-01T09:30:00Z'],
    ['2026-03-01T09:30:00+02:00', '2026-03-01T07:30:00Z'],
    ['2026-03-01T00:30:00+05:45', '2026-02-28T18:45:00Z'],
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00Z'],
    ['2026-03-01T09:30:00-00:00', '2026-03-01T09:30:00Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['0004-02-29T00:00:00Z', '0004-02-29T00:00:00Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00Z'],
    ['2026-03-01T09:30:00.5Z', '2026-03-01T09:30:00.500Z'],
    ['2026-03-01T09:30:00.120Z', '2026-03-01T09:30:00.120Z'],
    ['2026-03-01T09:30:00.000Z', '2026-03-01T09:30:00Z'],
    ['2026-03-01T09:30:00.123456789Z', '2026-03-01T09:30:00.123Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
  ])('reads %s as %s', (text, utc) => {
    expect(inUtc(text)).toBe(utc)
    expect(toInstant(text)).toBe(utc)
  })

  it.each([
    ['a day that is not', '2026-02-30T00:00:00Z'],
    ['29 February of a common year', '2026-02-29T00:00:00Z'],
    ['29 February of 1900', '1900-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['day 0', '2026-04-00T00:00:00Z'],
    ['month 0', '2026-00-10T00:00:00Z'],
    ['month 13', '2026-13-10T00:00:00Z'],
    ['hour 24', '2026-03-01T24:00:00Z'],
    ['minute 60', '2026-03-01T23:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['no offset', '2026-03-01T09:30:00'],
    ['no time', '2026-03-01'],
    ['no seconds', '2026-03-01T09:30Z'],
    ['an offset without a colon', '2026-03-01T09:30:00+0200'],
    ['an offset of 24 hours', '2026-03-01T09:30:00+24:00'],
    ['a space for T', '2026-03-01 09:30:00Z'],
    ['a comma fraction', '2026-03-01T09:30:00,5Z'],
    ['an empty fraction', '2026-03-01T09:30:00.Z'],
    ['ten decimals', '2026-03-01T09:30:00.1234567890Z'],
    ['two digits of year', '26-03-01T09:30:00Z'],
    ['a sixth digit of year', '+012026-03-01T09:30:00Z'],
    ['white space around', ' 2026-03-01T09:30:00Z'],
    ['a line end', '2026-03-01T09:30:00Z\n'],
    ['words', 'yesterday'],
    ['nothing', ''],
    ['a year before 0000 in UTC', '0000-01-01T00:00:00+01:00'],
    ['a year after 9999 in UTC', '9999-12-31T23:59:59-01:00'],
    ['a huge text', '2'.repeat(10_000_000)],
  ])('refuses %s', (_what, text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('reads back every instant that it writes', () => {
    const years = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') }
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        expect(parseInstant(formatInstant(date.getTime()))).toBe(date.getTime())
      }),
    )
  })
})

describe('parseInstant and the runtime', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
  const like = fc
    .tuple(digits(4), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), digits(3))
    .chain(([year, month, day, fraction]) =>
      fc
        .tuple(
          fc.constantFrom('00:00:00', '09:30:59', '23:59:59', '24:00:00', '12:60:00'),
          fc.constantFrom('', '.', `.${fraction}`, `.${fraction[0]}`, `.${fraction}999`),
          fc.constantFrom('Z', 'z', '+00:00', '-00:00', '+05:45', '-12:30', '+23:59', '+24:00', ''),
        )
        .map(([time, part, offset]) => {
          const two = (n: number) => String(n).padStart(2, '0')
          return { date: `${year}-${two(month)}-${two(day)}`, time, part, offset }
        }),
    )

  it('agree on what both read', () => {
    fc.assert(
      fc.property(like, ({ date, time, part, offset }) => {
        const midnight = Date.parse(`${date}T00:00:00Z`)
        const isDate = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date)
        const isTime = /^([01]\d|2[0-3]):[0-5]/.test(time) && part !== '.' && !['', '+24:00'].includes(offset)
        const text = `${date}T${time}${part}${offset}`
        const expected = Date.parse(text.toUpperCase())
        const inRange = /^\d{4}-/.test(isDate && isTime ? new Date(expected).toISOString() : '')
        expect(parseInstant(text)).toBe(isDate && isTime && inRange ? expected : undefined)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('systemClock', () => {
  it('rejects a sleep with the reason of the signal, also when it aborted before', async () => {
    const reason = new Error('enough')
    await expect(systemClock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const asleep = systemClock.sleep(60_000, controller.signal)
    controller.abort(reason)
    await expect(asleep).rejects.toBe(reason)
  })

  it.each([2 ** 31, 2 ** 33 + 5])('sleeps longer than a timer can wait: %d ms', async (ms) => {
    vi.useFakeTimers()
    try {
      let awake = false
      const asleep = systemClock.sleep(ms).then(() => {
        awake = true
      })
      await vi.advanceTimersByTimeAsync(ms - 1)
      expect(awake).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(awake).toBe(true)
      await asleep
    } finally {
      vi.useRealTimers()
    }
  })

  it('can be woken from a sleep that takes more than one timer', async () => {
    const reason = new Error('enough')
    vi.useFakeTimers()
    try {
      const controller = new AbortController()
      const asleep = systemClock.sleep(2 ** 33, controller.signal)
      await vi.advanceTimersByTimeAsync(2 ** 32)
      controller.abort(reason)
      await expect(asleep).rejects.toBe(reason)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('sleeps and tells the time', async () => {
    const before = systemClock.now()
    await systemClock.sleep(1)
    expect(systemClock.now()).toBeGreaterThanOrEqual(before)
  })
})

describe('toInstant', () => {
  const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`))
  const near = fc
    .tuple(digits(4), digits(2), digits(2), fc.constantFrom('T', 't', ' '), digits(2), digits(2), digits(2))
    .map(([y, mo, d, t, h, mi, s]) => `${y}-${mo}-${d}${t}${h}:${mi}:${s}`)
  const rest = fc.tuple(
    fc.constantFrom('', '.0', '.5', '.000', '.120', '.1234567'),
    fc.constantFrom('Z', 'z', '+00:00', '-00:00', '+05:45', ''),
  )
  const real = fc
    .date({ min: new Date(-62_000_000_000_000), max: new Date(253_000_000_000_000), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19))

  it('is what is read and written again, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(near, real), rest, (start, [fraction, zone]) => {
        const text = `${start}${fraction}${zone}`
        expect(toInstant(text)).toBe(inUtc(text))
      }),
      { numRuns: 2000 },
    )
  })
})
