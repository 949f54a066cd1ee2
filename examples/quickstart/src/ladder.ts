import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Client, LadderInput, Loss, Tier, TierPatchInput } from 'rungs'
import { parseLadder } from 'rungs/schemas'
import { parse } from 'yaml'

/** Tiers as a `ladder.yaml` describes them. */
export type WantedTiers = LadderInput['tiers']

type WantedTier = WantedTiers[number]

/** A tier that goes on under another name. */
export interface Promotion {
  from: string
  to: WantedTier
}

/** What was done to a ladder, and what the provider could not hold of it. */
export interface Done {
  changes: string[]
  losses: Loss[]
}

/** Reads a ladder file; a wrong path in it is an error that names it. */
export async function readLadder(file: string | URL): Promise<WantedTiers> {
  const written: LadderInput = parse(await readFile(file, 'utf8'))
  parseLadder(written, { defaultMetric: 'points.balance' })
  return written.tiers
}

/**
 * Brings the provider to the wanted tiers and says what it did. A second run finds nothing to do: tiers are known by
 * their names, and one that was promoted is known by its new name. What the provider cannot hold is left out and told.
 */
export async function putLadder(rungs: Client, wanted: WantedTiers, promotion: Promotion): Promise<Done> {
  const tiers = await rungs.tiers.list().toArray({ max: 1000 })
  const named = (name: string): Tier | undefined => tiers.find((tier) => tier.name === name)
  const isPromoted = named(promotion.to.name) !== undefined
  const done: Done = { changes: [], losses: [] }
  for (const tier of wanted) {
    if (tier.name === promotion.from && isPromoted) continue
    const found = named(tier.name)
    if (found !== undefined) await bring(rungs, found, tier, done)
    else tiers.push(await create(rungs, tier, done))
  }
  const promoted = named(promotion.to.name) ?? named(promotion.from)
  if (promoted === undefined) throw new Error(`There is no tier ${promotion.from} to promote.`)
  await bring(rungs, promoted, promotion.to, done)
  return done
}

async function create(rungs: Client, tier: WantedTier, done: Done): Promise<Tier> {
  const { data, losses } = await rungs.tiers.create(tier, { onLoss: 'report' }).withDetails()
  done.changes.push(`created ${tier.name}`)
  done.losses.push(...losses.map((loss) => ({ ...loss, path: `${tier.name}: ${loss.path}` })))
  return data
}

/** Changes of a tier what differs from the wanted one, if anything does. */
async function bring(rungs: Client, tier: Tier, wanted: WantedTier, done: Done): Promise<void> {
  const change: TierPatchInput = {}
  if (tier.name !== wanted.name) change.name = wanted.name
  if (wanted.threshold !== undefined && String(wanted.threshold) !== thresholdOf(tier))
    change.threshold = wanted.threshold
  const labels = tier.benefits.flatMap((benefit) => ('label' in benefit ? [benefit.label] : []))
  const holdsLabels = rungs.supports('tier.benefits.label')
  if (holdsLabels && wanted.benefits !== undefined && !isDeepStrictEqual(labels, wanted.benefits))
    change.benefits = wanted.benefits
  if (Object.keys(change).length === 0) return
  // Where the provider has revisions, a change that somebody else made meanwhile is not overwritten.
  await rungs.tiers.update(tier.id, change, tier.revision === undefined ? {} : { ifRevision: tier.revision })
  done.changes.push(tier.name === wanted.name ? `changed ${tier.name}` : `${tier.name} became ${wanted.name}`)
}

function thresholdOf({ rule }: Tier): string | undefined {
  return rule !== undefined && 'metric' in rule && rule.op === '>=' ? rule.value : undefined
}
