import {
  type Clock,
  formatInstant,
  type Instant,
  type JsonObject,
  type Ladder,
  type Metric,
  nextTierOf,
  parseInstant,
  type Standing,
  type Tier,
  type TierChange,
  type TierRef,
} from '@rungs/model'
import { benefitsOf } from './benefits.js'
import { motionOf } from './lifecycle.js'
import { amountOf, metricOf, ruleOf } from './rules.js'
import type { CheckedSettings } from './settings.js'
import type { ScripChange, ScripLevel, ScripParticipant, ScripState, ScripTier } from './wire.js'

type Settings = Pick<CheckedSettings, 'counters' | 'labelsKey'>

/** A level as a tier of the common model. Its key is the id, for Scrip names it so everywhere. */
export function tierOf(level: ScripLevel, ladder: Pick<ScripTier, 'status'>, settings: Settings): Tier {
  const {
    key,
    rank,
    display_name,
    color,
    icon_url,
    benefits,
    qualification,
    created_at,
    updated_at,
    ...rest
  } = level
  const rule = ruleOf(qualification, settings)
  return {
    id: key,
    key,
    name: display_name || key,
    ...(color ? { color } : {}),
    ...(icon_url ? { icon: icon_url } : {}),
    rank,
    ...(rule === undefined ? {} : { rule }),
    benefits: benefitsOf(benefits, settings.labelsKey),
    status: isArchived(ladder) ? 'archived' : 'active',
    ...datesOf(created_at, updated_at),
    ...vendorOf(rest),
  }
}

/** The levels of a Scrip tier, ascending by rank; none where there is no such tier yet. */
export function tiersOf(tier: ScripTier | undefined, settings: Settings): Tier[] {
  if (tier === undefined) return []
  return tier.levels.map((level) => tierOf(level, tier, settings)).sort((a, b) => a.rank - b.rank)
}

/** A Scrip tier as a ladder; one without tiers where the program has none of this key yet. */
export function ladderOf(
  tier: ScripTier | undefined,
  settings: Settings & Pick<CheckedSettings, 'ladder'>,
): Ladder {
  if (tier === undefined) {
    return { id: settings.ladder, key: settings.ladder, status: 'active', ...motionOf(undefined), tiers: [] }
  }
  const { key, display_name, status, levels, lifecycle, created_at, updated_at, ...rest } = tier
  return {
    id: key,
    key,
    ...(display_name ? { name: display_name } : {}),
    status: isArchived(tier) ? 'archived' : 'active',
    ...motionOf(lifecycle),
    tiers: tiersOf(tier, settings),
    ...datesOf(created_at, updated_at),
    ...vendorOf(rest),
  }
}

/** Whether a tier was archived, which is for good; older replies have no `status` (Scrip archive-a-tier page). */
export const isArchived = ({ status }: Pick<ScripTier, 'status'>): boolean => status === 'ARCHIVED'

/** What is known of a member when a standing is made. */
export interface Known {
  participant: ScripParticipant
  state: ScripState | undefined
  tier: ScripTier | undefined
}

/**
 * A standing. What was held of an archived ladder is history: it shows under `vendor.scrip` only. Counters that the
 * tiers test and the participant does not have count as 0.
 */
export function standingOf(memberId: string, known: Known, settings: Settings, clock: Clock): Standing {
  const { participant, state, tier: ladder } = known
  const tiers = tiersOf(ladder, settings)
  const held = state?.level && ladder !== undefined && !isArchived(ladder) ? state.level : undefined
  const standing: Standing = {
    memberId,
    tier: held === undefined ? null : refOf(held, tiers),
    metrics: metricsOf(participant, ladder, settings),
    asOf: formatInstant(clock.now()),
  }
  const [since, expiresAt] =
    held === undefined ? [] : [instantOf(state?.acquired_at), instantOf(state?.expires_at)]
  if (since !== undefined) standing.since = since
  if (expiresAt !== undefined) standing.expiresAt = expiresAt
  const next = nextTierOf(tiers, standing)
  if (next !== undefined) standing.next = next
  const { id, status } = participant
  const benefits = state?.benefits
  return {
    ...standing,
    ...vendorOf({ id, ...(status ? { status } : {}), ...(benefits ? { benefits } : {}) }),
  }
}

/** A move between levels, of Scrip's state history. A change by an API key was made by hand. */
export function changeOf(change: ScripChange, tiers: readonly Tier[]): TierChange {
  const { old_value: from, new_value: to, changed_at: at, changed_by_api_key_id: byKey, ...rest } = change
  const ref = (value: unknown): TierRef | null => {
    const key = typeof value === 'object' && value !== null ? Reflect.get(value, 'level') : value
    return typeof key === 'string' && key !== '' ? refOf(key, tiers) : null
  }
  const moved: TierChange = { at: instantOf(at) ?? at, from: ref(from), to: ref(to) }
  if (byKey) moved.reason = 'manual'
  return { ...moved, ...vendorOf(rest) }
}

/** An instant of Scrip's in our form. */
export function instantOf(text: string | null | undefined): Instant | undefined {
  const ms = typeof text === 'string' ? parseInstant(text) : undefined
  return ms === undefined ? undefined : formatInstant(ms)
}

/** A level that is in no list any more has its key for a name, and rank 0. */
function refOf(key: string, tiers: readonly Tier[]): TierRef {
  const tier = tiers.find(({ id }) => id === key)
  return { id: key, key, name: tier?.name ?? key, rank: tier?.rank ?? 0 }
}

function metricsOf(
  participant: ScripParticipant,
  ladder: ScripTier | undefined,
  settings: Settings,
): Standing['metrics'] {
  const tested = (ladder?.levels ?? []).flatMap(({ qualification }) => qualification?.criteria ?? [])
  const found = new Map<Metric, string>()
  for (const { counter } of tested) found.set(metricOf(counter, settings), '0')
  for (const [counter, value] of Object.entries(participant.counters ?? {})) {
    found.set(metricOf(counter, settings), amountOf(value))
  }
  return Object.fromEntries(found)
}

function datesOf(created: string | null | undefined, updated: string | null | undefined) {
  const [createdAt, updatedAt] = [instantOf(created), instantOf(updated)]
  return {
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  }
}

/** The fields are JSON: they were parsed from it, and the wire schemas let them pass. What is null says nothing. */
function vendorOf(rest: { [field: string]: unknown }): { vendor?: { scrip: JsonObject } } {
  const told = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined)
  return told.length === 0 ? {} : { vendor: { scrip: Object.fromEntries(told) as JsonObject } }
}
