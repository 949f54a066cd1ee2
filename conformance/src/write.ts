import { type Client, isRungsError } from '@rungs/client'
import type { LadderPatchInput, TierInput } from '@rungs/model'
import type { AnyLadder } from './ladders.js'

const expected = new Set(['unsupported', 'invalid_input', 'conflict', 'rejected'])

/** Brings a made-up ladder to a provider as far as it takes it: a setting or a tier that it refuses is left out. */
export async function write(client: Client, { settings, tiers }: AnyLadder): Promise<void> {
  for (const tier of tiers) await attempt(() => createTier(client, tier))
  if (!client.supports('ladder.update')) return
  for (const [key, value] of Object.entries(settings)) {
    const change: LadderPatchInput = { [key]: value }
    await attempt(() => client.ladder.update(change, { onLoss: 'report' }))
  }
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
