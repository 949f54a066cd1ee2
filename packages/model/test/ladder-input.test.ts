import { describe, expect, it } from 'vitest'
import { parseLadder, parseLadderPatch } from '../src/schemas/index.js'
import { lines, refusalOf } from './refusal.js'

const options = { defaultMetric: 'points.earned' } as const
const patch = (value: unknown): string[] => lines(refusalOf(() => parseLadderPatch(value)))
const whole = (value: unknown): string[] => lines(refusalOf(() => parseLadder(value, options)))
const hold = { policy: 'hold' }

describe('a change of a ladder', () => {
  it.each<[string, unknown, string]>([
    ['nothing to change', {}, ': give at least one field to change'],
    [
      'an unknown status',
      { status: 'on' },
      "status: expected 'active', 'paused', 'disabled', 'draft' or 'archived', got text of 2 characters",
    ],
    [
      'a window that is a word',
      { window: 'rolling' },
      'window: expected an object with `kind`, got text of 7 characters',
    ],
    [
      'a window without a kind',
      { window: { months: 12 } },
      "window.kind: expected 'lifetime', 'rolling', 'calendar_year' or 'fixed_year', got nothing",
    ],
    [
      'an unknown kind of window',
      { window: { kind: 'weekly' } },
      "window.kind: expected 'lifetime', 'rolling', 'calendar_year' or 'fixed_year', got text of 6 characters",
    ],
    [
      'a kind out of Object.prototype',
      { window: { kind: 'constructor' } },
      "window.kind: expected 'lifetime', 'rolling', 'calendar_year' or 'fixed_year', got text of 11 characters",
    ],
    [
      'a rolling window without months',
      { window: { kind: 'rolling' } },
      'window.months: expected a whole number from 1 to 1200, got nothing',
    ],
    [
      'months of a window that has none',
      { window: { kind: 'lifetime', months: 12 } },
      'window.months: unknown key',
    ],
    [
      'month 13',
      { window: { kind: 'fixed_year', month: 13, day: 1 } },
      'window.month: expected a whole number from 1 to 12, got a number',
    ],
    [
      'month 0',
      { window: { kind: 'fixed_year', month: 0, day: 1 } },
      'window.month: expected a whole number from 1 to 12, got a number',
    ],
    [
      'day 32',
      { window: { kind: 'fixed_year', month: 1, day: 32 } },
      'window.day: expected a whole number from 1 to 31, got a number',
    ],
    [
      'day 0',
      { window: { kind: 'fixed_year', month: 1, day: 0 } },
      'window.day: expected a whole number from 1 to 31, got a number',
    ],
    [
      'a lifecycle without a downgrade',
      { lifecycle: { review: 'never' } },
      'lifecycle.downgrade: expected an object, got nothing',
    ],
    [
      'an unknown review',
      { lifecycle: { review: 'weekly', downgrade: hold } },
      "lifecycle.review: expected 'continuous', 'period_end', 'inactivity' or 'never', got text of 6 characters",
    ],
    [
      'an unknown policy',
      { lifecycle: { review: 'never', downgrade: { policy: 'drop' } } },
      "lifecycle.downgrade.policy: expected 'requalify', 'one_step', 'to_base' or 'hold', got text of 4 characters",
    ],
    [
      'inactivity without a duration',
      { lifecycle: { review: 'inactivity', downgrade: hold } },
      'lifecycle.inactivity: expected a duration, because `review` is inactivity, got nothing',
    ],
    [
      'a duration in days',
      { lifecycle: { review: 'inactivity', inactivity: '90 days', downgrade: hold } },
      'lifecycle.inactivity: expected an ISO 8601 duration such as P90D or PT2160H, got text of 7 characters',
    ],
    [
      'an empty duration',
      { lifecycle: { review: 'inactivity', inactivity: 'P', downgrade: hold } },
      'lifecycle.inactivity: expected an ISO 8601 duration such as P90D or PT2160H, got text of 1 character',
    ],
    [
      'an empty time in a duration',
      { lifecycle: { review: 'inactivity', inactivity: 'P1DT', downgrade: hold } },
      'lifecycle.inactivity: expected an ISO 8601 duration such as P90D or PT2160H, got text of 4 characters',
    ],
    [
      'a fraction in a duration',
      { lifecycle: { review: 'inactivity', inactivity: 'P1.5D', downgrade: hold } },
      'lifecycle.inactivity: expected an ISO 8601 duration such as P90D or PT2160H, got text of 5 characters',
    ],
    [
      'a negative grace',
      { lifecycle: { review: 'never', downgrade: { ...hold, graceDays: -1 } } },
      'lifecycle.downgrade.graceDays: expected a whole number from 0 to 36500, got a negative number',
    ],
    [
      'a rollover of nothing',
      { lifecycle: { review: 'never', downgrade: hold, rollover: { mode: 'reset' } } },
      'lifecycle.rollover.counters: expected a list of 0 to 100 items, got nothing',
    ],
    [
      'an unknown clock',
      { lifecycle: { review: 'never', downgrade: hold, reviewClock: 'weekly' } },
      "lifecycle.reviewClock: expected 'daily' or 'month_end', got text of 6 characters",
    ],
    [
      'a place for a time zone',
      { timeZone: 'Mars/Olympus' },
      'timeZone: expected an IANA time zone such as Europe/Berlin, got text of 12 characters',
    ],
    [
      'a base tier without a name',
      { baseTier: { color: '#000000' } },
      'baseTier.name: expected text of 1 to 255 characters, got nothing',
    ],
    ['a rule for the base tier', { baseTier: { name: 'Base', rule: {} } }, 'baseTier.rule: unknown key'],
    ['a name cleared', { name: null }, 'name: expected text of 1 to 255 characters, got null'],
    ['tiers, which have calls of their own', { name: 'x', tiers: [] }, 'tiers: unknown key'],
  ])('refuses %s', (_what, value, line) => {
    expect(patch(value)).toEqual([line])
  })

  it.each<[string, object]>([
    ['every kind of window: lifetime', { window: { kind: 'lifetime' } }],
    ['rolling', { window: { kind: 'rolling', months: 12 } }],
    ['calendar_year', { window: { kind: 'calendar_year' } }],
    ['fixed_year', { window: { kind: 'fixed_year', month: 2, day: 29 } }],
    ['a base tier cleared', { baseTier: null }],
    ['a time zone', { timeZone: 'Europe/Berlin' }],
    ['UTC', { timeZone: 'UTC' }],
    [
      'a whole lifecycle',
      {
        lifecycle: {
          review: 'inactivity',
          inactivity: 'P1Y2M3W4DT5H6M7S',
          downgrade: { policy: 'one_step', graceDays: 30, floor: 'silver' },
          extendMonths: 3,
          rollover: { mode: 'excess', counters: ['nights'] },
          reviewClock: 'month_end',
        },
      },
    ],
  ])('takes %s', (_what, value) => {
    expect(parseLadderPatch(value)).toEqual(value)
  })
})

