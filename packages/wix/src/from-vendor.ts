import type { ActivityReceipt, Clock, Ladder, Standing, Tier } from '@rungs/model'
import { formatInstant } from '@rungs/model'
import {
  atThreshold,
  datesFrom,
  instantFrom,
  present,
  refTo,
  standingNow,
  vendorOutput,
  wordFor,
} from '@rungs/transport'
import { iconOf, isMoreThanIcon } from './icons.js'
import type { WixAccount, WixDefinition, WixPointsReply, WixProgramSettings, WixTier } from './wire.js'

/** A tier of the common model. Fields that Wix's pages do not name come along under `vendor.wix`. */
export function tierOf(wire: WixTier): Tier {
  const { id, tierDefinition, requiredPoints, revision, createdDate, updatedDate, ...rest } = wire
  const { shown, icon, more } = partsOf(tierDefinition)
  return {
    id,
    ...shown,
    ...atThreshold('points.earned', requiredPoints ?? 0),
    benefits: [],
    status: 'active',
    revision: String(revision),
    ...datesFrom(createdDate, updatedDate),
    ...vendorOutput('wix', present({ ...rest, tierDefinition: filled(more), icon })),
  }
}

/** All tiers ascending by required points, each once; Wix says nothing of their order. */
export function tiersOf(tiers: readonly WixTier[]): Tier[] {
  const unique = new Map(tiers.map((tier) => [tier.id, tierOf(tier)]))
  return [...unique.values()].sort((a, b) => a.rank - b.rank)
}

/** Wix's words for what a ladder's status is; it archives none. */
export const statuses = { active: 'ACTIVE', paused: 'PAUSED', disabled: 'DISABLED', draft: 'DRAFT' } as const

/** The ladder of a site. A status that the model has no word for counts for nobody, and is told as `vendor.wix`. */
export function ladderOf(id: string, tiers: readonly WixTier[], settings: WixProgramSettings): Ladder {
  const { status, rollingWindow, baseTierDefinition, revision, createdDate, updatedDate, ...rest } = settings
  const known = wordFor(statuses, status)
  const { shown, icon, more } = partsOf(baseTierDefinition)
  const own = { status: known ? null : status, baseTierDefinition: filled(present({ ...more, icon })) }
  return {
    id,
    status: known ?? 'disabled',
    window: { kind: 'rolling', months: rollingWindow.durationInMonths },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    ...(Object.values(shown).some(Boolean) ? { baseTier: shown } : {}),
    tiers: tiersOf(tiers),
    revision: String(revision),
    ...datesFrom(createdDate, updatedDate),
    ...vendorOutput('wix', present({ ...rest, ...own })),
  }
}

/** A standing. `tiers` are all tiers, ascending; the held one may lag behind the points, or have been deleted. */
export function standingOf(
  memberId: string,
  wire: WixAccount,
  tiers: readonly Tier[],
  clock: Clock,
): Standing {
  const { tier: held, ...account } = wire
  const { id, points, updatedDate, ...more } = held ?? {}
  const balance = account.points?.balance
  const metrics = present({ 'points.earned': points?.toString(), 'points.balance': balance?.toString() })
  const vendor = vendorOutput('wix', present({ ...account, tier: filled(more) }))
  // When Wix judged the member last.
  const asOf = instantFrom(updatedDate)
  return standingNow({ memberId, tier: id ? refTo(id, tiers) : null, metrics, asOf, ...vendor }, tiers, clock)
}

/** What Wix says about points that were earned or adjusted. */
export function receiptOf(memberId: string, reply: WixPointsReply, clock: Clock): ActivityReceipt {
  const at = instantFrom(reply.account.updatedDate) ?? formatInstant(clock.now())
  return { memberId, ...present({ id: reply.transactionId }), at }
}

/** A definition in the common model, and what of it that has no place for. */
function partsOf(definition: WixDefinition | null | undefined) {
  const { name, description, icon, ...more } = definition ?? {}
  const texts = present({ description: description || undefined, icon: iconOf(icon) })
  return {
    shown: { name: name ?? '', ...texts },
    icon: icon && isMoreThanIcon(icon) ? icon : undefined,
    more,
  }
}

const filled = (rest: object): object | null => (Object.keys(rest).length === 0 ? null : rest)
