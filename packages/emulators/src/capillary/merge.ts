import * as z from 'zod/mini'
import { eligibilitySchema, type TierFields, type Validity, validitySchema } from './fields.js'
import { isObject } from './input.js'
import type { TierRecord } from './state.js'
import type { CapillarySwitches } from './switches.js'

const merged = (kept: unknown, sent: unknown): unknown => {
  if (!isObject(kept) || !isObject(sent)) return sent
  const both = Object.entries(sent).map(([name, value]) => [name, merged(kept[name], value)])
  return { ...kept, ...Object.fromEntries(both) }
}

/** What only means something with the period type, or the window type, that it was sent with. */
const withoutStale = (kept: Validity, sent: Validity): Validity => {
  const { computationWindowStartValue: _, computationWindowEndValue: __, ...withoutOffsets } = kept
  const sameWindow = sent.renewalWindowType === undefined || sent.renewalWindowType === kept.renewalWindowType
  if (sent.periodType === undefined || sent.periodType === kept.periodType)
    return sameWindow ? kept : withoutOffsets
  const { startDate: ___, isFixedTypeWithoutYear: ____, renewalWindowType: _____, ...rest } = withoutOffsets
  return rest
}

/** Both in one, its fields in the order of the schema, as a restored state has them. */
const mergedObject = <T extends object>(
  schema: z.ZodMiniType<T>,
  [kept, sent]: readonly [T | undefined, T | undefined],
  { update_merge }: CapillarySwitches,
): T | undefined => {
  if (kept === undefined || sent === undefined) return sent ?? kept
  return update_merge === 'shallow' ? sent : z.parse(schema, merged(kept, sent))
}

/** The fields that a version keeps. */
export const fieldsOf = ({ name, description, color, eligibility, validity }: TierRecord): TierFields => ({
  name,
  ...(description === null ? {} : { description }),
  ...(color === null ? {} : { color }),
  ...(eligibility === null ? {} : { eligibility }),
  ...(validity === null ? {} : { validity }),
})

/** The fields of a version after an update that sends some of them; what is not sent is kept. */
export const updatedFields = (
  record: TierRecord,
  sent: TierFields,
  switches: CapillarySwitches,
): TierFields => {
  const kept = fieldsOf(record)
  const keptValidity =
    kept.validity !== undefined && sent.validity !== undefined
      ? withoutStale(kept.validity, sent.validity)
      : kept.validity
  const eligibility = mergedObject(eligibilitySchema, [kept.eligibility, sent.eligibility], switches)
  const validity = mergedObject(validitySchema, [keptValidity, sent.validity], switches)
  return {
    ...kept,
    ...sent,
    ...(eligibility === undefined ? {} : { eligibility }),
    ...(validity === undefined ? {} : { validity }),
  }
}
