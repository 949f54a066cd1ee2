import { type Migration, migrateLadder } from '@rungs/client'
import type { Ladder } from '@rungs/model'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { held, leavesOf, placeAfterLosses, spokenFor, valueAt } from '../src/account.js'
import { type Backend, backend, names } from '../src/backends.js'
import { add, line, noFigures } from '../src/figures.js'
import { anyLadder } from '../src/ladders.js'
import { write } from '../src/write.js'

/** Law 1 from provider to provider: what one holds and another is given is carried over, or named as lost. */
const runs = Number(process.env.RUNGS_PAIR_RUNS ?? 1000)
const made = fc.sample(anyLadder, { numRuns: runs, seed: 20_251_121 })
const lines: string[] = []

afterAll(() => console.log(`\nLadders from provider to provider:\n${lines.join('\n')}`))

for (const from of names) {
  describe(`from ${from}`, () => {
    const ladders: Ladder[] = []

    it(`reads ${runs} ladders`, async () => {
      const source = backend(from)
      for (const ladder of made) {
        source.reset()
        await write(source.client, ladder)
        ladders.push(await source.client.ladder.get())
      }
      const tiers = ladders.flatMap((ladder) => ladder.tiers).length
      expect(tiers, 'tiers that the source holds').toBeGreaterThan(runs / 4)
    })

    for (const to of names.filter((name) => name !== from)) {
      it(`to ${to}: every leaf is accounted for, and held as it says`, async () => {
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
      })
    }
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