describe('a whole ladder', () => {
  it('comes into its full form, tier by tier', () => {
    const ladder = parseLadder(
      {
        name: 'Club',
        window: { kind: 'calendar_year' },
        lifecycle: { review: 'period_end', downgrade: { policy: 'requalify', floor: 'silver' } },
        tiers: [
          { name: 'Silver', key: 'silver', threshold: 1000, benefits: ['Free shipping'] },
          { name: 'Gold', key: 'gold', rule: { metric: 'spend', op: '>', value: 99.5 } },
        ],
      },
      options,
    )
    expect(ladder.tiers).toEqual([
      {
        name: 'Silver',
        key: 'silver',
        rule: { metric: 'points.earned', op: '>=', value: '1000' },
        benefits: [{ label: 'Free shipping' }],
      },
      { name: 'Gold', key: 'gold', rule: { metric: 'spend', op: '>', value: '99.5' } },
    ])
    expect(ladder.lifecycle?.downgrade.floor).toBe('silver')
  })

  it.each<[string, unknown, string[]]>([
    ['no tiers', {}, ['tiers: expected a list of 0 to 1000 items, got nothing']],
    ['tiers by name', { tiers: { gold: {} } }, ['tiers: expected a list of 0 to 1000 items, got an object']],
    [
      'bad tiers',
      { tiers: [{ name: 'x' }, { name: '', threshold: 0.5 }, 5] },
      [
        'tiers[1].name: expected text of 1 to 255 characters, got empty text',
        'tiers[2]: expected an object, got a number',
        'tiers[1].threshold: expected a whole number, got a fraction',
      ],
    ],
    [
      'equal ranks',
      {
        tiers: [
          { name: 'a', rank: 1 },
          { name: 'b', rank: 2 },
          { name: 'c', rank: 1 },
        ],
      },
      ['tiers[2].rank: give a rank of its own, tiers[0] has this one'],
    ],
    [
      'equal keys',
      {
        tiers: [
          { name: 'a', key: 'k' },
          { name: 'b', key: 'k' },
        ],
      },
      ['tiers[1].key: give a key of its own, tiers[0] has this one'],
    ],
    [
      'an unknown floor',
      {
        tiers: [{ name: 'Silver', key: 'silver' }],
        lifecycle: { review: 'never', downgrade: { policy: 'requalify', floor: 'bronze' } },
      },
      ['lifecycle.downgrade.floor: expected the key of one of the tiers, got text of 6 characters'],
    ],
    ['a base tier cleared', { baseTier: null, tiers: [] }, ['baseTier: expected an object, got null']],
  ])('is refused with %s', (_what, value, expected) => {
    expect(whole(value)).toEqual(expected)
  })

  it('may have tiers without rank or key, and equal thresholds', () => {
    const tiers = [
      { name: 'a', threshold: 5 },
      { name: 'b', threshold: 5 },
    ]
    expect(parseLadder({ tiers }, options).tiers).toHaveLength(2)
  })
})
