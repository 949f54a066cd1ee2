import { readFile } from 'node:fs/promises'
import type { Benefit, Client, LadderInput, Loss } from 'rungs'
import { parseLadder } from 'rungs/schemas'
import { parse } from 'yaml'

/** The tiers of a ladder file, as they are written. */
export type Offer = LadderInput

/** Reads what the shop offers; a wrong path in the file is an error that names it. */
export async function readOffer(file: URL): Promise<Offer> {
  const written: Offer = parse(await readFile(file, 'utf8'))
  parseLadder(written, { defaultMetric: 'points.balance' })
  return written
}

/** What each tier gives, by its name. */
export function benefitsByTier(offer: Offer): ReadonlyMap<string, Benefit[]> {
  const { tiers } = parseLadder(offer, { defaultMetric: 'points.balance' })
  return new Map(tiers.map(({ name, benefits = [] }) => [name, benefits]))
}

/**
 * Puts the tiers that are missing on the provider, and makes the ladder count. What the provider cannot hold is left
 * out and told; it never stops the shop from opening.
 */
export async function publishOffer(rungs: Client, { tiers }: Offer): Promise<Loss[]> {
  const there = await rungs.tiers.list().toArray({ max: 1000 })
  const losses: Loss[] = []
  for (const tier of tiers) {
    if (there.some(({ name }) => name === tier.name)) continue
    const created = await rungs.tiers.create(tier, { onLoss: 'report' }).withDetails()
    losses.push(...created.losses.map(({ path, reason }) => ({ path: `${tier.name}: ${path}`, reason })))
  }
  const { status } = await rungs.ladder.get()
  if (status !== 'active') await rungs.ladder.update({ status: 'active' })
  return losses
}
