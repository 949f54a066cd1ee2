import type { Activity, Metric } from '@rungs/model'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileLadder, explain, type LadderLike, standingAt, timeline } from '../src/index.js'
import { yearStarts } from './naive-calendar.js'
import { millionths } from './naive-metrics.js'
import { horizon, naiveWalk, type Story } from './naive-walk.js'
import { anything, instant, reviewed } from './random.js'

const numRuns = Number(process.env.RUNGS_RUNS ?? 5000)
const from = '2020-01-01T00:00:00Z'
const to = new Date(horizon).toISOString()
const metrics: Metric[] = ['points.balance', 'points.earned', 'spend', 'visits', 'counter:a', 'counter:b']

/** A story as it was known at an instant. */
function knownAt(story: Story, now: number): Story {
  const { ladder } = story
  return {
    ...story,
    activity: story.activity.filter((entry) => Date.parse(entry.at) <= now),
    ladder:
      'versions' in ladder
        ? { versions: ladder.versions.filter(({ from }) => from === undefined || Date.parse(from) <= now) }
        : ladder,
  }
}

it('a standing has the tier, the entry, the expiry and the metrics of the naive walk, and is where its timeline leads', () => {
  fc.assert(
    fc.property(anything, instant, (story, at) => {
      const now = Date.parse(at)
      const standing = standingAt({ ...story, at })
      const { moves, walker } = naiveWalk(knownAt(story, now), now)
      expect(standing.tier?.id ?? null).toBe(walker.shown())
      const expires = walker.expires()
      expect(standing.expiresAt && Date.parse(standing.expiresAt)).toBe(expires)
      for (const metric of metrics) {
        expect(millionths(standing.metrics[metric] ?? '0')).toBe(walker.metricAt(metric, now))
      }
      const last = moves.at(-1)
      if (last !== undefined) expect(standing.since && Date.parse(standing.since)).toBe(last[0])
      const change = timeline({ ...story, from, to: at }).at(-1)
      expect(change?.to ?? null).toEqual(change === undefined && moves.length === 0 ? null : standing.tier)
      expect(explain({ ...story, at })).toMatchObject(standing)
    }),
    { numRuns },
  )
}, 600_000)

it('keep.until is the next move down if nothing happens any more', () => {
  fc.assert(
    fc.property(anything, instant, (story, at) => {
      const now = Date.parse(at)
      const { tier, keep } = standingAt({ ...story, at })
      const known = knownAt(story, now)
      const ladders =
        'versions' in known.ladder ? known.ladder.versions.map(({ ladder }) => ladder) : [known.ladder]
      const rank = (id: string | null) => ladders.at(-1)?.tiers.find((one) => one.id === id)?.rank ?? 0
      const down = naiveWalk(known).moves.find(
        ([when, , after]) => when > now && rank(after) < (tier?.rank ?? 0),
      )
      const until = keep?.until === undefined ? undefined : Date.parse(keep.until)
      if (down !== undefined || (until ?? 0) <= horizon) expect(until).toBe(down?.[0])
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)

it('more earned points never lower a standing within a period, where every rule asks for at least so much', () => {
  const rising = reviewed
    .filter(({ ladder }) => {
      const { review = 'continuous', downgrade } = ladder.lifecycle ?? {}
      return review !== 'inactivity' && !(review === 'continuous' && downgrade?.graceDays)
    })
    .map(({ ladder, activity }) => ({
      ladder: {
        ...ladder,
        tiers: ladder.tiers.map((tier) => ({
          ...tier,
          rule: { metric: 'points.earned', op: '>=', value: tier.rank } as const,
        })),
      },
      activity: activity.filter(({ type }) => type !== 'set_tier'),
    }))
  const inPeriod = (ladder: LadderLike, when: string) =>
    ladder.lifecycle?.review === 'period_end'
      ? (yearStarts(ladder.window ?? { kind: 'lifetime' }, 'UTC').find((start) => start > Date.parse(when)) ??
        horizon)
      : horizon
  fc.assert(
    fc.property(rising, instant, instant, ({ ladder, activity }, when, at) => {
      fc.pre(Date.parse(at) >= Date.parse(when) && Date.parse(at) < inPeriod(ladder, when))
      const rank = (events: Activity[]) => standingAt({ ladder, activity: events, at }).tier?.rank ?? 0
      expect(rank([...activity, { at: when, type: 'earn', points: '2.5' }])).toBeGreaterThanOrEqual(
        rank(activity),
      )
    }),
    { numRuns, maxSkipsPerRun: 1000 },
  )
}, 600_000)

it('neither the order of the list nor compiling first makes a difference', () => {
  const shuffled = anything.chain((story) => {
    const apart = story.activity.filter(
      (entry, index) =>
        story.activity.findIndex((other) => Date.parse(other.at) === Date.parse(entry.at)) === index,
    )
    return fc
      .shuffledSubarray(apart, { minLength: apart.length })
      .map((other) => ({ story: { ...story, activity: apart }, other }))
  })
  fc.assert(
    fc.property(shuffled, instant, ({ story, other }, at) => {
      const before = JSON.stringify([story, other])
      expect(timeline({ ...story, activity: other, from, to })).toEqual(timeline({ ...story, from, to }))
      const { readings, ladder, ...rest } = story
      const compiled = compileLadder(ladder, readings)
      expect(standingAt({ ...rest, activity: other, ladder: compiled, at })).toEqual(
        standingAt({ ...story, at }),
      )
      expect(JSON.stringify([story, other])).toBe(before)
    }),
    { numRuns: numRuns / 5 },
  )
}, 600_000)
