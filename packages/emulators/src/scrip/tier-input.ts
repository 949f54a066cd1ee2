import * as z from 'zod/mini'
import { goDurationMs } from './durations.js'
import { invalidField, requiredField } from './errors.js'
import { freeObject, keyText, maybe, shortText } from './input.js'
import { type Level, type Lifecycle, operators, type Qualification } from './state.js'
import type { ScripSwitches } from './switches.js'

const criterionSchema = z.object({
  counter: shortText(255, 1),
  operator: z.enum(operators),
  threshold: z.number(),
})

const qualificationInput = z.object({
  mode: maybe(z.enum(['ALL', 'ANY'])),
  criteria: maybe(z.array(criterionSchema)),
})

const wholeUpTo = (most: number) => maybe(z.int().check(z.gte(0), z.lte(most)))

const lifecycleInput = z.object({
  retention: maybe(
    z.object({ mode: z.enum(['PERIOD_BASED', 'ACTIVITY_REFRESH']), duration: maybe(z.string()) }),
  ),
  qualification_period: maybe(
    z.object({
      type: z.enum(['CALENDAR_YEAR', 'FIXED_YEAR', 'NONE']),
      start_month: maybe(z.int()),
      start_day: maybe(z.int()),
    }),
  ),
  status_validity: maybe(z.object({ extend_months: wholeUpTo(1_200) })),
  downgrade_policy: maybe(
    z.object({
      mode: maybe(z.enum(['DROP_TO_QUALIFYING', 'DROP_ONE', 'HOLD'])),
      grace_days: wholeUpTo(36_500),
      min_level: maybe(z.string()),
    }),
  ),
  counters: maybe(
    z.object({
      rollover: maybe(z.enum(['NONE', 'EXCESS'])),
      qualifying: maybe(z.array(shortText(255, 1))),
    }),
  ),
})

const levelFields = {
  display_name: maybe(z.string()),
  color: maybe(z.string()),
  icon_url: maybe(z.string()),
  benefits: maybe(freeObject),
  qualification: maybe(qualificationInput),
}

const rank = z.int().check(z.gte(-2_147_483_648), z.lte(2_147_483_647))

const newLevel = z.object({ key: keyText, rank, ...levelFields })
const levelUpdate = z.object({ key: keyText, rank: maybe(rank), ...levelFields })

export const tierCreateSchema = z.object({
  key: keyText,
  display_name: maybe(shortText(255)),
  levels: z.array(newLevel).check(z.minLength(1)),
  lifecycle: maybe(lifecycleInput),
})

/** `key` is known so that it can be told apart from an unknown field; it is never changed. */
export const tierUpdateSchema = z.object({
  key: z.optional(z.unknown()),
  display_name: maybe(shortText(255)),
  levels: maybe(z.array(levelUpdate)),
  lifecycle: maybe(lifecycleInput),
})

export type LevelInput = z.infer<typeof levelUpdate>
type LifecycleInput = z.infer<typeof lifecycleInput>
type QualificationInput = z.infer<typeof qualificationInput>

type Bare<T> = { [K in keyof T]: Exclude<T[K], null> }

const withoutNulls = <T extends object>(fields: T): Bare<T> => {
  const bare = { ...fields }
  for (const name in bare) if (bare[name] === null || bare[name] === undefined) delete bare[name]
  return bare as Bare<T>
}

/** Whether a configuration is sent, and not as an empty object, which clears it (update a tier page). */
const isCleared = (config: object): boolean => Object.keys(withoutNulls(config)).length === 0

export const qualificationOf = (
  sent: QualificationInput,
  before: Qualification | null,
  field: string,
  switches: ScripSwitches,
): Qualification | null => {
  if (isCleared(sent)) return null
  const base = switches.partial_config_update === 'merge' ? before : null
  const mode = sent.mode ?? base?.mode
  const criteria = sent.criteria ?? base?.criteria
  if (mode === undefined) throw requiredField(`${field}.mode`)
  if (criteria === undefined) throw requiredField(`${field}.criteria`)
  if (criteria.length === 0 && switches.empty_criteria === 'refused')
    throw invalidField(`${field}.criteria`, 'must have at least one criterion')
  return {
    mode,
    criteria: criteria.map(({ counter, operator, threshold }) => ({ counter, operator, threshold })),
  }
}

/** How many days a month has at most. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

type Period = NonNullable<Lifecycle['qualification_period']>

const checkPeriod = (period: Period, switches: ScripSwitches): void => {
  if (period.type !== 'FIXED_YEAR') return
  const { start_month: month, start_day: day } = period
  const field = 'lifecycle.qualification_period'
  if (month === undefined) throw requiredField(`${field}.start_month`)
  if (day === undefined) throw requiredField(`${field}.start_day`)
  if (switches.start_out_of_range === 'refused') {
    if (month < 1 || month > 12) throw invalidField(`${field}.start_month`, 'must be from 1 to 12', '1-12')
    if (day < 1 || day > 31) throw invalidField(`${field}.start_day`, 'must be from 1 to 31', '1-31')
  }
  if (switches.impossible_start_day === 'refused' && day > (DAYS[month - 1] ?? 31))
    throw invalidField(`${field}.start_day`, `is no day of month ${month}`)
}

const checkRetention = ({ mode, duration }: Lifecycle['retention']): void => {
  if (mode !== 'ACTIVITY_REFRESH') return
  if (duration === undefined) throw requiredField('lifecycle.retention.duration')
  if (goDurationMs(duration) === undefined)
    throw invalidField('lifecycle.retention.duration', 'must be a positive duration such as "2160h"')
}

/** The parts of a lifecycle that are sent, or those that stood before where parts are merged. */
const assembled = (sent: LifecycleInput, before: Lifecycle | null): Lifecycle => {
  const retention = sent.retention == null ? before?.retention : withoutNulls(sent.retention)
  if (retention === undefined) throw requiredField('lifecycle.retention')
  const period = sent.qualification_period ?? before?.qualification_period
  const validity = sent.status_validity ?? before?.status_validity
  const policy = sent.downgrade_policy ?? before?.downgrade_policy
  const counters = sent.counters ?? before?.counters
  return {
    retention,
    ...(period === undefined ? {} : { qualification_period: withoutNulls(period) }),
    ...(validity === undefined ? {} : { status_validity: withoutNulls(validity) }),
    ...(policy === undefined ? {} : { downgrade_policy: withoutNulls(policy) }),
    ...(counters === undefined ? {} : { counters: withoutNulls(counters) }),
  }
}

/** The lifecycle that is sent, checked against the levels as they end up; null when it is cleared. */
export const lifecycleOf = (
  sent: LifecycleInput,
  before: Lifecycle | null,
  levels: readonly Level[],
  switches: ScripSwitches,
): Lifecycle | null => {
  if (isCleared(sent)) return null
  const lifecycle = assembled(sent, switches.partial_config_update === 'merge' ? before : null)
  checkRetention(lifecycle.retention)
  if (lifecycle.qualification_period !== undefined) checkPeriod(lifecycle.qualification_period, switches)
  const floor = lifecycle.downgrade_policy?.min_level
  if (
    floor !== undefined &&
    switches.unknown_min_level === 'refused' &&
    !levels.some(({ key }) => key === floor)
  )
    throw invalidField(
      'lifecycle.downgrade_policy.min_level',
      `"${floor.slice(0, 100)}" is no level of the tier`,
    )
  return lifecycle
}
