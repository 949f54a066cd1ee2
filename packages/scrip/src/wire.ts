import * as z from 'zod/mini'

const id = z.string().check(z.minLength(1))
const text = z.nullish(z.string())
const count = z.nullish(z.int())
/** Decimal text, or a number; the transport hands over numbers that JavaScript cannot hold as their digits. */
const decimal = z.union([z.number(), z.string().check(z.regex(/^-?\d+(\.\d+)?$/))])
const object = z.nullish(z.record(z.string(), z.unknown()))
const words = <const Words extends readonly string[]>(...some: Words) => z.nullish(z.enum(some))
/** A part that may be missing. */
const part = <Shape extends z.core.$ZodShape>(shape: Shape) => z.nullish(z.looseObject(shape))
const dates = { created_at: text, updated_at: text }

const operator = z.enum(['>=', '>', '==', '<=', '<'])
const criterion = z.looseObject({ counter: id, operator, threshold: decimal })

/** A level (Scrip create-a-tier and tiers guide pages). An empty `qualification` is none. */
export const level = z.looseObject({
  id: text,
  key: id,
  rank: z.int().check(z.gte(1)),
  display_name: text,
  color: text,
  icon_url: text,
  benefits: object,
  qualification: part({ mode: words('ALL', 'ANY'), criteria: z.nullish(z.array(criterion)) }),
  ...dates,
})

/** The lifecycle of a tier (Scrip create-a-tier page, the revision with five parts). An empty one is none. */
export const lifecycle = part({
  retention: part({ mode: words('PERIOD_BASED', 'ACTIVITY_REFRESH'), duration: text }),
  qualification_period: part({
    type: words('CALENDAR_YEAR', 'FIXED_YEAR', 'NONE'),
    start_month: count,
    start_day: count,
  }),
  status_validity: part({ extend_months: count }),
  downgrade_policy: part({
    mode: words('DROP_TO_QUALIFYING', 'DROP_ONE', 'HOLD'),
    grace_days: count,
    min_level: text,
  }),
  counters: part({ rollover: words('NONE', 'EXCESS'), qualifying: z.nullish(z.array(id)) }),
})

/** A tier, which is a ladder of ours (Scrip create-, update- and archive-a-tier pages). Older ones have no `status`. */
export const tier = z.looseObject({
  id: text,
  key: id,
  program_id: text,
  display_name: text,
  status: text,
  archived_at: text,
  levels: z.array(level),
  lifecycle,
  ...dates,
})

/** A program (Scrip create-a-program page). */
export const program = z.looseObject({ id, name: text, status: text })

const counters = z.nullish(z.record(z.string(), decimal))
/** A participant (Scrip participants pages): slim in lists, with `counters` and `tiers` when read by id. */
export const participant = z.looseObject({ id, external_id: text, status: text, counters })

const times = { acquired_at: text, expires_at: text }
/** Which level a participant holds of a tier; `key`, the tier's, is in the list only (Scrip participant tiers pages). */
export const state = z.looseObject({ key: text, level: text, rank: count, benefits: object, ...times })

/** A counter (Scrip participant counter pages). */
export const counter = z.looseObject({ key: id, value: decimal })

/** An event (Scrip ingest-an-event and get-an-event pages), and what became of a batch of them. */
export const event = z.looseObject({ id, status: text, event_timestamp: text, error_message: text })
export const batch = z.looseObject({ total: count, success_count: count, error_count: count })

const values = { old_value: z.unknown(), new_value: z.unknown() }
/** A change of state (Scrip get-participant-state-history page). */
export const change = z.looseObject({
  id: text,
  key: text,
  operation: text,
  ...values,
  changed_at: z.string(),
})

/** Anything else that has an id: a rule, a webhook endpoint. */
export const resource = z.looseObject({ id })
/** A reply of which nothing is read. */
export const nothing = z.transform((): void => {})

const pagination = part({ has_more: z.nullish(z.boolean()), next_cursor: text })
/** A list (Scrip introduction page). */
const listOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.looseObject({ data: z.array(item), pagination })
export const tiers = listOf(tier)
export const programs = listOf(program)
export const participants = listOf(participant)
export const states = listOf(state)
export const counterList = listOf(counter)
export const events = listOf(event)
export const changes = listOf(change)

// As Scrip returns them.
export type ScripPagination = z.output<typeof pagination>
export type ScripLevel = z.output<typeof level>
export type ScripTier = z.output<typeof tier>
export type ScripLifecycle = NonNullable<z.output<typeof lifecycle>>
export type ScripParticipant = z.output<typeof participant>
export type ScripState = z.output<typeof state>
export type ScripChange = z.output<typeof change>
