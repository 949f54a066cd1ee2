import type { Clock, Ladder, Metric, Standing, Tier, TierChange, TierRef } from '@rungs/model'
import {
  benefitsOf,
  datesFrom,
  instantFrom,
  present,
  refTo,
  standingNow,
  vendorOutput,
} from '@rungs/transport'
import { motionOf } from './lifecycle.js'
import { amountOf, metricOf, ruleOf } from './rules.js'
import type { CheckedSettings } from './settings.js'
import type { ScripChange, ScripLevel, ScripParticipant, ScripState, ScripTier } from './wire.js'

type Settings = Pick<CheckedSettings, 'counters' | 'labelsKey'>

/** A level as a tier of the common model. Its key is the id, for Scrip names it so everywhere. */
export function tierOf(level: ScripLevel, ladder: Pick<ScripTier, 'status'>, settings: Settings): Tier {
  const { key, rank, display_name: name, color, icon_url: icon, benefits, qualification, ...more } = level
  const { created_at, updated_at, ...rest } = more
  // What was cleared by an empty text is not there.
  const shown = { color: color || undefined, icon: icon || undefined }
  return {
    id: key,
    key,
    name: name || key,
    ...present({ ...shown, rule: ruleOf(qualification, settings) }),
    rank,
    benefits: benefitsOf(benefits, settings.labelsKey),
    status: isArchived(ladder) ? 'archived' : 'active',
    ...datesFrom(created_at, updated_at),
    ...vendorOutput('scrip', present(rest)),
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
  const none: ScripTier = { key: settings.ladder, levels: [] }
  const { key, display_name, status, levels, lifecycle, created_at, updated_at, ...rest } = tier ?? none
  return {
    id: key,
    key,
    ...present({ name: display_name || undefined }),
    status: isArchived({ status }) ? 'archived' : 'active',
    ...motionOf(lifecycle),
    tiers: tiersOf(tier, settings),
    ...datesFrom(created_at, updated_at),
    ...vendorOutput('scrip', present(rest)),
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

/** A standing. What was held of an archived ladder is history: it shows under `vendor.scrip` only. */
export function standingOf(memberId: string, known: Known, settings: Settings, clock: Clock): Standing {
  const { participant, state, tier: ladder } = known
  const tiers = tiersOf(ladder, settings)
  const held = (ladder !== undefined && !isArchived(ladder) && state?.level) || undefined
  const times = { since: instantFrom(state?.acquired_at), expiresAt: instantFrom(state?.expires_at) }
  const { id, status } = participant
  const standing = {
    memberId,
    tier: held === undefined ? null : refOf(held, tiers),
    metrics: metricsOf(participant, ladder, settings),
    ...(held === undefined ? {} : present(times)),
    ...vendorOutput('scrip', present({ id, status, level: state?.level, benefits: state?.benefits })),
  }
  return standingNow(standing, tiers, clock)
}

/** A move between levels, of Scrip's state history. A change by an API key was made by hand. */
export function changeOf(change: ScripChange, tiers: readonly Tier[]): TierChange {
  const { old_value: from, new_value: to, changed_at: at, changed_by_api_key_id: byKey, ...rest } = change
  const ref = (value: unknown): TierRef | null => {
    const key = typeof value === 'object' && value !== null ? Reflect.get(value, 'level') : value
    return typeof key === 'string' && key !== '' ? refOf(key, tiers) : null
  }
  const reason = byKey ? { reason: 'manual' as const } : {}
  const moved = { at: instantFrom(at) ?? at, from: ref(from), to: ref(to), ...reason }
  return { ...moved, ...vendorOutput('scrip', present(rest)) }
}

const refOf = (key: string, tiers: readonly Tier[]): TierRef => ({ ...refTo(key, tiers), key })

/** The counters of a participant; those that the tiers test and the participant does not have count as 0. */
function metricsOf(
  { counters }: ScripParticipant,
  ladder: ScripTier | undefined,
  settings: Settings,
): Standing['metrics'] {
  const tested = (ladder?.levels ?? []).flatMap(({ qualification }) => qualification?.criteria ?? [])
  const found = new Map<Metric, string>()
  for (const { counter } of tested) found.set(metricOf(counter, settings), '0')
  for (const [counter, value] of Object.entries(counters ?? {})) {
    found.set(metricOf(counter, settings), amountOf(value))
  }
  return Object.fromEntries(found)
}
