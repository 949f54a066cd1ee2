import { badRequest, type CapillaryError, refusal } from './errors.js'
import { parseAira } from './expression.js'
import { isOneOf } from './field-checks.js'
import { type Renewal, SAME_AS_ELIGIBILITY, type Validity } from './fields.js'
import { numberedConditions } from './renewal.js'
import type { CapillarySwitches } from './switches.js'

/* Validity and renewal (Create Tier page, error table). */

const periodTypes = ['FIXED', 'SLAB_UPGRADE', 'SLAB_UPGRADE_CYCLIC', 'FIXED_CUSTOMER_REGISTRATION']
const windowTypes = ['FIXED_DATE_BASED', 'LAST_CALENDAR_YEAR', 'CUSTOM_PERIOD']
const downgradeTargets = ['SINGLE', 'THRESHOLD', 'LOWEST']

const MAX_FIXED_DATE_START = 36
const MAX_CUSTOM_PERIOD = 35

const isNegative = (value: number | undefined): boolean => value !== undefined && value < 0

function* periodErrors(
  { periodType, periodValue, unit, startDate, minimumDuration }: Validity,
  { registration_start_date }: CapillarySwitches,
): Generator<CapillaryError> {
  if (!isOneOf(periodTypes, periodType))
    yield refusal('INVALID_RENEWAL_CRITERIA', `validity.periodType must be one of ${periodTypes.join(', ')}`)
  if (!isOneOf(['NUM_MONTHS'], unit)) yield refusal('INVALID_PERIOD_UNIT', 'validity.unit must be NUM_MONTHS')
  if (periodType === 'FIXED' && (periodValue === undefined || periodValue <= 0))
    yield refusal(
      'FIXED_FAMILY_MISSING_PERIOD_VALUE',
      'validity.periodValue must be greater than 0 when periodType is FIXED',
    )
  const forbidsStart =
    periodType?.startsWith('SLAB_UPGRADE') === true ||
    (periodType === 'FIXED_CUSTOMER_REGISTRATION' && registration_start_date === 'refused')
  if (forbidsStart && startDate !== undefined)
    yield refusal('START_DATE_ON_SLAB_UPGRADE', `validity.startDate must not be sent with ${periodType}`)
  if (isNegative(minimumDuration))
    yield refusal('MIN_DURATION_MUST_BE_POSITIVE', 'validity.minimumDuration must not be negative')
}

function* windowErrors(validity: Validity): Generator<CapillaryError> {
  const { periodType, periodValue, renewalWindowType: type } = validity
  const { computationWindowStartValue: start, computationWindowEndValue: end } = validity
  if (isNegative(start) || isNegative(end) || (periodType !== 'FIXED' && isNegative(periodValue)))
    yield refusal(
      'VALIDITY_NUMERIC_NEGATIVE',
      'validity: periodValue and computation windows must not be negative',
    )
  if (!isOneOf(windowTypes, type))
    yield refusal(
      'VALIDITY_RENEWAL_WINDOW_TYPE',
      `validity.renewalWindowType must be one of ${windowTypes.join(', ')}`,
    )
  if (type !== undefined && periodType !== 'FIXED')
    yield refusal(
      'RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE',
      'validity.renewalWindowType needs periodType FIXED',
    )
}

/** The offsets of the window, by its type. */
function* offsetErrors(validity: Validity): Generator<CapillaryError> {
  const { renewalWindowType: type } = validity
  const { computationWindowStartValue: start, computationWindowEndValue: end } = validity
  const hasOffsets = start !== undefined || end !== undefined
  if (type === undefined && hasOffsets)
    yield refusal(
      'VALIDITY_COMPUTATION_WINDOW_ORPHAN',
      'validity: computation windows need renewalWindowType',
    )
  if (type === 'LAST_CALENDAR_YEAR' && hasOffsets)
    yield refusal(
      'LAST_CALENDAR_YEAR_FORBIDS_OFFSETS',
      'validity: LAST_CALENDAR_YEAR takes no computation windows',
    )
  if (type === 'FIXED_DATE_BASED' && start !== undefined && (start < 1 || start > MAX_FIXED_DATE_START))
    yield refusal(
      'FIXED_DATE_OFFSET_OUT_OF_RANGE',
      `validity.computationWindowStartValue must be 1 to ${MAX_FIXED_DATE_START} with FIXED_DATE_BASED`,
    )
  if (type === 'CUSTOM_PERIOD' && (start ?? 0) - (end ?? 0) > MAX_CUSTOM_PERIOD)
    yield refusal(
      'CUSTOM_PERIOD_DELTA_TOO_LARGE',
      `validity: a CUSTOM_PERIOD may have ${MAX_CUSTOM_PERIOD} months`,
    )
}

export function* validityErrors(validity: Validity, switches: CapillarySwitches): Generator<CapillaryError> {
  yield* periodErrors(validity, switches)
  yield* windowErrors(validity)
  yield* offsetErrors(validity)
}

/** The trackers of the renewal, which are judged with those of eligibility: they share a code. */
export function* trackerErrors(
  { conditions }: Renewal,
  { tracker_without_value_code }: CapillarySwitches,
): Generator<CapillaryError> {
  for (const { value, trackerId, trackerCondition } of conditions?.tracker ?? []) {
    if (trackerId === undefined || trackerCondition === undefined)
      yield refusal(
        'TRACKER_ID_REQUIRED',
        'validity.renewal.conditions.tracker needs trackerId and trackerCondition',
      )
    else if (value === undefined)
      yield badRequest('validity.renewal.conditions.tracker needs value', tracker_without_value_code)
  }
}

/** Everything of the renewal but its expression. */
export function* renewalErrors(renewal: Renewal): Generator<CapillaryError> {
  const { criteriaType, downgradeTo, conditions } = renewal
  if (!isOneOf([SAME_AS_ELIGIBILITY], criteriaType))
    yield refusal(
      'RENEWAL_CRITERIA_TYPE_DRIFT',
      `validity.renewal.criteriaType must be "${SAME_AS_ELIGIBILITY}"`,
    )
  if (!isOneOf(downgradeTargets, downgradeTo))
    yield refusal(
      'RENEWAL_DOWNGRADE_TO_INVALID',
      `validity.renewal.downgradeTo must be one of ${downgradeTargets.join(', ')}`,
    )
  if ((conditions?.tracker ?? []).length > 1)
    yield refusal('RENEWAL_MULTI_TRACKER', 'validity.renewal.conditions.tracker may have one entry')
}

/** The renewal expression, which may only name conditions that there are. */
export function* expressionErrors(renewal: Renewal, switches: CapillarySwitches): Generator<CapillaryError> {
  const { expressionRelationAIRA: text, conditions } = renewal
  if (text === undefined) return
  const count = numberedConditions(conditions ?? {}, { switches }).length
  const expression = parseAira(text, count)
  const anyOfAll =
    text.trim().startsWith('ANY') &&
    expression !== undefined &&
    'atLeast' in expression &&
    expression.atLeast === count
  if (expression === undefined || (anyOfAll && switches.any_of_all === 'refused'))
    yield refusal(
      'RENEWAL_EXPRESSION_INVALID',
      'validity.renewal.expressionRelationAIRA must be ALL, ANYn, or groups such as (1 AND 2) OR 3',
    )
}
