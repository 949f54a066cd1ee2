import {
  type Explanation,
  explainStanding,
  formatInstant,
  type Json,
  type Page,
  parseInstant,
  type Standing,
  type Tier,
  type TierChange,
  type TierRef,
} from '@rungs/model'
import type { Flaws } from './flaws.js'
import { tierOf } from './translate.js'

/** Every tier of a reply that lists them, or nothing when the reply is none. */
export function tiersOf(body: Json, flaws: Flaws): Tier[] | undefined {
  const { items } = Object(body)
  return Array.isArray(items) ? items.flatMap((item) => tierOf(item, flaws) ?? []) : undefined
}

/** Why a member holds what they hold. */
export function explanationOf(standing: Standing, tiers: readonly Tier[], flaws: Flaws): Explanation {
  const explanation = explainStanding(tiers, standing)
  if (flaws.explainsByHandAsMet) explanation.reason = 'met'
  if (flaws.explainsByThousands)
    for (const { rule } of explanation.tiers)
      if (rule !== undefined && 'missing' in rule)
        rule.missing = String(Math.ceil(Number(rule.missing) / 1000))
  return explanation
}

/** A page of a member's moves, or nothing when the reply is none. */
export function movesOf(body: Json, flaws: Flaws): Page<TierChange> | undefined {
  const { items, next } = Object(body)
  if (!Array.isArray(items)) return undefined
  const refOf = (stored: Json): TierRef | null => {
    const tier = tierOf(stored, flaws)
    return tier === undefined ? null : { id: tier.id, name: tier.name, rank: tier.rank }
  }
  const moves = items.map(({ at, from, to }): TierChange => {
    return { at: formatInstant(at * 1000), from: refOf(from), to: refOf(to) }
  })
  return { items: moves, ...(typeof next === 'string' ? { nextCursor: next } : {}) }
}

/** The seconds of an instant; `otherwise` where none was given. */
export function secondsOf(at: string | undefined, otherwise: number): number {
  const ms = at === undefined ? undefined : parseInstant(at)
  return ms === undefined ? otherwise : ms / 1000
}
