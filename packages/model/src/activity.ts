import type { AmountInput } from './amount.js'
import type { Instant } from './time.js'

/** One thing that a member did, or that was done for them, at an instant. `adjust` is signed. */
export type Activity = { at: Instant } & (
  | { type: 'earn' | 'redeem' | 'adjust' | 'expire' | 'refund'; points: AmountInput }
  | { type: 'purchase'; spend: AmountInput }
  | { type: 'visit' }
  | { type: 'counter'; counter: string; add?: AmountInput; set?: AmountInput }
  | { type: 'set_tier'; tier: string | null; until?: Instant }
  | { type: 'touch' }
)
