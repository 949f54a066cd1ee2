import type { Ladder, Tier, TierRef, TierStatus } from '@rungs/model'
import { datesFrom, present, vendorOutput, wordFor } from '@rungs/transport'
import type { RuleSettings } from './conditions.js'
import { ruleOf } from './eligibility.js'
import { extrasIn } from './extras.js'
import { partsOf, validityOf } from './validity.js'
import type { CapillaryTier } from './wire.js'

/** One tier of a program: the row that counts, and the draft of a change of it (List All Tiers page: two rows). */
export interface Entry {
  /** The published row; of a tier that was never published, its draft. */
  row: CapillaryTier
  /** Beside a published row only. */
  edit?: CapillaryTier
}

const statuses: { readonly [status: string]: TierStatus } = {
  DRAFT: 'draft',
  REJECTED: 'rejected',
  PENDING_APPROVAL: 'pending',
  // Approved, but not published: approving may be repeated.
  PUBLISH_FAILED: 'pending',
  ACTIVE: 'active',
  LIVE: 'active',
  SNAPSHOT: 'archived',
  DELETED: 'archived',
}

/** Where a row stands. A status that is new to us counts as published where there is a slab. */
export function statusOf({ status, slabId }: CapillaryTier): TierStatus {
  const known = Object.hasOwn(statuses, status) ? statuses[status] : undefined
  return known ?? (typeof slabId === 'number' ? 'active' : 'draft')
}

/** The row of a tier that is not published, if there is one. */
export function draftOf({ row, edit }: Entry): CapillaryTier | undefined {
  return edit ?? (statusOf(row) === 'active' ? undefined : row)
}

/** The tiers that rows make, ascending by serial number; what is archived is left out. */
export function entriesOf(rows: readonly CapillaryTier[]): Entry[] {
  const live = rows.filter((row) => statusOf(row) === 'active')
  const drafts = rows.filter((row) => !['active', 'archived'].includes(statusOf(row)))
  const placeOf = (row: CapillaryTier): string | number => row.serialNumber ?? idOf(row)
  const editOf = (row: CapillaryTier) => drafts.findLast((draft) => placeOf(draft) === placeOf(row))
  const isNew = (draft: CapillaryTier) => !live.some((row) => placeOf(draft) === placeOf(row))
  const entries: Entry[] = [
    ...live.map((row) => ({ row, ...present({ edit: editOf(row) }) })),
    ...drafts.filter(isNew).map((row) => ({ row })),
  ]
  return entries.sort((a, b) => rankOf(a.row) - rankOf(b.row))
}

/** The tier once the row of it that is not published has become another. */
export function withDraft({ row }: Entry, now: CapillaryTier): Entry {
  return statusOf(row) === 'active' && statusOf(now) !== 'active' ? { row, edit: now } : { row: now }
}

/**
 * Our id of a tier: `tierUniqueId`, which it keeps from its first draft on; `slabId` for one that was made outside the
 * tiers API and has no other.
 */
export function idOf({ tierUniqueId, slabId, objectId, name }: CapillaryTier): string {
  return tierUniqueId || (typeof slabId === 'number' ? `${slabId}` : objectId || name)
}

/** Whether an id of any of the three kinds is this tier's. */
export function hasId({ row, edit }: Entry, id: string): boolean {
  return [row, edit].some((one) => one && [one.tierUniqueId, one.objectId, `${one.slabId}`].includes(id))
}

/** What a member holds who qualifies for nothing: the first tier, which asks for nothing (Create Tiers guide). */
export function isBase({ row: { serialNumber, eligibility } }: Entry): boolean {
  const { threshold, conditions } = eligibility ?? {}
  return serialNumber === 1 && (threshold ?? undefined) === undefined && (conditions ?? []).length === 0
}

/** A tier of the common model; everything that has no place in it comes along under `vendor.capillary`. */
export function tierOf(entry: Entry, settings: RuleSettings): Tier {
  const { row } = entry
  return {
    id: idOf(row),
    name: row.name,
    rank: rankOf(row),
    ...present({
      description: row.description || undefined,
      color: row.color || undefined,
      rule: ruleOf(row.eligibility, settings),
      validity: validityOf(row, settings),
    }),
    benefits: [],
    status: statusOf(row),
    ...datesFrom(row.meta?.createdAt, row.meta?.updatedAt),
    ...vendorOutput('capillary', ownFields(entry)),
  }
}

/** The tier as others refer to it; the base is none. */
export function refOf(entry: Entry): TierRef | null {
  const { row } = entry
  return isBase(entry) ? null : { id: idOf(row), name: row.name, rank: rankOf(row) }
}

/** The ladder that the tiers of a program make, the first of which is the base. */
export function ladderOf(programId: number, base: CapillaryTier | undefined, tiers: Tier[]): Ladder {
  return {
    id: String(programId),
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'period_end', downgrade: { policy: policyOf(tiers) } },
    ...(base && {
      baseTier: {
        name: base.name,
        ...present({ description: base.description || undefined, color: base.color || undefined }),
      },
    }),
    tiers,
  }
}

const policies = { one_step: 'SINGLE', requalify: 'THRESHOLD', to_base: 'LOWEST' } as const

/**
 * Where its published tiers agree on one; a tier without renewal conditions is kept by everybody, whatever it says
 * (Validity and Renewal guide).
 */
function policyOf(tiers: readonly Tier[]): Ladder['lifecycle']['downgrade']['policy'] {
  const found = tiers.flatMap(({ status, validity, vendor }) => {
    const { shouldDowngrade, downgradeTo } = vendor?.capillary ?? {}
    if (status !== 'active') return []
    if (shouldDowngrade === false) return validity?.renewal === undefined ? [] : 'hold'
    return downgradeTo === undefined ? [] : (wordFor(policies, downgradeTo) ?? 'hold')
  })
  const [only = 'hold', other] = new Set(found)
  return other === undefined ? only : 'hold'
}

/** The serial number, from 1; compared only. */
function rankOf({ serialNumber }: CapillaryTier): number {
  return Math.max(1, serialNumber ?? 1)
}

/** What the common model speaks for; and how many hold the tier, which changes while the tier does not. */
const spokenFor = new Set(
  'name description color eligibility renewal validity meta customerCount countRefreshedAt'.split(' '),
)

function ownFields({ row, edit }: Entry): object {
  const given = row.validity ?? row.renewal
  const period = given && partsOf(given)
  const fields: { [name: string]: unknown } = {}
  for (const name of Object.keys(row)) if (!spokenFor.has(name)) fields[name] = row[name]
  const more = {
    ...extrasIn('eligibility', row.eligibility),
    ...extrasIn('validity', period),
    ...extrasIn('renewal', period),
    ...present({ createdBy: row.meta?.createdBy, updatedBy: row.meta?.updatedBy, edit }),
  }
  return Object.assign(fields, more)
}
