import type { Field, Ladder } from '@rungs/model'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { held, leavesOf } from './account.js'
import { backend, names } from './backends.js'
import { carry } from './carry.js'
import { add, line, noFigures } from './figures.js'
import { laddersFor } from './ladders.js'
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
      for (const ladder of fc.sample(laddersFor(source.home), { numRuns: runs, seed: 20_251_121 })) {
        source.reset()
        await write(source.client, ladder)
        ladders.push(await source.client.ladder.get())
      }
      const tiers = ladders.flatMap((ladder) => ladder.tiers).length
      expect(tiers, 'tiers that the source holds').toBeGreaterThan(runs / 2)
    })

    it.each(names.filter((name) => name !== from))(
      'to %s: every leaf is accounted for, and held as it says',
      async (to) => {
        const target = backend(to)
        const figures = noFigures()
        const seen = new Set<Field>()
        for (const ladder of ladders) {
          target.reset()
          const migration = await carry(ladder, target)
          add(figures, migration, leavesOf(ladder).length)
          const { mapped, emulated } = held(migration)
          for (const path of [...mapped, ...emulated]) seen.add(fieldOf(path))
        }
        // What the reference holds has every field: a target that never held one of its own was never asked.
        if (from === 'memory' && runs >= 1000)
          expect(carried.filter((field) => target.client.supports(field) && !seen.has(field))).toEqual([])
        lines.push(line(`${from} -> ${to}`, figures))
      },
    )
  })
}

/** The fields that a ladder can carry over, but for those that are parts of rules. */
const carried: readonly Field[] = [
  ...(['tier.key', 'tier.name', 'tier.description', 'tier.color', 'tier.icon', 'tier.rank'] as const),
  ...(['tier.rule', 'tier.validity', 'tier.benefits.label', 'tier.benefits.value', 'tier.status'] as const),
  ...(['ladder.name', 'ladder.status', 'ladder.window', 'ladder.lifecycle'] as const),
  ...(['ladder.baseTier', 'ladder.timeZone'] as const),
]

/** The field that a path of a ladder is about. */
function fieldOf(path: string): Field {
  const [, place] = /^tiers\[\d+\]\.(\w+)/.exec(path) ?? []
  if (place === 'benefits') return path.endsWith('.label') ? 'tier.benefits.label' : 'tier.benefits.value'
  return (place === undefined ? `ladder.${/^\w+/.exec(path)?.[0]}` : `tier.${place}`) as Field
}
