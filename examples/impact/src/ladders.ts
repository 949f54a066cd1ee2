import { readFile } from 'node:fs/promises'
import { checkLadder } from '@rungs/engine'
import type { Ladder } from 'rungs'
import { parseLadder } from 'rungs/schemas'
import { parse } from 'yaml'

/** A ladder file, with what may not be meant in it. */
export interface LadderFile {
  ladder: Ladder
  /** For example that nobody can hold a tier, because a higher one asks for less. */
  warnings: string[]
}

/**
 * Reads a ladder file. Tiers are known by their `key`, or by their name; they rank as they stand, the lowest first,
 * unless they say otherwise. A bare `threshold` counts the points that a member has.
 */
export async function readLadder(file: string | URL): Promise<LadderFile> {
  const {
    key = 'ladder',
    tiers,
    ...settings
  } = parseLadder(parse(await readFile(file, 'utf8')), {
    defaultMetric: 'points.balance',
  })
  const { vendor: _vendor, ...own } = settings
  const ladder: Ladder = {
    id: key,
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    ...own,
    tiers: tiers.map(({ vendor: _, ...tier }, index) => ({
      id: tier.key ?? tier.name,
      rank: index + 1,
      benefits: [],
      status: 'active',
      ...tier,
    })),
  }
  const { issues, warnings } = checkLadder(ladder)
  const said = ({ path, message }: { path: string; message: string }): string => `${path}: ${message}`
  if (issues.length > 0) throw new Error(issues.map(said).join('; '))
  return { ladder, warnings: warnings.map(said) }
}
