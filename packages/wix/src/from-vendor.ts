import type { ActivityReceipt, BaseTier, Clock, Ladder, LadderStatus, Standing, Tier } from '@rungs/model'
import { formatInstant } from '@rungs/model'
import {
  datesFrom,
  instantFrom,
  present,
  rankOfThreshold,
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
  const { name, description, icon, ...more } = tierDefinition ?? {}
  const points = requiredPoints ?? 0
  const own = { ...rest, tierDefinition: filled(more), icon: icon && isMoreThanIcon(icon) ? icon : null }
  return {
    id,
    name: name ?? '',
    ...shownOf(tierDefinition),
    rank: rankOfThreshold(points),
    rule: { metric: 'points.earned', op: '>=', value: String(points) },
    benefits: [],
    status: 'active',
    revision: String(revision),
    ...datesFrom(createdDate, updatedDate),
    ...vendorOutput('wix', present(own)),
  }
}

/** All tiers ascending by required points, each once; Wix says nothing of their order. */
export function tiersOf(tiers: readonly WixTier[]): Tier[] {
  const unique = new Map(tiers.map((tier) => [tier.id, tierOf(tier)]))
  return [...unique.values()].sort((a, b) => a.rank - b.rank)
}

/** Wix's words for what a ladder's status is; it archives none. */
export const statuses: { readonly [status in Exclude<LadderStatus, 'archived'>]: string } = {
  active: 'ACTIVE',
  paused: 'PAUSED',
  disabled: 'DISABLED',
  draft: 'DRAFT',
}

/** The ladder of a site. A status that the model has no word for counts for nobody, and is told as `vendor.wix`. */
export function ladderOf(id: string, tiers: readonly WixTier[], settings: WixProgramSettings): Ladder {
  const { status, rollingWindow, baseTierDefinition, revision, createdDate, updatedDate, ...rest } = settings
  const known = wordFor(statuses, status)
  return {
    id,
    status: known ?? 'disabled',
    window: { kind: 'rolling', months: rollingWindow.durationInMonths },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    ...present({ baseTier: baseTierOf(baseTierDefinition) }),
    tiers: tiersOf(tiers),
    revision: String(revision),
    ...datesFrom(createdDate, updatedDate),
    ...vendorOutput('wix', present({ ...rest, status: known === undefined ? status : null })),
  }
}

/** A standing. `tiers` are all tiers, ascending; the held one may lag behind the points, or have been deleted. */
export function standingOf(
  memberId: string,
  { tier: held, ...account }: WixAccount,
  tiers: readonly Tier[],
  clock: Clock,
): Standing {
  const { id, points, updatedDate, ...more } = held ?? {}
  const metrics = present({
    'points.earned': points?.toString(),
    'points.balance': account.points?.balance?.toString(),
  })
  const vendor = vendorOutput('wix', present({ ...account, tier: filled(more) }))
  // When Wix judged the member last.
  const asOf = instantFrom(updatedDate)
  return standingNow({ memberId, tier: id ? refTo(id, tiers) : null, metrics, asOf, ...vendor }, tiers, clock)
}

/** What Wix says about points that were earned or adjusted. */
export function receiptOf(
  memberId: string,
  { account, transactionId }: Pick<WixPointsReply, 'account' | 'transactionId'>,
  clock: Clock,
): ActivityReceipt {
  const at = instantFrom(account.updatedDate) ?? formatInstant(clock.now())
  return { memberId, ...present({ id: transactionId }), at }
}

function baseTierOf(definition: WixDefinition | null | undefined): BaseTier | undefined {
  const base = { name: definition?.name ?? '', ...shownOf(definition) }
  return base.name === '' && Object.keys(base).length === 1 ? undefined : base
}

function shownOf(definition: WixDefinition | null | undefined): { description?: string; icon?: string } {
  return present({ description: definition?.description || undefined, icon: iconOf(definition?.icon) })
}

const filled = (rest: object): object | null => (Object.keys(rest).length === 0 ? null : rest)
