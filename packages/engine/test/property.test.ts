import type { Activity, Metric } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileLadder, type LadderLike, standingAt, type TierChange, timeline } from '../src/index.js'
import { naiveInstants, naiveMetric, naiveTier } from './naive.js'
import { instant, story } from './random.js'

/** 100,000 in a long run (`RUNGS_RUNS=100000`); enough of them to find a planted mistake in any. */
const numRuns = Number(process.env.RUNGS_RUNS ?? 5000)

const first = '2023-01-01T00:00:00Z'
const last = '2035-01-01T00:00:00Z'
const metrics: Metric[] = ['points.balance', 'points.earned', 'spend', 'visits', 'counter:a', 'counter:b']

const moves = (ladder: LadderLike, activity: readonly Activity[]) =>
  timeline({ ladder, activity, from: first, to: last }).map(({ at, from, to }: TierChange) => [
    Date.parse(at),
    from?.id ?? null,
    to?.id ?? null,
  ])

function naiveMoves(ladder: LadderLike, activity: readonly Activity[]) {
  let held = naiveTier(ladder, [], Date.parse(first) - 1)
  return naiveInstants(ladder, activity).flatMap((now) => {
    const before = held
    held = naiveTier(ladder, activity, now)
    return held === before ? [] : [[now, before, held]]
  })
}

describe(`against the naive evaluator, ${numRuns} random timelines`, () => {
  it('every move is the same', () => {
    fc.assert(
      fc.property(story, ({ ladder, activity }) => {
        expect(moves(ladder, activity)).toEqual(naiveMoves(ladder, activity))
      }),
      { numRuns },
    )
  }, 600_000)

  it('a standing has the same tier and metrics, and the last move of its timeline leads to it', () => {
    fc.assert(
      fc.property(story, instant, ({ ladder, activity }, at) => {
        const standing = standingAt({ ladder, activity, at })
        const now = Date.parse(at)
        expect(standing.tier?.id ?? null).toBe(naiveTier(ladder, activity, now))
        const known = activity.filter((entry) => Date.parse(entry.at) <= now)
        for (const metric of metrics) {
          expect(standing.metrics[metric] ?? '0').toBe(naiveMetric(ladder, known, metric, now))
        }
        const changes = timeline({ ladder, activity, from: first, to: at })
        const change = changes.at(-1)
        if (change === undefined) expect(standing).not.toHaveProperty('since')
        else expect([change.to, change.at]).toEqual([standing.tier, standing.since])
      }),
      { numRuns },
    )
  }, 600_000)
})

it('shuffling makes no difference, but for the order within an instant', () => {
  const shuffled = story.chain(({ ladder, activity }) => {
    const apart = activity.filter(
      (entry, index) =>
        activity.findIndex((other) => Date.parse(other.at) === Date.parse(entry.at)) === index,
    )
    return fc
      .shuffledSubarray(apart, { minLength: apart.length })
      .map((other) => ({ ladder, activity: apart, other }))
  })
  fc.assert(
    fc.property(shuffled, instant, ({ ladder, activity, other }, at) => {
      expect(moves(ladder, other)).toEqual(moves(ladder, activity))
      expect(standingAt({ ladder, activity: other, at }).tier).toEqual(
        standingAt({ ladder, activity, at }).tier,
      )
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)

it('nothing that is asked changes what it was asked about', () => {
  fc.assert(
    fc.property(story, instant, ({ ladder, activity }, at) => {
      const before = JSON.stringify([ladder, activity])
      const standing = standingAt({ ladder, activity, at })
      expect(JSON.parse(JSON.stringify(standing))).toEqual(standing)
      expect(standingAt({ ladder: compileLadder(ladder), activity, at })).toEqual(standing)
      expect(JSON.stringify([ladder, activity])).toBe(before)
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)

it('keep.until is when the tier is lost if nothing happens any more', () => {
  fc.assert(
    fc.property(story, instant, ({ ladder, activity }, at) => {
      const known = activity.filter((entry) => Date.parse(entry.at) <= Date.parse(at))
      const { tier, keep } = standingAt({ ladder, activity, at })
      const rank = (id: string | null) => ladder.tiers.find((one) => one.id === id)?.rank ?? 0
      const lost = naiveInstants(ladder, known).find(
        (now) => now > Date.parse(at) && rank(naiveTier(ladder, known, now)) < (tier?.rank ?? 0),
      )
      expect(keep?.until === undefined ? undefined : Date.parse(keep.until)).toBe(lost)
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)

it('more earned points never lower a standing, where every rule asks for at least so much', () => {
  const rising = story.map(({ ladder, activity }) => ({
    ladder: {
      ...ladder,
      tiers: ladder.tiers.map((tier) => ({
        ...tier,
        rule: { metric: 'points.earned', op: '>=', value: tier.rank } as const,
      })),
    },
    activity: activity.filter(({ type }) => type !== 'set_tier'),
  }))
  fc.assert(
    fc.property(rising, instant, instant, ({ ladder, activity }, at, when) => {
      const rank = (events: Activity[]) => standingAt({ ladder, activity: events, at }).tier?.rank ?? 0
      expect(rank([...activity, { at: when, type: 'earn', points: '0.5' }])).toBeGreaterThanOrEqual(
        rank(activity),
      )
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)
