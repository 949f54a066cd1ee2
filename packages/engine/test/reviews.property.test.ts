import fc from 'fast-check'
import { expect, it } from 'vitest'
import { standingAt, timeline } from '../src/index.js'
import { horizon, naiveWalk } from './naive-walk.js'
import { instant, reviewed } from './random.js'

const numRuns = Number(process.env.RUNGS_RUNS ?? 2500)
const from = '2020-01-01T00:00:00Z'

it(`against the naive walk, ${numRuns} random lifecycles: every move is the same`, () => {
  fc.assert(
    fc.property(reviewed, ({ ladder, activity }) => {
      const moves = timeline({ ladder, activity, from, to: new Date(horizon).toISOString() })
      expect(moves.map(({ at, from, to }) => [Date.parse(at), from?.id ?? null, to?.id ?? null])).toEqual(
        naiveWalk({ ladder, activity }).moves,
      )
    }),
    { numRuns },
  )
}, 600_000)

it('a standing is where its timeline leads, and keep.until is the next move down if nothing happens any more', () => {
  fc.assert(
    fc.property(reviewed, instant, ({ ladder, activity }, at) => {
      const standing = standingAt({ ladder, activity, at })
      const last = timeline({ ladder, activity, from, to: at }).at(-1)
      expect(standing.tier).toEqual(last?.to ?? standing.tier)
      expect(standing.since).toBe(last?.at)
      const known = activity.filter((entry) => Date.parse(entry.at) <= Date.parse(at))
      const ahead = naiveWalk({ ladder, activity: known }).moves.filter(([when]) => when > Date.parse(at))
      const rank = (id: string | null) => ladder.tiers.find((tier) => tier.id === id)?.rank ?? 0
      const down = ahead.find(
        ([, before, after]) => rank(after) < Math.min(rank(before), rank(standing.tier?.id ?? null)),
      )
      const until = standing.keep?.until === undefined ? undefined : Date.parse(standing.keep.until)
      if (down !== undefined || (until ?? 0) <= horizon) expect(until).toBe(down?.[0])
    }),
    { numRuns },
  )
}, 600_000)
