import type { World } from './context.js'
import type { Account, Icon, Settings, Tier, TierDefinition } from './state.js'

export const dateOf = (instant: number): string => new Date(instant).toISOString()

const iconShape = ({ id, url, height, width, altText, filename }: Icon) => ({
  id,
  url,
  height,
  width,
  ...(altText === null ? {} : { altText }),
  ...(filename === null ? {} : { filename }),
})

const definitionShape = ({ name, description, icon }: TierDefinition) => ({
  name,
  description,
  ...(icon === null ? {} : { icon: iconShape(icon) }),
})

/** A tier as it is on the wire (Tier object page). */
export const tierShape = (tier: Tier) => ({
  id: tier.id,
  tierDefinition: definitionShape(tier.definition),
  requiredPoints: tier.requiredPoints,
  revision: String(tier.revision),
  createdDate: dateOf(tier.created),
  updatedDate: dateOf(tier.updated),
})

const emptyBaseTier = {
  empty_fields: { baseTierDefinition: { name: '', description: '' } },
  empty_object: { baseTierDefinition: {} },
  absent: {},
}

export const settingsShape = (
  { switches }: Pick<World, 'switches'>,
  { status, windowMonths, revision, baseTier, created, updated }: Settings,
) => ({
  status,
  rollingWindow: { durationInMonths: windowMonths },
  revision: String(revision),
  ...(baseTier === null
    ? emptyBaseTier[switches.empty_base_tier]
    : { baseTierDefinition: definitionShape(baseTier) }),
  createdDate: dateOf(created),
  updatedDate: dateOf(updated),
})

/** An account as it is on the wire; `tier.id` is left out on the base tier (Loyalty Account object page). */
export const accountShape = (account: Account) => ({
  id: account.id,
  contactId: account.contactId,
  ...(account.memberId === null ? {} : { memberId: account.memberId }),
  points: {
    balance: account.balance,
    earned: account.earned,
    adjusted: account.adjusted,
    redeemed: account.redeemed,
    expired: account.expired,
  },
  rewardAvailable: account.rewardAvailable,
  revision: String(account.revision),
  tier: {
    ...(account.tier.id === null ? {} : { id: account.tier.id }),
    points: account.tier.points,
    updatedDate: dateOf(account.tier.updated),
  },
  createdDate: dateOf(account.created),
  updatedDate: dateOf(account.updated),
  ...(account.lastActivity === null ? {} : { lastActivityDate: dateOf(account.lastActivity) }),
  contact: { id: account.contactId, ...(account.name === null ? {} : { name: account.name }) },
})
