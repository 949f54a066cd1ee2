import {
  type Clock,
  formatInstant,
  type Instant,
  type JsonObject,
  nextTierOf,
  parseInstant,
  type Standing,
  type Tier,
} from '@rungs/model'

/** An instant of a vendor's in our form; `undefined` for text that is none. */
export function instantFrom(text: string | null | undefined): Instant | undefined {
  const ms = text ? parseInstant(text) : undefined
  return ms === undefined ? undefined : formatInstant(ms)
}

/**
 * The `vendor` part of an output: fields of a reply that the common model has no place for; nothing where there are
 * none. They are JSON: they were parsed from it, and wire schemas let them pass untouched.
 */
export function vendorOutput<Provider extends string>(
  provider: Provider,
  fields: object,
): { vendor?: { [name in Provider]: JsonObject } } {
  if (Object.keys(fields).length === 0) return {}
  return { vendor: { [provider]: fields } as { [name in Provider]: JsonObject } }
}

/** A standing of now, with the next tier worked out. `tiers` are all tiers in any order. */
export function standingNow(
  standing: Omit<Standing, 'asOf' | 'next'> & { asOf?: Standing['asOf'] | undefined },
  tiers: readonly Tier[],
  clock: Clock,
): Standing {
  const { asOf = formatInstant(clock.now()), vendor, ...rest } = standing
  const next = nextTierOf(tiers, rest)
  return {
    ...rest,
    ...(next === undefined ? {} : { next }),
    asOf,
    ...(vendor === undefined ? {} : { vendor }),
  }
}
