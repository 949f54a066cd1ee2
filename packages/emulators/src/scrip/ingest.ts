import * as z from 'zod/mini'
import { randomUuid } from '../core/ids.js'
import type { Answer, Context } from './context.js'
import { badBody, conflict, notFound, requiredField, ScripError } from './errors.js'
import { freeObject, instantText, maybe, readBody, shortText, uuidText } from './input.js'
import { findByExternalId, participantOf } from './participants.js'
import { processEvent } from './processing.js'
import { writableProgram } from './programs.js'
import { eventShape } from './shapes.js'
import { entryOf, type Program, type ScripEvent } from './state.js'

const recipients = {
  recipient_external_id: maybe(shortText(255, 1)),
  recipient_id: maybe(uuidText),
}

const eventSchema = z.object({
  program_id: uuidText,
  idempotency_key: shortText(255, 1),
  event_timestamp: instantText,
  event_data: freeObject,
  external_id: maybe(shortText(255, 1)),
  participant_id: maybe(uuidText),
  ...recipients,
})

type EventInput = z.infer<typeof eventSchema>

const batchSchema = z.object({ events: z.array(z.unknown()).check(z.minLength(1), z.maxLength(100)) })

/** An object in one spelling, whatever the order of its fields. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)]),
  )
}

/** What tells an event from another: neither its spelling nor fields that are none of its (introduction page). */
const payloadOf = (sent: EventInput): string => {
  const given = Object.entries(sent).filter(([, value]) => value != null)
  const at = Date.parse(sent.event_timestamp)
  return JSON.stringify(canonical({ ...Object.fromEntries(given), event_timestamp: at }))
}

/** Which participant an event is for, as far as it can be told when it comes. */
const checkParticipant = (context: Context, program: Program, sent: EventInput): void => {
  const { external_id, participant_id } = sent
  if (participant_id != null) participantOf(context, participant_id)
  if (external_id == null || program.on_unknown_participant === 'CREATE') return
  if (context.switches.unknown_participant === 404 && findByExternalId(context, external_id) === undefined)
    throw notFound('Participant', external_id)
}

const repeatOf = (context: Context, slot: string, payload: string): ScripEvent | undefined => {
  const { state, switches } = context
  const known = entryOf(state.events, entryOf(state.event_keys, slot) ?? '')
  if (known === undefined) return undefined
  if (known.payload === payload || switches.event_key_reuse === 'deduplicated') return known
  throw conflict(
    'The idempotency_key was used with another payload',
    'idempotency_key',
    'idempotency_conflict',
  )
}

const ingest = (context: Context, body: Readonly<Record<string, unknown>>): object => {
  const { state, now, switches } = context
  const sent = readBody(eventSchema, body, switches)
  if (sent.external_id == null && sent.participant_id == null) throw requiredField('external_id')
  if (sent.external_id != null && sent.participant_id != null)
    throw badBody('Send one of external_id and participant_id, not both')
  const program = writableProgram(context, sent.program_id)
  if (program.status !== 'ACTIVE') throw conflict('The program is not active')
  const slot = `${program.id} ${sent.idempotency_key}`
  const payload = payloadOf(sent)
  const repeat = repeatOf(context, slot, payload)
  if (repeat !== undefined) return eventShape(context, repeat, false)
  checkParticipant(context, program, sent)
  const { recipient_external_id, recipient_id } = sent
  const event: ScripEvent = {
    id: randomUuid(),
    program_id: program.id,
    idempotency_key: sent.idempotency_key,
    payload,
    participant_id: sent.participant_id?.toLowerCase() ?? null,
    external_id: sent.external_id ?? null,
    event_timestamp: Date.parse(sent.event_timestamp),
    event_data: sent.event_data,
    recipients: {
      ...(recipient_external_id == null ? {} : { recipient_external_id }),
      ...(recipient_id == null ? {} : { recipient_id: recipient_id.toLowerCase() }),
    },
    status: 'PENDING',
    error_message: null,
    rule_evaluations: [],
    created_at: now,
    updated_at: now,
  }
  state.events[event.id] = event
  state.event_keys[slot] = event.id
  const accepted = eventShape(context, event, false)
  if (switches.event_processing === 'at_once') processEvent(context, event)
  return accepted
}

/** Takes an event in; it is answered as pending, whenever it is processed (ingest an event page: asynchronous). */
export const ingestEvent = (context: Context): Answer => ({
  status: context.switches.ingest_status,
  body: ingest(context, context.body),
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ingestOne = (context: Context, item: unknown, index: number): object => {
  try {
    if (!isObject(item)) throw badBody('An event must be an object')
    return { index, status: 'accepted', event: ingest(context, item) }
  } catch (cause) {
    if (!(cause instanceof ScripError)) throw cause
    return { index, status: 'error', error: cause.details.message }
  }
}

/** Each event on its own: some may be refused while others are taken (ingest events in batch page). */
export const ingestBatch = (context: Context): Answer => {
  const { events } = readBody(batchSchema, context.body, context.switches)
  const results = events.map((item, index) => ingestOne(context, item, index))
  const successes = results.filter((result) => 'event' in result).length
  return {
    status: context.switches.ingest_status,
    body: {
      total: results.length,
      success_count: successes,
      error_count: results.length - successes,
      results,
    },
  }
}
