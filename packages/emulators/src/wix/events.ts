import { randomUuid } from '../core/ids.js'
import type { WebhookManners } from '../core/vendor.js'
import type { World } from './context.js'
import { PUBLIC_KEY, signedJwt } from './jwt.js'
import { INSTANCE_ID } from './seed.js'
import { accountShape, dateOf } from './shapes.js'
import type { Account } from './state.js'

interface DomainEvent {
  readonly fqdn: 'wix.loyalty.v1.tier' | 'wix.loyalty.v1.account'
  readonly slug: string
  readonly entityId: string
  /** `createdEvent`, `updatedEvent`, `deletedEvent` or `actionEvent`. */
  readonly what: object
}

/** Posts an event; its claim `data` holds JSON as text, twice (About the Structure of Events page). */
const emit = (
  { state, now, publish }: World,
  { fqdn: entityFqdn, slug, entityId, what }: DomainEvent,
): void => {
  state.events += 1
  const event = {
    id: randomUuid(),
    entityFqdn,
    slug,
    entityId,
    eventTime: dateOf(now),
    triggeredByAnonymizeRequest: false,
    originatedFrom: '',
    entityEventSequence: String(state.events),
    ...what,
  }
  const eventType = `${entityFqdn}_${slug}`
  const identity = JSON.stringify({ identityType: 'APP' })
  const data = { eventType, instanceId: INSTANCE_ID, data: JSON.stringify(event), identity }
  publish({ type: eventType, body: JSON.stringify(data) })
}

export const tierEvent = (
  world: World,
  slug: 'created' | 'updated' | 'deleted',
  entityId: string,
  what: object,
): void => emit(world, { fqdn: 'wix.loyalty.v1.tier', slug, entityId, what })

const accountEvent = (world: World, { id: entityId }: Account, slug: string, what: object): void =>
  emit(world, { fqdn: 'wix.loyalty.v1.account', slug, entityId, what })

export const accountCreated = (world: World, account: Account): void =>
  accountEvent(world, account, 'created', { createdEvent: { entity: accountShape(account) } })

/** Also says that a recalculation moved the account (Account Updated page). */
export const accountUpdated = (world: World, account: Account): void =>
  accountEvent(world, account, 'updated', { updatedEvent: { currentEntity: accountShape(account) } })

export const accountPointsUpdated = (world: World, account: Account): void =>
  accountEvent(world, account, 'points_updated', {
    actionEvent: { body: { account: accountShape(account) } },
  })

/** What made rewards available, or no longer so (Account Reward Availability Updated page). */
export type RewardTrigger = 'BALANCE_UPDATED' | 'TIERS_RECALCULATED'

export const rewardAvailabilityUpdated = (
  world: World,
  account: Account,
  updateTrigger: RewardTrigger,
): void =>
  accountEvent(world, account, 'reward_availability_updated', {
    actionEvent: { body: { rewardAvailable: account.rewardAvailable, updateTrigger } },
  })

/** The whole body is an RS256 JWT. No page of Wix says when it tries again, so it does not. */
export const wixWebhooks: WebhookManners = {
  retryAfterMs: [],
  publicKey: PUBLIC_KEY,
  encode: ({ body, now }) => signedJwt({ data: body, iat: Math.floor(now / 1000) }),
  /** The key comes along, base64 of its PEM, for receivers that are written in another language. */
  sign: async () => ({ 'content-type': 'text/plain', 'x-rungs-public-key': btoa(PUBLIC_KEY) }),
}
