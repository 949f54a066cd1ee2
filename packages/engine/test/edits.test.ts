import type { Activity, Lifecycle } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderHistory, type LadderLike, type Readings, standingAt, timeline } from '../src/index.js'
import { earn, tier } from './build.js'
import { edited } from './examples/example.js'

/*
 * Ladders that were edited: what an edit does to whom, and when. What VINR, Wix and Scrip say of it is among the
 * worked examples.
 */
const jan = '2026-01-10T00:00:00Z'
const feb = '2026-02-10T00:00:00Z'
const mar = '2026-03-10T00:00:00Z'
const apr = '2026-04-10T00:00:00Z'

const silver = tier('silver', 1, 100, 'points.earned')
const gold = tier('gold', 2, 500, 'points.earned')
const ladder = (over: Partial<LadderLike> = {}): LadderLike => ({ tiers: [silver, gold], ...over })
const lower = ladder({ tiers: [silver, tier('gold', 2, 300, 'points.earned')] })
const idAt = (on: LadderHistory, activity: Activity[], at: string, readings?: Readings) =>
  standingAt({ ladder: on, activity, at, ...(readings === undefined ? {} : { readings }) }).tier?.id ?? null
const moves = (on: LadderHistory, activity: Activity[], readings?: Readings) =>
  timeline({
    ladder: on,
    activity,
    from: '2020-01-01T00:00:00Z',
    to: '2030-01-01T00:00:00Z',
    ...(readings === undefined ? {} : { readings }),
  }).map(({ at, to, reason }) => [at, to?.id ?? null, reason])

describe('under continuous review', () => {
  it('counts at once, from its instant on and not before, and before the events of that instant', () => {
    const on = edited(ladder(), feb, lower)
    expect(moves(on, [earn(jan, 300)])).toEqual([
      [jan, 'silver', 'met'],
      [feb, 'gold', 'met'],
    ])
    // What ends at the instant has ended under the ladder before.
    const rolling = edited(
      ladder({ window: { kind: 'rolling', months: 1 } }),
      feb,
      ladder({ window: { kind: 'lifetime' } }),
    )
    expect(moves(rolling, [earn(jan, 300)])).toEqual([[jan, 'silver', 'met']])
  })

  it('a later edit is not known yet: it does not shorten what keeps a tier', () => {
    const on = edited(ladder(), feb, ladder({ tiers: [] }))
    expect(standingAt({ ladder: on, activity: [earn(jan, 300)], at: jan })).not.toHaveProperty('keep')
    expect(idAt(on, [earn(jan, 300)], feb)).toBeNull()
  })

  describe('with edits at the next change', () => {
    const lazily: Readings = { edits: 'next_change' }
    const on = edited(ladder(), feb, lower)

    it.each<[string, Activity, boolean]>([
      ['points', earn(mar, 1), true],
      ['a redemption', { at: mar, type: 'redeem', points: 1 }, true],
      ['a visit', { at: mar, type: 'visit' }, true],
      ['no points', earn(mar, 0), false],
      ['a touch', { at: mar, type: 'touch' }, false],
      ['a counter set to what it is', { at: mar, type: 'counter', counter: 'n', set: 0 }, false],
    ])('%s: moves %s', (_name, event, moved) => {
      expect(idAt(on, [earn(jan, 300), event], mar, lazily)).toBe(moved ? 'gold' : 'silver')
    })

    it('ageing is a change of a metric too, of nothing it is not', () => {
      const window = { kind: 'rolling', months: 2 } as const
      const rolling = edited(ladder({ window }), feb, { ...lower, window })
      const activity = [earn(jan, 10), earn('2026-01-20T00:00:00Z', 300)]
      expect(idAt(rolling, activity, '2026-03-09T23:59:59.999Z', lazily)).toBe('silver')
      expect(idAt(rolling, activity, mar, lazily)).toBe('gold')
      const nothing: Activity[] = [{ at: jan, type: 'purchase', spend: 0 }, earn('2026-01-20T00:00:00Z', 300)]
      expect(idAt(rolling, nothing, mar, lazily)).toBe('silver')
      // The window is another one: what happened is counted anew, and nothing is still nothing.
      const other = edited(ladder({ window: { kind: 'calendar_year' } }), feb, { ...lower, window })
      expect(idAt(other, nothing, mar, lazily)).toBe('silver')
    })

    it('the end of an assignment by hand is one too', () => {
      const given: Activity = { at: jan, type: 'set_tier', tier: null, until: mar }
      expect(idAt(on, [earn(jan, 300), given], feb, lazily)).toBeNull()
      expect(idAt(on, [earn(jan, 300), given], mar, lazily)).toBe('gold')
    })
  })
})

