import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Client, Tier, TierPatchInput } from 'rungs'
import { parseLadder } from 'rungs/schemas'
import { parse } from 'yaml'

/** Tiers as a `ladder.yaml` describes them, checked and in their full form. */
export type WantedTiers = ReturnType<typeof parseLadder>['tiers']

type WantedTier = WantedTiers[number]

/** A tier that goes on under another name. */
export interface Promotion {
  from: string
  to: WantedTier
}

/** Reads a ladder file; a wrong path in it is an error that names it. */
export async function readLadder(file: string | URL): Promise<WantedTiers> {
  const written: unknown = parse(await readFile(file, 'utf8'))
  return parseLadder(written, { defaultMetric: 'points.balance' }).tiers
}

/**
 * Brings the provider to the wanted tiers and says what it did. A second run finds nothing to do: tiers are
 * known by their names, and one that was promoted is known by its new name.
 */
export async function putLadder(rungs: Client, wanted: WantedTiers, promotion: Promotion): Promise<string[]> {
  const tiers = await rungs.tiers.list().toArray({ max: 1000 })
  const named = (name: string): Tier | undefined => tiers.find((tier) => tier.name === name)
  const isPromoted = named(promotion.to.name) !== undefined
  const done: string[] = []
  for (const tier of wanted) {
    if (tier.name === promotion.from && isPromoted) continue
    const found = named(tier.name)
    if (found === undefined) {
      tiers.push(await rungs.tiers.create(tier))
      done.push(`created ${tier.name}`)
    } else if (await bring(rungs, found, tier)) done.push(`changed ${tier.name}`)
  }
  const promoted = named(promotion.to.name) ?? named(promotion.from)
  if (promoted === undefined) throw new Error(`There is no tier ${promotion.from} to promote.`)
  if (await bring(rungs, promoted, promotion.to)) done.push(`${promoted.name} became ${promotion.to.name}`)
  return done
}

/** Changes of a tier what differs from the wanted one, if anything does. */
async function bring(rungs: Client, tier: Tier, wanted: WantedTier): Promise<boolean> {
  const change: TierPatchInput = {}
  if (tier.name !== wanted.name) change.name = wanted.name
  if (wanted.rule !== undefined && !isDeepStrictEqual(tier.rule, wanted.rule)) change.rule = wanted.rule
  if (wanted.benefits !== undefined && !isDeepStrictEqual(tier.benefits, wanted.benefits))
    change.benefits = wanted.benefits
  if (Object.keys(change).length === 0) return false
  // Where the provider has revisions, a change that somebody else made meanwhile is not overwritten.
  await rungs.tiers.update(tier.id, change, tier.revision === undefined ? {} : { ifRevision: tier.revision })
  return true
}
