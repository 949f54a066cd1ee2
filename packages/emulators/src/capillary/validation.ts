import type { Context, World } from './context.js'
import { type CapillaryError, refusal, refuse } from './errors.js'
import { basicErrors, eligibilityErrors, relationErrors } from './field-checks.js'
import type { TierFields, Validity } from './fields.js'
import { type Body, bind, bodyOf, createSchema, updateSchema } from './input.js'
import { type Candidate, nameErrors, programErrors, progressErrors } from './program-checks.js'
import { rawErrors } from './raw-checks.js'
import type { CapillarySwitches } from './switches.js'
import { expressionErrors, renewalErrors, trackerErrors, validityErrors } from './validity-checks.js'

/*
 * The order in which a tier is checked: the raw body, its fields' types, the basic fields, eligibility, validity,
 * renewal, the program, and what else there is in the program. The first thing that is wrong is told.
 */

/** What is wrong with the fields of a tier. `partial`: it is not known what they will be merged with. */
export function* fieldErrors(
  fields: TierFields,
  switches: CapillarySwitches,
  partial = false,
): Generator<CapillaryError> {
  const { eligibility = {}, validity = {} } = fields
  const { renewal = {} } = validity
  yield* basicErrors(fields, partial)
  yield* eligibilityErrors(eligibility, switches)
  yield* trackerErrors(renewal, switches)
  yield* validityErrors(withDefaults(validity), switches)
  yield* renewalErrors(renewal)
  yield* relationErrors(eligibility, switches)
  yield* expressionErrors(renewal, switches)
}

/** A duration of twelve months where startDate recurs and none is given (Create Tier page, periodValue). */
const withDefaults = (validity: Validity): Validity =>
  validity.isFixedTypeWithoutYear === true && validity.periodValue === undefined
    ? { ...validity, periodValue: 12 }
    : validity

/** The fields of a tier with what is filled in when it is kept. */
export const completed = (fields: TierFields): TierFields =>
  fields.validity === undefined ? fields : { ...fields, validity: withDefaults(fields.validity) }

const rawBody = ({ body, switches }: Context): Body => {
  const sent = bodyOf(body, switches)
  refuse(rawErrors(sent, body.text, switches), switches)
  return sent
}

interface Created {
  readonly programId: number
  readonly fields: TierFields
}

/** The body of a create, its fields checked one by one. */
export const readCreate = (context: Context): Created => {
  const { switches } = context
  const { programId, ...fields } = bind(createSchema, rawBody(context), switches)
  const missing = programId === undefined ? [refusal('PROGRAM_ID_REQUIRED', 'programId is required')] : []
  refuse([...missing, ...fieldErrors(fields, switches)], switches)
  return { programId: programId ?? 0, fields: completed(fields) }
}

/** The body of an update as it was sent; it is checked once it is merged. */
export const readUpdate = (context: Context): TierFields => {
  const { switches } = context
  const sent = rawBody(context)
  const { programId: _, ...rest } = sent
  return bind(updateSchema, switches.program_id_in_update === 'ignored' ? rest : sent, switches)
}

/** Refuses a tier that the program does not allow, or that something else of the program stands against. */
export const checkCandidate = (world: World, candidate: Candidate): void => {
  refuse(programErrors(world, candidate), world.switches)
  refuse([...nameErrors(world, candidate), ...progressErrors(world, candidate)], world.switches)
}
