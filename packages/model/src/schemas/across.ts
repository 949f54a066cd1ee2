import type * as z from 'zod/mini'
import { complain } from './leaf.js'

type Payload<T> = z.core.ParsePayload<T>

/** What schemas check across fields. They run even when single fields are wrong, so they trust no field's type. */

/** `threshold` is short for a `rule`, so only one of them can stand. */
export function notBoth(payload: Payload<{ threshold?: unknown; rule?: unknown }>): void {
  const { threshold, rule } = payload.value
  if (threshold !== undefined && rule !== undefined) {
    complain(payload, 'give either `threshold` or `rule`, not both', ['threshold'])
  }
}

/** A change without a field would be a request for nothing. */
export function notEmpty(payload: Payload<object>): void {
  const none = Object.keys(payload.value).length === 0
  // Unknown keys are complained of already, and are not in the value.
  if (none && payload.issues.length === 0) complain(payload, 'give at least one field to change')
}

interface Tiers {
  tiers: readonly { rank?: unknown; key?: unknown }[]
}

/** Two tiers of one rank have no order, and two of one key no name. */
export function ownRanksAndKeys(payload: Payload<Tiers>): void {
  for (const field of ['rank', 'key'] as const) {
    const first = new Map<unknown, number>()
    for (const [index, tier] of tiersOf(payload).entries()) {
      const value = tier?.[field]
      const other = first.get(value)
      if (value === undefined) continue
      if (other === undefined) first.set(value, index)
      else
        complain(payload, `give a ${field} of its own, tiers[${other}] has this one`, ['tiers', index, field])
    }
  }
}

/** Nobody drops below the floor, so the ladder must have it. */
export function knownFloor(
  payload: Payload<Tiers & { lifecycle?: { downgrade?: { floor?: unknown } } }>,
): void {
  const floor = payload.value.lifecycle?.downgrade?.floor
  if (floor === undefined || tiersOf(payload).some((tier) => tier?.key === floor)) return
  complain(payload, 'expected the key of one of the tiers', ['lifecycle', 'downgrade', 'floor'])
}

function tiersOf({ value }: Payload<Tiers>): readonly ({ rank?: unknown; key?: unknown } | null)[] {
  return Array.isArray(value.tiers) ? value.tiers : []
}
