import {
  explainStanding,
  type Json,
  Ledger,
  type ProviderCall,
  type Standing,
  type Tier,
  type TierProvider,
} from '@rungs/model'
import type { ReasonOf } from './reasons.js'

/** The handlers that only read how a member stands now, for a vendor that tells of no other time. */
export function readings(
  read: (memberId: string, call: ProviderCall) => Promise<readonly [Standing, tiers: readonly Tier[]]>,
  reasonOf: ReasonOf,
): Pick<TierProvider['operations'], 'members.standing' | 'members.explain'> {
  return {
    'members.standing': async ({ memberId }, call) => (await read(memberId, call))[0],
    'members.explain': async ({ memberId, at }, call) => {
      settleLost({ at }, reasonOf('explain.at'), call)
      const [standing, tiers] = await read(memberId, call)
      return explainStanding(tiers, standing)
    },
  }
}

/**
 * Settles what a vendor has no place for; nothing where it was not given.
 * @param held the paths that it has a place for.
 * @throws RungsError `unsupported`.
 */
export function settleLost(
  given: { readonly [path: string]: Json | undefined },
  reason: string,
  call: Pick<ProviderCall, 'settle'>,
  ...held: readonly string[]
): void {
  const ledger = new Ledger(given)
  ledger.mapped(...held)
  call.settle(ledger.close(() => reason))
}
