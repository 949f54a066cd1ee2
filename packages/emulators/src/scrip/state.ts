import * as z from 'zod/mini'

/*
 * Everything is plain JSON; instants are milliseconds since 1970. Records keep the order in which their entries were
 * made; ids are UUIDs and keys begin with a letter, so that no engine sorts one as an index.
 */

const text = z.string()
const instant = z.number()
const id = text.check(z.regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/))
const key = text.check(z.regex(/^[A-Za-z]/))
const json = z.record(text, z.unknown())
const stamps = { created_at: instant, updated_at: instant }

export const operators = ['>=', '>', '==', '<=', '<'] as const

const qualificationSchema = z.strictObject({
  mode: z.enum(['ALL', 'ANY']),
  criteria: z.array(z.strictObject({ counter: text, operator: z.enum(operators), threshold: z.number() })),
})

const levelSchema = z.strictObject({
  id,
  key,
  rank: z.int(),
  display_name: z.nullable(text),
  color: z.nullable(text),
  icon_url: z.nullable(text),
  benefits: z.nullable(json),
  qualification: z.nullable(qualificationSchema),
  ...stamps,
})

const lifecycleSchema = z.strictObject({
  retention: z.strictObject({
    mode: z.enum(['PERIOD_BASED', 'ACTIVITY_REFRESH']),
    duration: z.optional(text),
  }),
  qualification_period: z.optional(
    z.strictObject({
      type: z.enum(['CALENDAR_YEAR', 'FIXED_YEAR', 'NONE']),
      start_month: z.optional(z.int()),
      start_day: z.optional(z.int()),
    }),
  ),
  status_validity: z.optional(z.strictObject({ extend_months: z.optional(z.int()) })),
  downgrade_policy: z.optional(
    z.strictObject({
      mode: z.optional(z.enum(['DROP_TO_QUALIFYING', 'DROP_ONE', 'HOLD'])),
      grace_days: z.optional(z.int()),
      min_level: z.optional(text),
    }),
  ),
  counters: z.optional(
    z.strictObject({
      rollover: z.optional(z.enum(['NONE', 'EXCESS'])),
      qualifying: z.optional(z.array(text)),
    }),
  ),
})

const tierSchema = z.strictObject({
  id,
  program_id: id,
  key,
  display_name: z.nullable(text),
  status: z.enum(['ACTIVE', 'ARCHIVED']),
  levels: z.array(levelSchema),
  lifecycle: z.nullable(lifecycleSchema),
  archived_at: z.nullable(instant),
  ...stamps,
})

const targetSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('GROUP'), id: text }),
  z.strictObject({
    type: z.literal('PARTICIPANT'),
    id: z.nullish(text),
    participant_id: z.nullish(text),
    external_id: z.nullish(text),
  }),
])
const target = z.nullish(targetSchema)

const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('COUNTER'), key, value: text, target }),
  z.strictObject({ type: z.literal('SET_TIER'), tier: text, level: text, target }),
])

const ruleSchema = z.strictObject({
  id,
  program_id: id,
  name: text,
  description: z.nullable(text),
  condition: text,
  actions: z.array(actionSchema),
  order: z.int(),
  stop_after_match: z.boolean(),
  active_from: z.nullable(instant),
  active_to: z.nullable(instant),
  status: z.enum(['ACTIVE', 'SUSPENDED', 'ARCHIVED']),
  ...stamps,
})

const programSchema = z.strictObject({
  id,
  name: text,
  description: z.nullable(text),
  on_unknown_participant: z.enum(['CREATE', 'REJECT']),
  status: z.enum(['ACTIVE', 'SUSPENDED', 'ARCHIVED']),
  /** By key. */
  tiers: z.record(text, tierSchema),
  rules: z.record(text, ruleSchema),
  ...stamps,
})

const counterSchema = z.strictObject({
  key,
  value: text,
  reset_after: z.nullable(text),
  last_reset_at: z.nullable(instant),
  ...stamps,
})

const standingSchema = z.strictObject({
  level: text,
  acquired_at: instant,
  /** The end of an assignment by hand. */
  expires_at: z.nullable(instant),
  /** When the timer of ACTIVITY_REFRESH was last set; null when it stands (switch `refresh_timer_after_drop`). */
  refreshed_at: z.nullable(instant),
  /** A drop that is decided and deferred, and the end of status shown until then. */
  pending: z.nullable(z.strictObject({ level: z.nullable(text), due: instant, shown: instant })),
})

