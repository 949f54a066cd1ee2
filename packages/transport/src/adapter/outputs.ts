import {
  type Clock,
  formatInstant,
  type Instant,
  type JsonObject,
  nextTierOf,
  type Standing,
  type Tier,
  type TierRef,
  toInstant,
} from '@rungs/model'
import { present } from './present.js'

/**
 * An instant of a vendor's in our form; `undefined` for text that is none.
 * @param offset that of text which has none, such as `+05:30`; where it is given, text may also be a day alone.
 */
export function instantFrom(text: string | null | undefined, offset = ''): Instant | undefined {
  return text ? (toInstant(text) ?? toInstant(asRfc3339(text, offset))) : undefined
}

/** What servers write besides: a blank for the `T`, an offset without its colon, or none. */
function asRfc3339(text: string, offset: string): string {
  const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d+)?))?(Z|[+-]\d\d:?\d\d)?$/
  const [, day = '', time = '00:00:00', zone = offset] = form.exec(text.trim()) ?? []
  return `${day}T${time}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`
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

/** When something was made, and changed last; what is no instant is left out. */
export function datesFrom(
  created: string | null | undefined,
  updated: string | null | undefined,
): { createdAt?: Instant; updatedAt?: Instant } {
  return present({ createdAt: instantFrom(created), updatedAt: instantFrom(updated) })
}

/** A tier as others refer to it. One that is in no list any more has its id for a name, and rank 0. */
export function refTo(id: string, tiers: readonly Tier[]): TierRef {
  const tier = tiers.find((one) => one.id === id)
  return { id, name: tier?.name ?? id, rank: tier?.rank ?? 0 }
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
