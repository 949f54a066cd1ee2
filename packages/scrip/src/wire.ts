import * as z from 'zod/mini'

const id = z.string().check(z.minLength(1))
const text = z.nullish(z.string())
const count = z.nullish(z.int())
/** Decimal text, or a number; the transport hands over numbers that JavaScript cannot hold as their digits. */
const decimal = z.union([z.number(), z.string().check(z.regex(/^-?\d+(\.\d+)?$/))])
const object = z.nullish(z.record(z.string(), z.unknown()))

const criterionSchema = z.looseObject({
  counter: id,
  operator: z.enum(['>=', '>', '==', '<=', '<']),
  threshold: decimal,
})

/** A level (Scrip create-a-tier and tiers guide pages). An empty `qualification` is none. */
export const levelSchema = z.looseObject({
  id: text,
  key: id,
  rank: z.int().check(z.gte(1)),
  display_name: text,
  color: text,
  icon_url: text,
  benefits: object,
  qualification: z.nullish(
    z.looseObject({ mode: z.nullish(z.enum(['ALL', 'ANY'])), criteria: z.nullish(z.array(criterionSchema)) }),
  ),
  created_at: text,
  updated_at: text,
})

/** The lifecycle of a tier (Scrip create-a-tier page, the revision with five parts). An empty one is none. */
export const lifecycleSchema = z.looseObject({
  retention: z.nullish(
    z.looseObject({ mode: z.nullish(z.enum(['PERIOD_BASED', 'ACTIVITY_REFRESH'])), duration: text }),
  ),
  qualification_period: z.nullish(
    z.looseObject({
      type: z.nullish(z.enum(['CALENDAR_YEAR', 'FIXED_YEAR', 'NONE'])),
      start_month: count,
      start_day: count,
    }),
  ),
  status_validity: z.nullish(z.looseObject({ extend_months: count })),
  downgrade_policy: z.nullish(
    z.looseObject({
      mode: z.nullish(z.enum(['DROP_TO_QUALIFYING', 'DROP_ONE', 'HOLD'])),
      grace_days: count,
      min_level: text,
    }),
  ),
  counters: z.nullish(
    z.looseObject({ rollover: z.nullish(z.enum(['NONE', 'EXCESS'])), qualifying: z.nullish(z.array(id)) }),
  ),
})

/** A tier, which is a ladder of ours (Scrip create-, update- and archive-a-tier pages). Older ones have no `status`. */
export const tierSchema = z.looseObject({
  id: text,
  key: id,
  program_id: text,
  display_name: text,
  status: text,
  archived_at: text,
  levels: z.array(levelSchema),
  lifecycle: z.nullish(lifecycleSchema),
  created_at: text,
  updated_at: text,
})

/** A program (Scrip create-a-program page). */
export const programSchema = z.looseObject({ id, name: text, status: text })

/** A participant (Scrip participants pages): slim in lists, with `counters` and `tiers` when read by id. */
export const participantSchema = z.looseObject({
  id,
  external_id: text,
  status: text,
  counters: z.nullish(z.record(z.string(), decimal)),
})

/** Which level a participant holds of a tier; `key`, the tier's, is in the list only (Scrip participant tiers pages). */
export const stateSchema = z.looseObject({
  key: text,
  level: text,
  rank: count,
  benefits: object,
  acquired_at: text,
  expires_at: text,
})

/** A counter (Scrip participant counter pages). */
export const counterSchema = z.looseObject({ key: id, value: decimal })

/** An event (Scrip ingest-an-event and get-an-event pages). */
export const eventSchema = z.looseObject({ id, status: text, event_timestamp: text, error_message: text })

/** What became of a batch of events (Scrip ingest-events-in-batch page). */
export const batchSchema = z.looseObject({ total: count, success_count: count, error_count: count })

/** A change of state (Scrip get-participant-state-history page). */
export const changeSchema = z.looseObject({
  id: text,
  key: text,
  operation: text,
  old_value: z.unknown(),
  new_value: z.unknown(),
  changed_at: z.string(),
})

/** Anything else that has an id: a rule, a webhook endpoint. */
export const resourceSchema = z.looseObject({ id })

const paginationSchema = z.nullish(z.looseObject({ has_more: z.nullish(z.boolean()), next_cursor: text }))

/** A list (Scrip introduction page). */
const listSchema = <Item extends z.core.$ZodType>(item: Item) =>
  z.looseObject({ data: z.array(item), pagination: paginationSchema })

export const tierListSchema = listSchema(tierSchema)
export const programListSchema = listSchema(programSchema)
export const participantListSchema = listSchema(participantSchema)
export const stateListSchema = listSchema(stateSchema)
export const counterListSchema = listSchema(counterSchema)
export const eventListSchema = listSchema(eventSchema)
export const changeListSchema = listSchema(changeSchema)
/** A reply of which nothing is read. */
export const nothingSchema = z.unknown()

/** Where in a list a page stands. */
export type ScripPagination = z.output<typeof paginationSchema>
/** A level as Scrip returns it. */
export type ScripLevel = z.output<typeof levelSchema>
/** A tier as Scrip returns it. */
export type ScripTier = z.output<typeof tierSchema>
/** A lifecycle as Scrip returns it. */
export type ScripLifecycle = z.output<typeof lifecycleSchema>
/** A participant as Scrip returns it. */
export type ScripParticipant = z.output<typeof participantSchema>
/** A participant's level of one tier as Scrip returns it. */
export type ScripState = z.output<typeof stateSchema>
/** A change of state as Scrip returns it. */
export type ScripChange = z.output<typeof changeSchema>
