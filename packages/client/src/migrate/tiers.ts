import {
  type Accounting,
  leafPaths,
  type Tier,
  type TierInput,
  type TierPatchInput,
  type TierRef,
} from '@rungs/model'
import type { CallOptions, Client } from '../types.js'
import { allLost, at, both, isRefusal, type MigratedTier, nothing } from './report.js'
import { inputOf, vendorLosses } from './source.js'

/** One tier of the source on its way to the target. */
export interface TierPlan {
  source: Tier
  input: TierInput
  /** The target's tier of this key or name, if there is one. */
  existing: Tier | undefined
  place: string
  /** What became of it so far; as long as nothing is written, what would become of it. */
  result: MigratedTier
}

/** What would become of every tier of the source. */
export async function planTiers(
  tiers: readonly Tier[],
  target: Client,
  options: CallOptions,
): Promise<TierPlan[]> {
  const there = await target.tiers.list({}, options).toArray({ max: 10_000 })
  const plans: TierPlan[] = []
  for (const [index, source] of tiers.entries()) {
    const input = inputOf(source)
    const existing = there.find((tier) => isSame(tier, source))
    const place = `tiers[${index}]`
    const extras = { losses: vendorLosses(source) }
    const told = await preview(input, target, options)
    const accounting = at(place, both(told.accounting, extras))
    const outcome = told.error !== undefined ? 'refused' : existing === undefined ? 'created' : 'updated'
    const result: MigratedTier = { from: refOf(source), outcome, accounting }
    if (told.error !== undefined) result.error = told.error
    plans.push({ source, input, existing, place, result })
  }
  return plans
}

async function preview(
  input: TierInput,
  target: Client,
  options: CallOptions,
): Promise<{ accounting: Accounting; error?: MigratedTier['error'] }> {
  try {
    return { accounting: await target.tiers.preview(input, options) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { accounting: allLost(leafPaths(input), error.message), error }
  }
}

/** Writes one tier, and tells what became of it. */
export async function writeTier(plan: TierPlan, target: Client, options: CallOptions): Promise<void> {
  const { result, source, place } = plan
  if (result.outcome === 'refused') return
  const extras = { losses: vendorLosses(source) }
  try {
    const { data, accounting } = await (plan.existing === undefined
      ? target.tiers.create(plan.input, options).withDetails()
      : change(plan.existing, plan.input, target, options))
    if (accounting !== undefined) result.accounting = at(place, both(accounting, extras))
    result.to = refOf(await published(data, source, target, options))
  } catch (error) {
    if (!isRefusal(error) || options.onLoss === 'reject') throw error
    result.outcome = 'refused'
    result.error = error
    result.accounting = at(place, both(allLost(leafPaths(plan.input), error.message), extras))
  }
}

/** Brings a tier that is there to what the source says; its key and status cannot be changed. */
async function change(
  existing: Tier,
  input: TierInput,
  target: Client,
  options: CallOptions,
): Promise<{ data: Tier; accounting: Accounting }> {
  const { key, status, threshold: _threshold, vendor: _vendor, ...patch } = input
  const fixed = Object.entries({ key, status }).filter(([, value]) => value !== undefined)
  const differing = fixed.filter(([name, value]) => Reflect.get(existing, name) !== value)
  const kept = fixed.filter((entry) => !differing.includes(entry)).map(([name]) => name)
  const lost = differing.map(([path]) => ({ path, reason: 'A tier that exists keeps its own' }))
  const changed = await target.tiers
    .update(existing.id, patch satisfies TierPatchInput, options)
    .withDetails()
  const accounting = changed.accounting ?? nothing
  return { data: changed.data, accounting: both(accounting, { mapped: kept, losses: lost }) }
}

/** Where the target keeps new tiers as drafts, one that counts at the source is published. */
async function published(made: Tier, source: Tier, target: Client, options: CallOptions): Promise<Tier> {
  const waits = made.status === 'draft' || made.status === 'pending'
  if (!waits || source.status !== 'active' || !target.supports('workflow.publish')) return made
  return target.workflow.publish(made.id, options)
}

function isSame(a: Tier, b: Tier): boolean {
  return a.key !== undefined && b.key !== undefined ? a.key === b.key : a.name === b.name
}

function refOf({ id, key, name, rank }: Tier): TierRef {
  return key === undefined ? { id, name, rank } : { id, key, name, rank }
}
