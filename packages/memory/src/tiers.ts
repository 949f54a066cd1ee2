import { checkLadder } from '@rungs/engine'
import {
  type Clock,
  formatInstant,
  type Tier,
  type TierDraft,
  type TierPatch,
  thresholdOf,
  type Validity,
} from '@rungs/model'
import { copyBenefit, copyRule, copyValidity } from './copy.js'
import { failure, failureAt, staleRevision } from './errors.js'
import { type Placement, placementOf } from './ranks.js'
import type { State, StoredTier } from './state.js'

/** Adds a tier. @throws RungsError `conflict` when its name, key, rank or threshold is taken. Nothing changes then. */
export function addTier(state: State, draft: TierDraft, clock: Clock): Tier {
  refuseTaken(state, draft)
  const validity = draft.validity === undefined ? undefined : checkedValidity(draft.validity)
  const { rank, moved } = place(state, draft.rank, draft)
  const at = clock.now()
  const now = formatInstant(at)
  const tier: Tier = {
    id: `tier_${state.number()}`,
    name: draft.name,
    rank,
    benefits: (draft.benefits ?? []).map(copyBenefit),
    status: draft.status ?? 'active',
    revision: state.number(),
    createdAt: now,
    updatedAt: now,
  }
  if (draft.key !== undefined) tier.key = draft.key
  if (draft.description !== undefined) tier.description = draft.description
  if (draft.color !== undefined) tier.color = draft.color
  if (draft.icon !== undefined) tier.icon = draft.icon
  if (draft.rule !== undefined) tier.rule = copyRule(draft.rule)
  if (validity !== undefined) tier.validity = validity
  move(state, moved)
  state.tiers.set(tier.id, { tier, ranked: draft.rank !== undefined })
  state.changed(at)
  return tier
}

/** Changes a tier. @throws RungsError `conflict` when the new name, rank or threshold is taken. Nothing changes then. */
export function changeTier(state: State, stored: StoredTier, patch: TierPatch, clock: Clock): Tier {
  const { tier } = stored
  refuseTaken(state, patch, tier.id)
  const validity = patch.validity == null ? patch.validity : checkedValidity(patch.validity)
  const placement = replace(state, stored, patch)
  const next: Tier = { ...tier }
  if (patch.name !== undefined) next.name = patch.name
  if (patch.benefits !== undefined) next.benefits = patch.benefits.map(copyBenefit)
  for (const field of ['description', 'color', 'icon'] as const) {
    const value = patch[field]
    if (value === null) delete next[field]
    else if (value !== undefined) next[field] = value
  }
  if (patch.rule === null) delete next.rule
  else if (patch.rule !== undefined) next.rule = copyRule(patch.rule)
  if (validity === null) delete next.validity
  else if (validity !== undefined) next.validity = validity
  if (placement !== undefined) {
    next.rank = placement.rank
    move(state, placement.moved)
  }
  if (patch.rank !== undefined) stored.ranked = true
  return put(state, stored, next, clock)
}

/** Puts a changed tier in place of the old one, with a new revision. */
export function put(state: State, stored: StoredTier, next: Tier, clock: Clock): Tier {
  next.revision = state.number()
  const at = clock.now()
  next.updatedAt = formatInstant(at)
  stored.tier = next
  state.changed(at)
  return next
}

/** @throws RungsError `conflict` when a revision was given that is not the current one. */
export function checkRevision(what: string, given: string | undefined, current: string | undefined): void {
  if (given !== undefined && given !== current) throw staleRevision(what, given, current ?? '')
}

/** The rank that a change leads to; `undefined` when it stays. */
function replace(state: State, { tier, ranked }: StoredTier, patch: TierPatch): Placement | undefined {
  if (patch.rank !== undefined) return { rank: patch.rank, moved: new Map() }
  if (ranked || patch.rule === undefined) return undefined
  const metric = patch.rule !== null && 'metric' in patch.rule ? patch.rule.metric : undefined
  const same = metric !== undefined && thresholdOf(patch.rule ?? undefined) === thresholdOf(tier.rule, metric)
  return same ? undefined : placementOf(state, patch.rule ?? undefined, tier.id)
}

function place(state: State, rank: number | undefined, { rule }: TierDraft): Placement {
  return rank === undefined ? placementOf(state, rule) : { rank, moved: new Map() }
}

/** Derived ranks that give way. Their revisions stay: what people wrote of those tiers has not changed. */
function move(state: State, moved: ReadonlyMap<string, number>): void {
  if (moved.size === 0) return
  for (const [id, rank] of state.retired) state.retired.set(id, rankAfter(state, moved, rank))
  for (const [id, rank] of moved) {
    const stored = state.tiers.get(id)
    if (stored !== undefined) stored.tier = { ...stored.tier, rank }
  }
}

/** Where a deleted tier would stand after a move: still right behind whatever it stood behind. */
function rankAfter(state: State, moved: ReadonlyMap<string, number>, rank: number): number {
  const below = [...state.tiers.values()].filter(({ tier }) => tier.rank <= rank)
  return Math.max(0, ...below.map(({ tier }) => moved.get(tier.id) ?? tier.rank))
}

function refuseTaken(state: State, draft: TierDraft | TierPatch, self?: string): void {
  const key = 'key' in draft ? draft.key : undefined
  const rule = draft.rule ?? undefined
  const metric = rule !== undefined && 'metric' in rule ? rule.metric : undefined
  const threshold = thresholdOf(rule)
  for (const { tier } of state.tiers.values()) {
    if (tier.id === self) continue
    const other = `the tier '${tier.name.slice(0, 60)}' (${tier.id}) has it`
    if (key !== undefined && tier.key === key)
      throw failureAt('conflict', 'key', `'${key}' is taken: ${other}`)
    if (draft.name === tier.name) throw failureAt('conflict', 'name', `the name is taken: ${other}`)
    if (draft.rank === tier.rank) throw failureAt('conflict', 'rank', `${tier.rank} is taken: ${other}`)
    if (threshold !== undefined && thresholdOf(tier.rule, metric) === threshold) {
      throw failureAt('conflict', 'rule.value', `${threshold} of ${metric} is taken: ${other}`)
    }
  }
}

/** A copy of a validity. @throws RungsError `invalid_input` for one without a meaning, such as a fixed one without a start. */
function checkedValidity(validity: Validity): Validity {
  const { issues } = checkLadder({ tiers: [{ id: 'tier', rank: 1, validity }] })
  if (issues.length === 0) return copyValidity(validity)
  const found = issues.map((issue) => ({ ...issue, path: issue.path.replace('tiers[0].', '') }))
  const message = found.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw failure('invalid_input', message, found)
}
