import { type Migration, migrateLadder } from '@rungs/client'
import type { Ladder } from '@rungs/model'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { held, leavesOf, placeAfterLosses, spokenFor, valueAt } from './account.js'
import { type Backend, backend, names } from './backends.js'
import { add, line, noFigures } from './figures.js'
import { anyLadder } from './ladders.js'
import { write } from './write.js'

const runs = Number(process.env.RUNGS_PAIR_RUNS ?? 1000)

/**
 * Law 1 from one provider to each other: what it holds and another is given is carried over, or named as lost. A file
 * for each source, so that they run side by side.
 */
export function pairsFrom(from: string): void {
  const ladders: Ladder[] = []
  const lines: string[] = []
  afterAll(() => console.log(`\n${lines.join('\n')}`))

  describe(`from ${from}`, () => {
    it(`reads ${runs} ladders`, async () => {
      const source = backend(from)
      for (const ladder of fc.sample(anyLadder, { numRuns: runs, seed: 20_251_121 })) {
        source.reset()
        await write(source.client, ladder)
        ladders.push(await source.client.ladder.get())
      }
      const tiers = ladders.flatMap((ladder) => ladder.tiers).length
      expect(tiers, 'tiers that the source holds').toBeGreaterThan(runs / 5)
    })

    it.each(names.filter((name) => name !== from))(
      'to %s: every leaf is accounted for, and held as it says',
      async (to) => {
        const target = backend(to)
        const figures = noFigures()
        for (const ladder of ladders) {
          target.reset()
          const migration = await migrateLadder({ from: ladder, to: target.client, onLoss: 'report' })
          const leaves = leavesOf(ladder)
          expect(spokenFor(migration)).toEqual(leaves)
          await expectHeld(migration, ladder, target)
          add(figures, migration, leaves.length)
        }
        lines.push(line(`${from} -> ${to}`, figures))
      },
    )
  })
}

/** What is mapped is at the target as it was at the source; a floor names the target's own tier. */
async function expectHeld(migration: Migration, ladder: Ladder, { client }: Backend): Promise<void> {
  const there = await client.ladder.get()
  const tiers = migration.tiers.map(({ to }) => there.tiers.find(({ id }) => id === to?.id))
  const paths = held(migration).filter((path) => path !== 'lifecycle.downgrade.floor')
  const before = paths.map((path) => [path, valueAt(ladder, path)])
  const after = paths.map((path) => [path, valueAt({ ...there, tiers }, placeAfterLosses(path, migration))])
  expect(after).toEqual(before)
}
