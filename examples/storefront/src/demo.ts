import { fileURLToPath } from 'node:url'
import { type Client, type Loss, loadClient } from 'rungs'
import type { Backends } from './backends.js'
import { benefitsByTier, publishOffer, readOffer } from './offer.js'
import { Rewards, type Shopper } from './rewards.js'

const home = new URL('..', import.meta.url)

/** What the shoppers of the demo did before it begins. Dan has not joined yet. */
const earned: Readonly<Record<string, number>> = { ada: 6200, ben: 300, cleo: 21_000 }

/** The shop's rewards on one provider, with shoppers to try them with. */
export interface Demo {
  provider: string
  rewards: Rewards
  shoppers: Shopper[]
  /** What the provider cannot hold of the offer. */
  losses: Loss[]
  close(): Promise<void>
}

/**
 * Opens the rewards on the provider that `use`, RUNGS_USE or the config names, puts the offer there and fills it.
 * A page waits for the provider for `timeoutMs` at most.
 */
export async function openDemo(backends: Backends, use?: string, timeoutMs = 4000): Promise<Demo> {
  const rungs = await loadClient({
    cwd: fileURLToPath(home),
    env: { ...process.env, ...backends.env },
    client: { timeoutMs },
    ...(use === undefined ? {} : { use }),
  })
  const offer = await readOffer(new URL('ladder.yaml', home))
  const losses = await publishOffer(rungs, offer)
  const shoppers = backends.shoppersAt(rungs.provider)
  await fill(rungs, backends, shoppers)
  const rewards = new Rewards(rungs, benefitsByTier(offer))
  return { provider: rungs.provider, rewards, shoppers, losses, close: () => rungs.close() }
}

/** Makes the shoppers members with a past: through the client, or at the vendor where it takes that from nobody else. */
async function fill(rungs: Client, backends: Backends, shoppers: readonly Shopper[]): Promise<void> {
  const vendor = backends.emulator(rungs.provider)
  for (const { id, memberId } of shoppers) {
    const points = earned[id]
    if (points === undefined) continue
    if (rungs.supports('members.enroll')) await rungs.members.enroll(memberId)
    if (rungs.supports('members.record')) await rungs.members.record(memberId, { type: 'earn', points })
    else if (vendor !== undefined)
      vendor.addActivity({ member: vendor.addMember({ id: memberId }).id, type: 'earn', points })
  }
}