const historySchema = z.strictObject({
  id,
  program_id: id,
  tier: text,
  old_value: z.nullable(text),
  new_value: z.nullable(text),
  operation: z.enum(['set', 'delete']),
  event_id: z.nullable(id),
  /** Whether a request changed it, rather than an event or the clock. */
  by_api_key: z.boolean(),
  created_at: instant,
})

/** Whoever has counters and levels: a participant, or a group of them, which has nothing else of these fields. */
const participantSchema = z.strictObject({
  id,
  kind: z.enum(['participant', 'group']),
  external_id: text,
  status: z.enum(['ACTIVE', 'SUSPENDED', 'CLOSED']),
  attributes: json,
  tags: z.array(text),
  profile: json,
  program_ids: z.array(id),
  counters: z.record(text, counterSchema),
  /** By tier id. */
  standings: z.record(text, standingSchema),
  history: z.array(historySchema),
  ...stamps,
})

const groupSchema = z.strictObject({
  id,
  name: text,
  members: z.array(
    z.strictObject({
      participant_id: id,
      role: z.enum(['ADMIN', 'MEMBER']),
      status: z.enum(['ACTIVE', 'LEFT']),
    }),
  ),
  deleted_at: z.nullable(instant),
  /** Its counters and levels. */
  holder: participantSchema,
  ...stamps,
})

const evaluationSchema = z.strictObject({
  id,
  rule_id: id,
  rule_name: text,
  status: z.enum(['SUCCESS', 'SKIPPED', 'SKIPPED_ERROR']),
  reason: z.nullable(text),
  stopped_by_rule_id: z.nullable(id),
  created_at: instant,
})

const eventSchema = z.strictObject({
  id,
  program_id: id,
  idempotency_key: text,
  /** The payload in one spelling, for telling a repeat from a conflict. */
  payload: text,
  participant_id: z.nullable(id),
  external_id: z.nullable(text),
  event_timestamp: instant,
  event_data: json,
  recipients: z.strictObject({
    recipient_id: z.optional(text),
    recipient_external_id: z.optional(text),
  }),
  status: z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']),
  error_message: z.nullable(text),
  rule_evaluations: z.array(evaluationSchema),
  ...stamps,
})

const endpointSchema = z.strictObject({
  id,
  url: text,
  enabled_events: z.array(text),
  description: z.nullable(text),
  metadata: z.unknown(),
  status: z.enum(['ACTIVE', 'DISABLED', 'ARCHIVED']),
  /** How often its secret was made anew. */
  rotations: z.int(),
  ...stamps,
})

const byId = <T extends z.ZodMiniType>(schema: T) => z.record(text, schema)

export const stateSchema = z.strictObject({
  organization_id: id,
  /** Everything that falls due by time alone has been done up to here. */
  evaluated_at: instant,
  programs: byId(programSchema),
  participants: byId(participantSchema),
  groups: byId(groupSchema),
  events: byId(eventSchema),
  /** Event ids by program and idempotency key. */
  event_keys: byId(id),
  webhook_endpoints: byId(endpointSchema),
})

export type ScripState = z.infer<typeof stateSchema>
export type Program = z.infer<typeof programSchema>
export type Tier = z.infer<typeof tierSchema>
export type Level = z.infer<typeof levelSchema>
export type Qualification = z.infer<typeof qualificationSchema>
export type Lifecycle = z.infer<typeof lifecycleSchema>
export type Rule = z.infer<typeof ruleSchema>
export type Counter = z.infer<typeof counterSchema>
export type Standing = z.infer<typeof standingSchema>
export type Group = z.infer<typeof groupSchema>
export type Participant = z.infer<typeof participantSchema>
export type Endpoint = z.infer<typeof endpointSchema>
export type ScripEvent = z.infer<typeof eventSchema>

/** The entry of a key, also when the key is the name of something that every object inherits. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** All who have counters and levels. */
export const holdersOf = ({ participants, groups }: ScripState): Participant[] => [
  ...Object.values(participants),
  ...Object.values(groups).map(({ holder }) => holder),
]
