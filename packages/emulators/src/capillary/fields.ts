import * as z from 'zod/mini'

/*
 * The fields of a tier as they are sent and kept (Create Tier page). Only types are told here; what values they may
 * have is told by codes of their own, one after the other, in the order of `validation.ts`.
 */

const text = z.string()
const optionalText = z.optional(text)
const optionalInt = z.optional(z.int())
const optionalFlag = z.optional(z.boolean())

const trackerFields = {
  trackerName: optionalText,
  value: optionalText,
  trackerId: optionalInt,
  trackerCondition: optionalInt,
}

const conditionSchema = z.strictObject({ type: optionalText, ...trackerFields })

export const eligibilitySchema = z.strictObject({
  kpiType: optionalText,
  threshold: z.optional(z.number()),
  upgradeType: optionalText,
  expressionRelation: optionalText,
  conditions: z.optional(z.array(conditionSchema)),
})

const renewalConditionsSchema = z.strictObject({
  purchase: optionalText,
  numVisits: optionalText,
  points: optionalText,
  tracker: z.optional(z.array(z.strictObject(trackerFields))),
})

const isoDate = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
  error: 'expected an ISO 8601 date or time',
})

export const validitySchema = z.strictObject({
  periodType: optionalText,
  periodValue: optionalInt,
  unit: optionalText,
  startDate: z.optional(isoDate),
  isFixedTypeWithoutYear: optionalFlag,
  renewalWindowType: optionalText,
  computationWindowStartValue: optionalInt,
  computationWindowEndValue: optionalInt,
  minimumDuration: optionalInt,
  renewal: z.optional(
    z.strictObject({
      criteriaType: optionalText,
      downgradeTo: optionalText,
      shouldDowngrade: optionalFlag,
      expressionRelationAIRA: optionalText,
      expressionRelation: optionalText,
      conditions: z.optional(renewalConditionsSchema),
    }),
  ),
})

/** What a create and an update may send; a create also sends the program. */
export const tierFields = {
  name: optionalText,
  description: optionalText,
  color: optionalText,
  eligibility: z.optional(eligibilitySchema),
  validity: z.optional(validitySchema),
}

const tierFieldsSchema = z.strictObject(tierFields)

export type TierFields = z.infer<typeof tierFieldsSchema>
export type Eligibility = z.infer<typeof eligibilitySchema>
export type Condition = z.infer<typeof conditionSchema>
export type Validity = z.infer<typeof validitySchema>
export type Renewal = NonNullable<Validity['renewal']>
export type RenewalConditions = z.infer<typeof renewalConditionsSchema>

export const kpiTypes = [
  'CURRENT_POINTS',
  'CUMULATIVE_POINTS',
  'CUMULATIVE_PURCHASES',
  'TRACKER_VALUE_BASED',
] as const
export const upgradeTypes = ['EAGER', 'DYNAMIC', 'LAZY'] as const

/** What `renewal.criteriaType` always is. */
export const SAME_AS_ELIGIBILITY = 'Same as eligibility'
