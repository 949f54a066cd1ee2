import { type Client, isRungsError } from '@rungs/client'
import type { LadderPatchInput, Tier, TierInput } from '@rungs/model'
import { type AnyLadder, lowest } from './ladders.js'

const expected = new Set(['unsupported', 'invalid_input', 'conflict', 'rejected'])

/** Brings a made-up ladder to a provider as far as it takes it: a setting or a tier that it refuses is left out. */
export async function write(client: Client, { settings, tiers }: AnyLadder): Promise<void> {
  for (const tier of tiers) await attempt(() => createTier(client, tier))
  if (!client.supports('ladder.update')) return
  const made = (await client.ladder.get()).tiers
  for (const [key, value] of Object.entries(settings)) {
    const change = withFloor({ [key]: value }, made)
    await attempt(() => client.ladder.update(change, { onLoss: 'report' }))
  }
}

/** A change whose floor names a tier that is there; without a floor where there is none. */
function withFloor(change: LadderPatchInput, tiers: readonly Tier[]): LadderPatchInput {
  if (change.lifecycle?.downgrade.floor === undefined) return change
  const { floor: name, ...downgrade } = change.lifecycle.downgrade
  const tier = name === lowest ? tiers[0] : tiers.at(-1)
  const floor = tier === undefined ? {} : { floor: tier.key ?? tier.id }
  return { ...change, lifecycle: { ...change.lifecycle, downgrade: { ...downgrade, ...floor } } }
}

async function createTier(client: Client, tier: TierInput): Promise<void> {
  const made = await client.tiers.create(tier, { onLoss: 'report' })
  const waits = made.status === 'draft' && tier.status !== 'draft'
  if (waits && client.supports('workflow.publish')) await client.workflow.publish(made.id)
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isRungsError(error) || !expected.has(error.code)) throw error
  }
}
