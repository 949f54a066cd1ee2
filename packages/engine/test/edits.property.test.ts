import fc from 'fast-check'
import { expect, it } from 'vitest'
import { timeline } from '../src/index.js'
import { horizon, naiveWalk } from './naive-walk.js'
import { editedMember } from './random.js'

/** With the other such test 100,000 timelines a run, in parts so that the runner hears from the test. */
const parts = Array.from({ length: 4 }, (_, index) => index + 1)
const numRuns = Number(process.env.RUNGS_RUNS ?? 10_000)

it.each(parts)(
  `against the naive walk, ${numRuns} random timelines on ladders that were edited, part %i of 4`,
  () => {
    fc.assert(
      fc.property(editedMember, (story) => {
        const moves = timeline({
          ...story,
          from: '2020-01-01T00:00:00Z',
          to: new Date(horizon).toISOString(),
        })
        expect(moves.map(({ at, from, to }) => [Date.parse(at), from?.id ?? null, to?.id ?? null])).toEqual(
          naiveWalk(story).moves,
        )
      }),
      { numRuns },
    )
  },
  600_000,
)
