import { type CapillaryError, refusal } from './errors.js'
import { type Body, isObject } from './input.js'
import type { CapillarySwitches } from './switches.js'

/*
 * What is looked for before the fields are read at all: forbidden fields and sentinels have codes of their own, which
 * the refusal of unknown fields and the checks of ranges would otherwise hide.
 */

const programLevelFields = [
  'downgrade',
  'isActive',
  'reminders',
  'downgradeConfirmation',
  'renewalConfirmation',
  'retainPoints',
  'dailyDowngradeEnabled',
  'isDowngradeOnReturnEnabled',
  'isDowngradeOnPartnerProgramExpiryEnabled',
]
const nudgeFields = ['nudges', 'notificationConfig']

const objectIn = (body: Body, name: string): Body => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined
  return isObject(value) ? value : {}
}

/** The objects of a body in which a forbidden field may stand. */
const levelsOf = (body: Body): readonly (readonly [path: string, level: Body])[] => {
  const validity = objectIn(body, 'validity')
  return [
    ['', body],
    ['eligibility.', objectIn(body, 'eligibility')],
    ['validity.', validity],
    ['validity.renewal.', objectIn(validity, 'renewal')],
  ]
}

/** The longest that a number may be written, in digits. */
const MAX_DIGITS = 25

const digitsOf = (literal: string): number => {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace(/[^\d.]/g, '').split('.')
  const shift = Number(exponent)
  return Math.max(whole.length + fraction.length, shift === 0 ? 0 : whole.length + shift)
}

/** Strings as a whole, so that what they hold is not taken for numbers; with a colon after them they are names. */
const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.]*(?:[eE][+-]?\d+)?/g

/** The fields whose text is a number. */
const numericText: ReadonlySet<string> = new Set(['value', 'purchase', 'numVisits', 'points'])

const longNumberIn = (text: string): string | undefined => {
  if (!/[\d.]{26}|\d[eE]\+?\d{2}/.test(text)) return undefined
  let field = ''
  for (const [literal, quoted, colon] of text.matchAll(tokens)) {
    if (quoted !== undefined && colon !== undefined) field = quoted
    const number = quoted === undefined ? literal : numericText.has(field) ? quoted : ''
    if (/^[+-]?\d[\d.]*(?:[eE][+-]?\d+)?$/.test(number) && digitsOf(number) > MAX_DIGITS)
      return number.slice(0, 30)
  }
  return undefined
}

/** -1, which stands for nothing elsewhere at the vendor: as text first, then as a number. */
function* sentinelErrors(body: Body): Generator<CapillaryError> {
  const numbers = [
    ['programId', Object.hasOwn(body, 'programId') ? body.programId : undefined],
    ['validity.periodValue', objectIn(body, 'validity').periodValue],
    ['eligibility.threshold', objectIn(body, 'eligibility').threshold],
  ] as const
  for (const [path, value] of numbers)
    if (value === '-1') yield refusal('SENTINEL_STRING_MINUS_ONE', `${path} must not be "-1"`)
  for (const [path, value] of numbers)
    if (value === -1) yield refusal('SENTINEL_NUMERIC_MINUS_ONE', `${path} must not be -1`)
}

/** What is wrong with a body before it is read, in the order of the codes' phases. */
export function* rawErrors(
  body: Body,
  text: string,
  { schedule_fields }: CapillarySwitches,
): Generator<CapillaryError> {
  const levels = levelsOf(body)
  const sent = (names: readonly string[]): string[] =>
    levels.flatMap(([path, level]) =>
      names.filter((name) => Object.hasOwn(level, name)).map((name) => `${path}${name}`),
    )
  const asSchedule = schedule_fields === 'schedule_and_nudges'
  for (const path of sent([...programLevelFields, ...(asSchedule ? [] : nudgeFields)]))
    yield refusal(
      'CLASS_A_PROGRAM_LEVEL_FIELD',
      `${path} is a program-level field and cannot be set per tier`,
    )
  for (const path of sent(['schedule', ...(asSchedule ? nudgeFields : [])]))
    yield refusal('CLASS_B_SCHEDULE_FIELD', `${path} is a schedule field and cannot be set per tier`)
  for (const path of sent(['eligibilityCriteriaType']))
    yield refusal('ELIGIBILITY_CRITERIA_TYPE', `${path} is read-only`)
  const validity = objectIn(body, 'validity')
  if (Object.hasOwn(validity, 'endDate'))
    yield refusal('END_DATE_FORBIDDEN_ON_WRITE', 'validity.endDate is read-only')
  yield* sentinelErrors(body)
  const long = longNumberIn(text)
  if (long !== undefined)
    yield refusal(
      'PERIOD_VALUE_OVERFLOW',
      `A number must not have more than ${MAX_DIGITS} digits: ${long}...`,
    )
}
