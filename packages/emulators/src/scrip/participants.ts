import * as z from 'zod/mini'
import { randomUuid } from '../core/ids.js'
import type { Answer, Context, World } from './context.js'
import { invalidField, notFound } from './errors.js'
import { sortedBy, spanIn } from './filters.js'
import { freeObject, maybe, readBody, shortText, uuidText } from './input.js'
import { listPage } from './paging.js'
import { programOf, writableProgram } from './programs.js'
import { participantRow, participantShape } from './shapes.js'
import { entryOf, type Participant } from './state.js'

const statusSchema = z.enum(['ACTIVE', 'SUSPENDED', 'CLOSED'])

const profileFields = {
  email: maybe(shortText(320)),
  phone: maybe(shortText(50)),
  first_name: maybe(shortText(255)),
  last_name: maybe(shortText(255)),
  display_name: maybe(shortText(255)),
}
const fields = { attributes: maybe(freeObject), tags: maybe(z.array(shortText(255))), ...profileFields }

const createSchema = z.object({
  external_id: shortText(255, 1),
  program_id: maybe(uuidText),
  status: maybe(statusSchema),
  ...fields,
})
const updateSchema = z.object(fields)
const statusUpdateSchema = z.object({ status: statusSchema })

type Fields = z.infer<typeof updateSchema>

export const participantOf = ({ state }: World, id: string): Participant => {
  const participant = entryOf(state.participants, id.toLowerCase())
  if (participant === undefined) throw notFound('Participant', id)
  return participant
}

export const findByExternalId = ({ state }: World, externalId: string): Participant | undefined =>
  Object.values(state.participants).find(({ external_id }) => external_id === externalId)

export const enrol = (world: World, participant: Participant, program: string): void => {
  world.touched(participant)
  if (!participant.program_ids.includes(program)) participant.program_ids.push(program)
}

interface Newcomer {
  readonly id?: string
  readonly external_id: string
  readonly created_at?: number
}

/** One who has no counters and levels yet. */
export const newHolder = (
  kind: Participant['kind'],
  { id, external_id, created_at }: Required<Newcomer>,
): Participant => ({
  id,
  kind,
  external_id,
  status: 'ACTIVE',
  attributes: {},
  tags: [],
  profile: {},
  program_ids: [],
  counters: {},
  standings: {},
  history: [],
  created_at,
  updated_at: created_at,
})

/** Makes a participant and says so. */
export const addParticipant = (
  { state, now, emit }: World,
  { id = randomUuid(), external_id, created_at = now }: Newcomer,
): Participant => {
  const participant = newHolder('participant', { id, external_id, created_at })
  state.participants[id] = participant
  emit('participant.created', participantRow(participant))
  return participant
}

const profileNames = ['email', 'phone', 'first_name', 'last_name', 'display_name'] as const

const write = (participant: Participant, sent: Fields, now: number): void => {
  participant.attributes = sent.attributes ?? participant.attributes
  participant.tags = sent.tags ?? participant.tags
  for (const name of profileNames) if (sent[name] != null) participant.profile[name] = sent[name]
  participant.updated_at = now
}

/** Creates, or updates the participant of this external id (create a participant page). */
export const createParticipant = (context: Context): Answer => {
  const { now, switches } = context
  const sent = readBody(createSchema, context.body, switches)
  const program = sent.program_id == null ? undefined : writableProgram(context, sent.program_id)
  const known = findByExternalId(context, sent.external_id)
  const participant = known ?? addParticipant(context, { external_id: sent.external_id })
  if (sent.status != null) participant.status = sent.status
  if (program !== undefined) enrol(context, participant, program.id)
  write(participant, sent, now)
  return {
    status: known === undefined ? switches.participant_create_status : 200,
    body: participantShape(context, participant),
  }
}

export const getParticipant = (context: Context): Answer => ({
  status: 200,
  body: participantShape(context, participantOf(context, context.path.participant ?? '')),
})

export const updateParticipant = (context: Context): Answer => {
  const sent = readBody(updateSchema, context.body, context.switches)
  const participant = participantOf(context, context.path.participant ?? '')
  write(participant, sent, context.now)
  return { status: 200, body: participantShape(context, participant) }
}

export const updateParticipantStatus = (context: Context): Answer => {
  const { status } = readBody(statusUpdateSchema, context.body, context.switches)
  const participant = participantOf(context, context.path.participant ?? '')
  participant.status = status
  participant.updated_at = context.now
  return { status: 200, body: participantShape(context, participant) }
}

const searched = ({ external_id, profile }: Participant, search: string): boolean =>
  [external_id, ...Object.values(profile)].some((text) => String(text).toLowerCase().includes(search))

const sortable = {
  created_at: ({ created_at }: Participant) => created_at,
  external_id: ({ external_id }: Participant) => external_id,
  status: ({ status }: Participant) => status,
}

/** In the order of creation, unless it is asked for otherwise (list participants page). */
export const listParticipants = (context: Context): Answer => {
  const { query, state } = context
  const status = query.get('status')
  if (status !== null && !z.safeParse(statusSchema, status).success)
    throw invalidField('status', 'must be ACTIVE, SUSPENDED or CLOSED')
  const externalId = query.get('external_id')
  const search = query.get('search')?.toLowerCase()
  const programId = query.get('program_id')
  const program = programId === null ? undefined : programOf(context, programId).id
  const came = spanIn(query, 'from', 'to')
  const participants = Object.values(state.participants).filter(
    (participant) =>
      (externalId === null || participant.external_id === externalId) &&
      (status === null || participant.status === status) &&
      (program === undefined || participant.program_ids.includes(program)) &&
      (search === undefined || searched(participant, search)) &&
      came(participant.created_at),
  )
  return listPage(context, sortedBy(query, participants, sortable, 'asc'), ({ id }) => id, participantRow)
}
