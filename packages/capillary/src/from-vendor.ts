import {
  formatInstant,
  type Instant,
  type JsonObject,
  type Ladder,
  parseInstant,
  type Tier,
  type TierRef,
  type TierStatus,
} from '@rungs/model'
import { isJsonObject, present } from '@rungs/transport'
import { type RuleSettings, ruleOf } from './eligibility.js'
import { extrasIn } from './extras.js'
import { validityOf } from './validity.js'
import type { CapillaryTier } from './wire.js'

/** One tier of a program: as it counts, as it is drafted, or both (List All Tiers page: two rows). */
export type Entry =
  | { live: CapillaryTier; draft?: CapillaryTier }
  | { live?: undefined; draft: CapillaryTier }

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

/** The tiers that rows make, ascending by serial number; what is archived is left out. */
export function entriesOf(rows: readonly CapillaryTier[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const row of rows) {
    const status = statusOf(row)
    if (status === 'archived') continue
    const key = `${row.serialNumber ?? idOf(row)}`
    const { live, draft } = entries.get(key) ?? {}
    if (status === 'active') entries.set(key, draft === undefined ? { live: row } : { live: row, draft })
    else entries.set(key, live === undefined ? { draft: row } : { live, draft: row })
  }
  return [...entries.values()].sort((a, b) => rankOf(rowOf(a)) - rankOf(rowOf(b)))
}

/** The row that a tier is shown by: the one that counts, if there is one. */
export function rowOf({ live, draft }: Entry): CapillaryTier {
  return live ?? draft
}

/**
 * Our id of a tier: `tierUniqueId`, which it keeps from its first draft on; `slabId` for one that was made outside the
 * tiers API and has no other.
 */
export function idOf({ tierUniqueId, slabId, objectId, name }: CapillaryTier): string {
  return tierUniqueId || (typeof slabId === 'number' ? `${slabId}` : objectId || name)
}

/** Whether an id of any of the three kinds is this tier's. */
export function hasId({ live, draft }: Entry, id: string): boolean {
  return [live, draft].some(
    (row) => row !== undefined && [row.tierUniqueId, row.objectId, row.slabId?.toString()].includes(id),
  )
}

/** What a member holds who qualifies for nothing: the first tier, which asks for nothing (Create Tiers guide). */
export function isBase({ serialNumber, eligibility }: CapillaryTier): boolean {
  const { threshold, conditions } = eligibility ?? {}
  return serialNumber === 1 && (threshold ?? undefined) === undefined && (conditions ?? []).length === 0
}

/** A tier of the common model; everything that has no place in it comes along under `vendor.capillary`. */
export function tierOf(entry: Entry, settings: RuleSettings): Tier {
  const row = rowOf(entry)
  const { meta, description, color } = row
  const rule = ruleOf(row.eligibility, settings)
  const validity = validityOf(row, settings)
  return {
    id: idOf(row),
    name: row.name,
    ...present({ description: description || undefined, color: color || undefined }),
    rank: rankOf(row),
    ...present({ rule, validity }),
    benefits: [],
    status: statusOf(row),
    ...present({ createdAt: instantOf(meta?.createdAt), updatedAt: instantOf(meta?.updatedAt) }),
    vendor: { capillary: vendorOf(entry) },
  }
}

/** The tier as others refer to it. */
export function refOf(row: CapillaryTier): TierRef {
  return { id: idOf(row), name: row.name, rank: rankOf(row) }
}

/** The ladder that the tiers of a program make. */
export function ladderOf(programId: number, entries: readonly Entry[], settings: RuleSettings): Ladder {
  const base = entries.map(rowOf).find(isBase)
  const tiers = entries.filter((entry) => !isBase(rowOf(entry))).map((entry) => tierOf(entry, settings))
  return {
    id: String(programId),
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'period_end', downgrade: { policy: policyOf(tiers) } },
    ...(base === undefined ? {} : { baseTier: baseOf(base) }),
    tiers,
  }
}

function baseOf({ name, description, color }: CapillaryTier): NonNullable<Ladder['baseTier']> {
  return { name, ...(description ? { description } : {}), ...(color ? { color } : {}) }
}

const policies = { SINGLE: 'one_step', THRESHOLD: 'requalify', LOWEST: 'to_base' } as const

/** Where its tiers agree on one. Without renewal conditions nobody drops (Validity and Renewal guide). */
function policyOf(tiers: readonly Tier[]): Ladder['lifecycle']['downgrade']['policy'] {
  const dropping = tiers
    .map(({ vendor }) => vendor?.capillary)
    .filter((own) => own?.shouldDowngrade !== false)
  const targets = new Set(
    dropping.flatMap((own) => (own?.downgradeTo === undefined ? [] : [own.downgradeTo])),
  )
  const [only] = targets
  const known = (['SINGLE', 'THRESHOLD', 'LOWEST'] as const).find((target) => target === only)
  return targets.size === 1 && known !== undefined ? policies[known] : 'hold'
}

/** The serial number, from 1; compared only. */
function rankOf({ serialNumber }: CapillaryTier): number {
  return Math.max(1, serialNumber ?? 1)
}

function vendorOf({ live, draft }: Entry): JsonObject {
  const { name, description, color, eligibility, renewal, validity, meta, ...all } = live ?? draft
  // How many hold it, and when they were counted, changes while the tier does not.
  const { customerCount, countRefreshedAt, ...rest } = all
  const parts = [eligibility, validity ?? renewal].map((part) => json(part))
  const [rules = {}, period = {}] = parts
  const { createdBy, updatedBy } = json(meta)
  const more = {
    ...extrasIn({ eligibility: rules, validity: period, renewal: { ...period, ...json(period.renewal) } }),
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(updatedBy === undefined ? {} : { updatedBy }),
  }
  const edit = live === undefined || draft === undefined ? {} : { edit: json(draft) }
  return { ...json(rest), ...more, ...edit }
}

/** The fields are JSON: they were parsed from it, and the wire schemas let them pass untouched. */
function json(value: unknown): JsonObject {
  return isJsonObject(value as JsonObject) ? (value as JsonObject) : {}
}

/** `2026-06-11T12:34:36Z`, or with the offset of the server. */
export function instantOf(given: string | null | undefined): Instant | undefined {
  const ms = parseInstant((given ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return ms === undefined ? undefined : formatInstant(ms)
}
