import * as z from 'zod/mini'
import { type Answer, type Context, timeText } from './context.js'
import { conflict, invalidField, notFound, requiredField, ScripError } from './errors.js'
import { spanIn } from './filters.js'
import { holderOf } from './groups.js'
import { instantText, maybe, readBody, shortText } from './input.js'
import { listPage } from './paging.js'
import { programOf } from './programs.js'
import { assignLevel, isEnrolled, levelOf, standingOf } from './rules.js'
import { standingShape } from './shapes.js'
import { entryOf, type Participant, type Program, type Tier } from './state.js'

const assignSchema = z.object({ level: shortText(100, 1), expires_at: maybe(instantText) })

interface Place {
  readonly program: Program
  readonly participant: Participant
}

const notEnrolled = (status: number): ScripError =>
  new ScripError(status, {
    code: status === 404 ? 'not_found' : 'conflict',
    message: 'The participant is not enrolled in the program',
  })

const placeOf = (context: Context, notEnrolledStatus: number): Place => {
  const id = context.query.get('program_id') ?? ''
  if (id === '') throw requiredField('program_id')
  const participant = holderOf(context)
  const program = programOf(context, id)
  if (!isEnrolled(participant, program.id)) throw notEnrolled(notEnrolledStatus)
  return { program, participant }
}

const tierIn = ({ path }: Context, { tiers }: Program): Tier => {
  const key = path.tier ?? ''
  const tier = entryOf(tiers, key)
  if (tier === undefined) throw notFound('Tier', key)
  return tier
}

export const listStandings = (context: Context): Answer => {
  const { program, participant } = placeOf(context, context.switches.not_enrolled_read_status)
  const data = Object.values(program.tiers).flatMap((tier) => {
    const standing = standingOf(participant, tier)
    return standing === undefined ? [] : [{ key: tier.key, ...standingShape(context, tier, standing) }]
  })
  return { status: 200, body: { data } }
}

export const getStanding = (context: Context): Answer => {
  const { program, participant } = placeOf(context, context.switches.not_enrolled_read_status)
  const tier = tierIn(context, program)
  const standing = standingOf(participant, tier)
  if (standing === undefined) throw notFound('Level of tier', tier.key)
  return { status: 200, body: standingShape(context, tier, standing) }
}

/** Where a level may be set or removed: an active program, an enrolled and active participant. */
const writablePlace = (context: Context): Place => {
  const { not_enrolled_write_status, inactive_program_status } = context.switches
  const place = placeOf(context, not_enrolled_write_status)
  if (place.program.status !== 'ACTIVE') {
    const code = inactive_program_status === 400 ? 'bad_request' : 'conflict'
    throw conflict('The program is not active', undefined, code, inactive_program_status)
  }
  if (place.participant.status !== 'ACTIVE')
    throw conflict('The participant is not active', undefined, 'participant_inactive')
  return place
}

/** Sets a level by hand; what was to end or to drop before no longer is (set a participant tier page). */
export const putStanding = (context: Context): Answer => {
  const sent = readBody(assignSchema, context.body, context.switches)
  const { program, participant } = writablePlace(context)
  const tier = tierIn(context, program)
  if (tier.status === 'ARCHIVED') throw conflict(`Tier "${tier.key}" is archived`, undefined, 'tier_archived')
  if (levelOf(tier, sent.level) === undefined) {
    if (context.switches.unknown_level_status === 404) throw notFound('Level', sent.level)
    throw invalidField('level', `"${sent.level}" is no level of tier "${tier.key}"`)
  }
  const expires_at = sent.expires_at == null ? null : Date.parse(sent.expires_at)
  if (expires_at !== null && expires_at <= context.now)
    throw invalidField('expires_at', 'must lie in the future')
  assignLevel(context, participant, tier, { level: sent.level, expires_at, by_api_key: true })
  const standing = standingOf(participant, tier)
  return { status: 200, body: standing === undefined ? {} : standingShape(context, tier, standing) }
}

export const deleteStanding = (context: Context): Answer => {
  const { program, participant } = writablePlace(context)
  const tier = tierIn(context, program)
  if (standingOf(participant, tier) === undefined && context.switches.remove_without_level_status === 404)
    throw notFound('Level of tier', tier.key)
  assignLevel(context, participant, tier, { level: null, by_api_key: true })
  return { status: 204 }
}

/** What a change by a request names, whichever key it came with. */
const API_KEY_ID = '550e8400-e29b-41d4-a716-44665544000a'

/**
 * Changes of levels, newest first; `from` and `to` are about `changed_at`, `event_from` and `event_to` about when the event
 * occurred, where there was one (get participant state history page, get group state history page).
 */
export const listHistory = (context: Context): Answer => {
  const { query } = context
  const participant = holderOf(context)
  const asks = (name: string, value: string): boolean => (query.get(name) ?? value) === value
  const [changed, occurred] = [spanIn(query, 'from', 'to'), spanIn(query, 'event_from', 'event_to')]
  const occurredAt = (event: string | null, otherwise: number): number =>
    entryOf(context.state.events, event ?? '')?.event_timestamp ?? otherwise
  const rows = participant.history.filter(
    ({ program_id, tier, operation, created_at, event_id }) =>
      asks('state_type', 'tier') &&
      asks('program_id', program_id) &&
      asks('key', tier) &&
      asks('operation', operation) &&
      changed(created_at) &&
      occurred(occurredAt(event_id, created_at)),
  )
  return listPage(
    context,
    rows.toReversed(),
    ({ id }) => id,
    ({ tier, event_id, by_api_key, created_at, ...row }) => ({
      ...row,
      state_type: 'tier',
      key: tier,
      event_id: event_id ?? undefined,
      changed_by_api_key_id: by_api_key ? API_KEY_ID : undefined,
      changed_at: timeText(created_at),
    }),
    { normal: 50, most: 100 },
  )
}
