import type { Seed } from '../core/vendor.js'
import type { Tier, VinrState } from './state.js'

/** The programme of accounts that name none; the loyalty accounts page uses this id. */
export const DEFAULT_PROGRAMME = 'prog_default'

/** The three tiers of the list example of the tiers page. */
const documentedTiers = (): Tier[] => [
  {
    id: 'tier_bronze',
    name: 'Bronze',
    min_points: 0,
    benefits: ['Member discounts'],
    created: 1716200000,
  },
  {
    id: 'tier_silver',
    name: 'Silver',
    min_points: 1000,
    benefits: ['Member discounts', 'Priority support'],
    created: 1716200100,
  },
  {
    id: 'tier_gold',
    name: 'Gold',
    min_points: 5000,
    benefits: ['Free shipping', 'Early access to sales'],
    created: 1716300000,
  },
]

export const seedState = (seed: Seed): VinrState => ({
  tiers: Object.fromEntries((seed === 'documented' ? documentedTiers() : []).map((tier) => [tier.id, tier])),
  customers: {},
  accounts: {},
  transactions: {},
  events: {},
  webhook_endpoints: {},
  deleted: [],
  replays: {},
})
