import type { Activity } from '@rungs/model'
import type { EngineStanding, LadderHistory, LadderLike, Readings } from '../../src/index.js'

/** A worked example of a vendor, as a ladder of the common model. */
export interface Example {
  /** Its number, or the line of the vendor facts that it is made of. */
  number: string
  /** The vendor's page that it is from. */
  source: string
  what: string
  ladder: LadderLike | LadderHistory
  activity: readonly Activity[]
  memberSince?: string
  readings?: Readings
  /** At each instant, the tier held (its id; `null` for the base) and what else of the standing the example says. */
  at: readonly (readonly [at: string, tier: string | null, standing?: DeepPartial<EngineStanding>])[]
}

type DeepPartial<T> = T extends object ? { [key in keyof T]?: DeepPartial<T[key]> } : T

/** A purchase. */
export const spent = (at: string, spend: number | string): Activity => ({ at, type: 'purchase', spend })

/** Points earned. */
export const earned = (at: string, points: number): Activity => ({ at, type: 'earn', points })

/** A ladder that was edited once. */
export const edited = (ladder: LadderLike, from: string, after: LadderLike): LadderHistory => ({
  versions: [{ ladder }, { from, ladder: after }],
})
