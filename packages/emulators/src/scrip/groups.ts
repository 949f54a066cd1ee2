import * as z from 'zod/mini'
import { randomUuid } from '../core/ids.js'
import { type Answer, type Context, timeText } from './context.js'
import { conflict, invalidField, notFound } from './errors.js'
import { maybe, readBody, shortText, uuidText } from './input.js'
import { listPage } from './paging.js'
import { newHolder, participantOf } from './participants.js'
import { entryOf, type Group, type Participant } from './state.js'

type Member = Group['members'][number]

const memberSchema = z.object({ participant_id: uuidText, role: maybe(z.enum(['ADMIN', 'MEMBER'])) })
const members = z.array(memberSchema).check(z.minLength(1))
const actor = { on_behalf_of_participant_id: maybe(uuidText) }
const createSchema = z.object({ name: shortText(255, 1), members, ...actor })
const addSchema = z.object({
  participant_id: maybe(uuidText),
  role: maybe(z.enum(['ADMIN', 'MEMBER'])),
  members: maybe(members),
  ...actor,
})

const groupShape = ({ id, name, deleted_at, created_at, updated_at }: Group) => ({
  id,
  name,
  status: deleted_at === null ? 'ACTIVE' : 'ARCHIVED',
  created_at: timeText(created_at),
  updated_at: timeText(updated_at),
  deleted_at: deleted_at === null ? undefined : timeText(deleted_at),
})

const groupOf = ({ state, path }: Context): Group => {
  const id = path.group ?? ''
  const group = entryOf(state.groups, id.toLowerCase())
  if (group === undefined) throw notFound('Group', id)
  return group
}

/** Whose counters and levels a path is about: a group's, or a participant's. */
export const holderOf = (context: Context): Participant =>
  context.path.group === undefined
    ? participantOf(context, context.path.participant ?? '')
    : groupOf(context).holder

/** A group that may be changed. Throws 409 for an archived one. */
const writableGroup = (context: Context): Group => {
  const group = groupOf(context)
  if (group.deleted_at !== null) throw conflict('The group is archived')
  return group
}

type Sent = z.infer<typeof memberSchema>

const isAdmin = ({ role, status }: Member): boolean => role === 'ADMIN' && status === 'ACTIVE'

/** The members with those who join; one who has left comes back with the new role (add a member page). */
const joined = (context: Context, before: readonly Member[], sent: readonly Sent[]): Member[] => {
  const after = before.map((member) => ({ ...member }))
  for (const { participant_id: asked, role } of sent) {
    const { id: participant_id } = participantOf(context, asked)
    const known = after.find((member) => member.participant_id === participant_id)
    if (known?.status === 'ACTIVE')
      throw conflict('The participant is a member of the group', 'participant_id')
    const member: Member = { participant_id, role: role ?? 'MEMBER', status: 'ACTIVE' }
    if (known === undefined) after.push(member)
    else Object.assign(known, member)
  }
  return after
}

/** At least one member has to be an ADMIN (create a group page). */
export const createGroup = (context: Context): Answer => {
  const { state, now, switches } = context
  const sent = readBody(createSchema, context.body, switches)
  const all = joined(context, [], sent.members)
  if (!all.some(isAdmin)) throw invalidField('members', 'needs an ADMIN')
  const id = randomUuid()
  const holder = newHolder('group', { id, external_id: '', created_at: now })
  const times = { deleted_at: null, created_at: now, updated_at: now }
  state.groups[id] = { id, name: sent.name, members: all, holder, ...times }
  return { status: 201, body: groupShape(state.groups[id]) }
}

export const getGroup = (context: Context): Answer => ({ status: 200, body: groupShape(groupOf(context)) })

export const listGroups = (context: Context): Answer => {
  const groups = Object.values(context.state.groups).filter(({ deleted_at }) => deleted_at === null)
  return listPage(context, groups, ({ id }) => id, groupShape)
}

/** Archives a group and shows it (delete a group page). */
export const deleteGroup = (context: Context): Answer => {
  const group = writableGroup(context)
  group.deleted_at = context.now
  group.updated_at = context.now
  group.holder.status = 'CLOSED'
  return { status: 200, body: groupShape(group) }
}

/** One participant, or several (groups guide, adding members). */
export const addMembers = (context: Context): Answer => {
  const sent = readBody(addSchema, context.body, context.switches)
  const one = sent.participant_id == null ? [] : [{ participant_id: sent.participant_id, role: sent.role }]
  const all = [...one, ...(sent.members ?? [])]
  if (all.length === 0) throw invalidField('participant_id', 'or members is required')
  const group = writableGroup(context)
  group.members = joined(context, group.members, all)
  group.updated_at = context.now
  return { status: 200, body: { message: 'Member(s) added to group' } }
}

/** Those who have left are shown with `include_former=true` (groups guide). */
export const listMembers = (context: Context): Answer => {
  const former = context.query.get('include_former') === 'true'
  const shown = groupOf(context).members.filter(({ status }) => former || status === 'ACTIVE')
  return listPage(
    context,
    shown,
    (member) => member.participant_id,
    (member) => ({ ...member }),
  )
}

/** The last ADMIN has to stay (groups guide, roles). */
export const removeMember = (context: Context): Answer => {
  const group = writableGroup(context)
  const id = context.path.participant ?? ''
  const member = group.members.find(
    ({ participant_id, status }) => participant_id === id.toLowerCase() && status === 'ACTIVE',
  )
  if (member === undefined) throw notFound('Member', id)
  if (isAdmin(member) && group.members.filter(isAdmin).length === 1)
    throw conflict('The last ADMIN cannot be removed')
  member.status = 'LEFT'
  group.updated_at = context.now
  return { status: 204 }
}
