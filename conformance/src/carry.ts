import { type Migration, migrateLadder } from '@rungs/client'
import type { Ladder, Rule } from '@rungs/model'
import { expect } from 'vitest'
import { held, leavesOf, placeAfterLosses, spokenFor, valueAt } from './account.js'
import type { Backend } from './backends.js'
import { meansTheSame } from './rules.js'

/** Carries a ladder over, and holds that every leaf of it is accounted for once, and held where it is said to be. */
export async function carry(ladder: Ladder, target: Backend): Promise<Migration> {
  const migration = await migrateLadder({ from: ladder, to: target.client, onLoss: 'report' })
  expect(spokenFor(migration)).toEqual(leavesOf(ladder))
  await expectHeld(migration, ladder, target)
  return migration
}

/** Where a rule begins in a path: one that is held in another form has to mean the same. */
const ruled = /^tiers\[\d+\]\.(rule|validity\.renewal)\b/

/**
 * What is held is at the target as it was at the source; a floor names the target's own tier. A ladder that is archived
 * may take its tiers along.
 */
async function expectHeld(migration: Migration, ladder: Ladder, { client }: Backend): Promise<void> {
  const { status, ...there } = await client.ladder.get()
  const tiers = migration.tiers.map(({ to }) => there.tiers.find(({ id }) => id === to?.id))
  const { mapped, emulated } = held(migration)
  const own = status === 'archived' ? /\.(floor|status)$/ : /\.floor$/
  const paths = [...mapped, ...emulated.filter((path) => !ruled.test(path))].filter((path) => !own.test(path))
  const at = (path: string): unknown =>
    said(valueAt({ ...there, status, tiers }, placeAfterLosses(path, migration)))
  expect(paths.map((path) => [path, at(path)])).toEqual(
    paths.map((path) => [path, said(valueAt(ladder, path))]),
  )
  for (const place of new Set(emulated.flatMap((path) => ruled.exec(path)?.[0] ?? []))) {
    const rules = [valueAt(ladder, place), at(place)] as [Rule, Rule | undefined]
    expect(meansTheSame(...rules), `${place}: ${JSON.stringify(rules)}`).toBe(true)
  }
}

/** Two weeks are fourteen days, in whichever words. */
function said(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^P(\d+)W$/, (_, weeks) => `P${weeks * 7}D`) : value
}
