import { badRequest, type CapillaryError, refusal } from './errors.js'
import { type Condition, type Eligibility, kpiTypes, type TierFields, upgradeTypes } from './fields.js'
import type { CapillarySwitches } from './switches.js'

/* The basic fields and eligibility (Create Tier page, error table). */

const MAX_NAME = 50
const MAX_DESCRIPTION = 500
const MAX_THRESHOLD = 2_147_483_647

/** Characters as people count them; long text is not counted out. */
const longerThan = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit

export const isOneOf = (choices: readonly string[], value: string | undefined): boolean =>
  value === undefined || choices.includes(value)

/** `partial`: nothing is known of the tier but what was sent, so that nothing is missing. */
export function* basicErrors(
  { name, description, color }: TierFields,
  partial: boolean,
): Generator<CapillaryError> {
  if (name === undefined ? !partial : name.trim() === '')
    yield refusal('NAME_REQUIRED', 'name is required and must not be blank')
  if (name !== undefined && longerThan(name, MAX_NAME))
    yield refusal('NAME_TOO_LONG', `name must not have more than ${MAX_NAME} characters`)
  if (description !== undefined && longerThan(description, MAX_DESCRIPTION))
    yield refusal('DESCRIPTION_TOO_LONG', `description must not have more than ${MAX_DESCRIPTION} characters`)
  if (color !== undefined && !/^#[\da-f]{6}$/i.test(color))
    yield refusal('INVALID_COLOR_CODE', 'color must be #RRGGBB')
}

const conditionTypes = ['PURCHASE', 'VISITS', 'POINTS', 'TRACKER']

const missesTracker = ({ type, trackerId, trackerCondition }: Condition): boolean =>
  type === 'TRACKER' && (trackerId === undefined || trackerCondition === undefined)

export function* eligibilityErrors(
  { kpiType, threshold, upgradeType, conditions = [] }: Eligibility,
  { condition_limit, bad_body_code }: CapillarySwitches,
): Generator<CapillaryError> {
  if (!isOneOf(kpiTypes, kpiType))
    yield refusal('INVALID_KPI_TYPE', `eligibility.kpiType must be one of ${kpiTypes.join(', ')}`)
  if (conditions.some(({ type }) => !isOneOf(conditionTypes, type)))
    yield refusal(
      'INVALID_KPI_TYPE',
      `eligibility.conditions.type must be one of ${conditionTypes.join(', ')}`,
    )
  if (!isOneOf(upgradeTypes, upgradeType))
    yield refusal('INVALID_UPGRADE_TYPE', `eligibility.upgradeType must be one of ${upgradeTypes.join(', ')}`)
  if (threshold !== undefined && threshold < 0)
    yield refusal('THRESHOLD_MUST_BE_POSITIVE', 'eligibility.threshold must not be negative')
  if (threshold !== undefined && threshold > MAX_THRESHOLD)
    yield refusal('UPGRADE_VALUE_OUT_OF_RANGE', `eligibility.threshold must not exceed ${MAX_THRESHOLD}`)
  if (conditions.some(missesTracker))
    yield refusal(
      'TRACKER_ID_REQUIRED',
      'eligibility.conditions: TRACKER needs trackerId and trackerCondition',
    )
  if (condition_limit > 0 && conditions.length > condition_limit)
    yield badRequest(`eligibility.conditions may have ${condition_limit} entries`, bad_body_code)
}

/** The eligibility expression, which is judged with that of the renewal. */
export function* relationErrors(
  { expressionRelation }: Eligibility,
  { bad_expression_relation_code }: CapillarySwitches,
): Generator<CapillaryError> {
  if (isOneOf(['AND', 'OR'], expressionRelation)) return
  yield badRequest('eligibility.expressionRelation must be AND or OR', bad_expression_relation_code)
}