describe('a tier that is gone', () => {
  const without = (over: Partial<LadderLike> = {}) => ladder({ tiers: [silver], retired: ['gold'], ...over })

  it('is lost at once under every review, to what qualifies', () => {
    for (const review of ['continuous', 'period_end', 'never'] as const) {
      const lifecycle: Lifecycle = { review, downgrade: { policy: 'requalify' } }
      const on = edited(ladder({ lifecycle }), feb, without({ lifecycle }))
      expect(moves(on, [earn(jan, 500)])).toEqual([
        [jan, 'gold', 'met'],
        [feb, 'silver', 'met'],
      ])
    }
  })

  it('is lost by those who were given it by hand, not below the floor if they were not', () => {
    const lifecycle: Lifecycle = { review: 'never', downgrade: { policy: 'requalify', floor: 'silver' } }
    const given: Activity[] = [{ at: jan, type: 'set_tier', tier: 'gold' }]
    expect(moves(edited(ladder({ lifecycle }), feb, without({ lifecycle })), given)[1]?.slice(0, 2)).toEqual([
      feb,
      'silver',
    ])
    expect(moves(edited(ladder(), feb, without()), given)[1]).toEqual([feb, null, 'none'])
  })

  it('may be named by what was done while it was there, and gives nothing afterwards', () => {
    const given = (at: string): Activity[] => [{ at, type: 'set_tier', tier: 'gold' }]
    const on = edited(ladder(), feb, without({ retired: [] }))
    expect(idAt(on, given(jan), jan)).toBe('gold')
    expect(idAt(on, given(mar), mar)).toBeNull()
  })

  it('is the same tier under another id with the same key', () => {
    const keyed = (id: string): LadderLike => ({
      tiers: [{ ...tier(id, 1, 100, 'points.earned'), key: 'silver' }],
    })
    expect(moves(edited(keyed('a'), feb, keyed('b')), [earn(jan, 100)])).toEqual([[jan, 'a', 'met']])
  })
})

describe('under the other reviews', () => {
  const years = { kind: 'calendar_year' } as const
  const yearly = (downgrade: Lifecycle['downgrade'], over: Partial<LadderLike> = {}): LadderLike =>
    ladder({ window: years, lifecycle: { review: 'period_end', downgrade }, ...over })

  it('moves nobody by itself; the next event raises', () => {
    const on = edited(yearly({ policy: 'requalify' }), feb, {
      ...yearly({ policy: 'requalify' }),
      tiers: lower.tiers,
    })
    expect(moves(on, [earn(jan, 300), { at: mar, type: 'touch' }]).slice(0, 2)).toEqual([
      [jan, 'silver', 'met'],
      [mar, 'gold', 'met'],
    ])
  })

  it('a drop that is pending to a tier that is gone ends at the next one below', () => {
    const bronze = tier('bronze', 1, 10, 'points.earned')
    const three = [bronze, { ...silver, rank: 2 }, { ...gold, rank: 3 }]
    const graced = yearly({ policy: 'one_step', graceDays: 60 }, { tiers: three })
    const on = edited(graced, '2028-01-15T00:00:00Z', {
      ...graced,
      tiers: three.filter(({ id }) => id !== 'silver'),
    })
    expect(moves(on, [earn('2026-06-01T00:00:00Z', 500)])[1]?.slice(0, 2)).toEqual([
      '2028-03-01T00:00:00Z',
      'bronze',
    ])
  })

  it('another kind of review starts with nothing pending', () => {
    const rolling = (review: Lifecycle['review']): LadderLike =>
      ladder({
        window: { kind: 'rolling', months: 1 },
        lifecycle: { review, downgrade: { policy: 'requalify', graceDays: 60 } },
      })
    const on = edited(rolling('continuous'), mar, rolling('never'))
    expect(standingAt({ ladder: on, activity: [earn(jan, 500)], at: feb }).reason).toBe('grace')
    expect(moves(on, [earn(jan, 500)])).toHaveLength(1)
  })

  it('a quiet time that runs ends when it would have, and one starts where none runs', () => {
    const quiet = (inactivity: string): LadderLike =>
      ladder({
        window: { kind: 'rolling', months: 1 },
        lifecycle: { review: 'inactivity', inactivity, downgrade: { policy: 'one_step' } },
      })
    const given: Activity[] = [{ at: jan, type: 'set_tier', tier: 'gold' }]
    expect(moves(edited(quiet('P60D'), feb, quiet('P30D')), given).slice(1)).toEqual([
      ['2026-03-11T00:00:00Z', 'silver', 'kept'],
      [apr, null, 'none'],
    ])
    const never = ladder({ lifecycle: { review: 'never', downgrade: { policy: 'hold' } } })
    expect(moves(edited(never, feb, quiet('P28D')), given)[1]).toEqual([mar, 'silver', 'kept'])
  })

  it('the years of another window end on their own day', () => {
    const on = edited(yearly({ policy: 'to_base' }), feb, {
      ...yearly({ policy: 'to_base' }),
      window: { kind: 'fixed_year', month: 3, day: 10 },
    })
    // On 10 March of 2026 the year that began in 2025 ends; its January passes the review, the next year has nothing.
    expect(moves(on, [earn(jan, 500)])).toEqual([
      [jan, 'gold', 'met'],
      ['2027-03-10T00:00:00Z', null, 'none'],
    ])
  })
})
