import {
  type Accounting,
  type Json,
  Ledger,
  type Standing,
  type Tier,
  type TierDraft,
  type TierPatch,
  type TierRef,
  thresholdOf,
} from '@rungs/model'
import type { Flaws } from './flaws.js'

/** A tier or a change of one in the backend's words. */
export function toBackend(
  given: TierDraft | TierPatch,
  flaws: Flaws,
): { body: Record<string, unknown>; accounting: Accounting } {
  const ledger = new Ledger(given)
  const body: Record<string, unknown> = {}
  if (given.name !== undefined) body.name = flaws.trimsNames ? given.name.trim() : given.name
  if (given.description !== undefined && !flaws.forgetsDescriptions) body.description = given.description
  ledger.mapped('name', 'description')
  const min = thresholdOf(given.rule ?? undefined, 'points.balance')
  if (min !== undefined) {
    body.min = flaws.roundsThresholds ? String(BigInt(Number(min))) : min
    ledger.mapped('rule')
  }
  if (given.rank !== undefined && min !== undefined && rankOf(min) === given.rank)
    ledger.emulated('rank', 'The rank is the threshold plus 1.')
  for (const name of ['color', 'icon', 'validity'] as const) if (given[name] === null) ledger.mapped(name)
  if (flaws.claimsToHoldColors) ledger.mapped('color')
  if (given.benefits !== undefined) {
    body.benefits = given.benefits.flatMap((benefit) => ('label' in benefit ? [benefit.label] : []))
    if (given.benefits.length === 0) ledger.mapped('benefits')
    for (const [index, benefit] of given.benefits.entries())
      if ('label' in benefit) {
        if (flaws.callsEmulatedNative) ledger.emulated(`benefits[${index}].label`, 'as a text')
        else ledger.mapped(`benefits[${index}].label`)
      }
  }
  return { body, accounting: ledger.close((path) => `The toy has no place for ${path}`) }
}

/** A tier of the backend, or nothing when the reply is none. */
export function tierOf(body: Json, flaws: Flaws): Tier | undefined {
  const { id, name, min, description, benefits, revision } = Object(body)
  if (typeof id !== 'string' || typeof name !== 'string' || typeof min !== 'string') return undefined
  const tier: Tier = {
    id,
    name,
    ...(typeof description === 'string' ? { description } : {}),
    rank: rankOf(min),
    rule: { metric: 'points.balance', op: '>=', value: min },
    benefits: Array.isArray(benefits) ? benefits.map((label: string) => ({ label })) : [],
    status: 'active',
    revision: String(revision),
  }
  if (flaws.givesDates) Object.assign(tier, { createdAt: new Date(0) })
  if (flaws.givesUndefined) Object.assign(tier, { icon: undefined })
  if (flaws.givesMore) Object.assign(tier, { score: 1 })
  return tier
}

/** A member's standing, or nothing when the reply is none. */
export function standingOf(memberId: string, body: Json, flaws: Flaws): Standing | undefined {
  const { balance, held, next } = Object(body)
  if (typeof balance !== 'string') return undefined
  const refOf = (stored: Json): TierRef | undefined => {
    const tier = tierOf(stored, flaws)
    return tier === undefined ? undefined : { id: tier.id, name: tier.name, rank: tier.rank }
  }
  const above = refOf(next)
  const missing = above === undefined ? 0n : BigInt(next.min) - BigInt(balance)
  return {
    memberId,
    tier: refOf(held) ?? null,
    metrics: { 'points.balance': balance },
    next: above === undefined ? null : { tier: above, remaining: String(missing < 0n ? 0n : missing) },
    asOf: '2026-01-01T00:00:00Z',
  }
}

function rankOf(min: string): number {
  return Math.min(Number(min), Number.MAX_SAFE_INTEGER - 1) + 1
}
