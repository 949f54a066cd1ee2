import { describe, expect, it } from 'vitest'
import { addDuration } from '../src/core/duration.js'

/* ISO 8601; months are calendar steps in UTC clamped to the month's end, everything below is exact. */

const after = (from: string, duration: string) =>
  new Date(addDuration(Date.parse(from), duration)).toISOString()

describe('addDuration', () => {
  it.each([
    ['2024-01-31T10:00:00Z', 'P1M', '2024-02-29T10:00:00.000Z'],
    ['2023-01-31T10:00:00Z', 'P1M', '2023-02-28T10:00:00.000Z'],
    ['2024-02-29T00:00:00Z', 'P1Y', '2025-02-28T00:00:00.000Z'],
    ['2024-11-30T00:00:00Z', 'P3M', '2025-02-28T00:00:00.000Z'],
    ['2024-01-31T00:00:00Z', 'P1M1D', '2024-03-01T00:00:00.000Z'],
    ['2024-01-01T00:00:00Z', 'P1Y2M3W4DT5H6M7.5S', '2025-03-26T05:06:07.500Z'],
    ['2024-01-01T00:00:00Z', 'P2W', '2024-01-15T00:00:00.000Z'],
    ['2024-01-01T00:00:00Z', 'PT0.5H', '2024-01-01T00:30:00.000Z'],
    ['2024-01-01T00:00:00Z', 'PT36H', '2024-01-02T12:00:00.000Z'],
    ['2024-01-01T00:00:00Z', 'PT0S', '2024-01-01T00:00:00.000Z'],
  ])('%s + %s = %s', (from, duration, result) => {
    expect(after(from, duration)).toBe(result)
  })

  it.each(['', 'P', 'PT', 'P1', '1D', 'P-1D', '-P1D', 'P1H', 'PT1D', 'P1.5M', 'P1DT', 'p1d', ' P1D', 'P1D '])(
    'refuses "%s"',
    (duration) => {
      expect(() => after('2024-01-01T00:00:00Z', duration)).toThrow(/ISO 8601/)
    },
  )
})
