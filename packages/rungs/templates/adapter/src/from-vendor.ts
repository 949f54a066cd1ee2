import type { Ladder, Tier } from '@rungs/model'
import { notWritten } from './not-written.js'
import type { AcmeTier } from './wire.js'

/** A tier of the common model; what it has no place for comes along under `vendor.acme`. */
export function tierOf(_wire: AcmeTier): Tier {
  return notWritten('src/from-vendor.ts', "the translation of Acme's tier to ours (tierOf)")
}

/** The ladder that all tiers make, ascending by rank. Window and lifecycle are how Acme judges members. */
export function ladderOf(tiers: readonly Tier[]): Ladder {
  return {
    id: 'acme',
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    tiers: [...tiers].sort((a, b) => a.rank - b.rank),
  }
}
