import { hmacHex } from '../core/hmac.js'
import type { WebhookManners } from '../core/vendor.js'
import type { World } from './context.js'
import type { Change, Customer, Program } from './state.js'

const eventNames: Readonly<Record<Change['type'], string>> = {
  UPGRADE: 'tierUpgraded',
  DOWNGRADE: 'tierDowngraded',
  RENEWAL: 'tierRenewed',
}

/** Posts the event of a change of tier (event schema "Tier"). */
export const announce = (
  world: World,
  { userId, standings }: Customer,
  { id, slabUpgradeMode }: Program,
  { type, from, to }: { type: Change['type']; from: number; to: number },
): void => {
  const endsAt = standings[id]?.endsAt ?? null
  world.emit(eventNames[type], {
    customerId: userId,
    programId: id,
    previousTierNumber: from,
    upgradedTierNumber: type === 'UPGRADE' ? to : undefined,
    currentTierNumber: to,
    upgradeType: type === 'UPGRADE' ? slabUpgradeMode : undefined,
    tierExpiryDate: endsAt === null ? undefined : new Date(endsAt - 1000).toISOString(),
  })
}

/** No page says how events are signed or tried again: once, with an HMAC for those who want to check one. */
export const capillaryWebhooks: WebhookManners = {
  retryAfterMs: [],
  sign: async ({ body, secret }) => ({ 'x-cap-signature': await hmacHex(secret, body) }),
}
