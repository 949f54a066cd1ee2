import { createRouter, type Route } from '../core/router.js'
import type { Answer, Context } from './context.js'
import { deleteCounter, getCounter, listCounters, putCounter } from './counters.js'
import { createEndpoint, getEndpoint, listEndpoints, rotateSecret, updateEndpoint } from './endpoints.js'
import { createRule, getRule, listRules, updateRule } from './event-rules.js'
import { getEvent, listEvents } from './events.js'
import {
  addMembers,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  listMembers,
  removeMember,
} from './groups.js'
import { ingestBatch, ingestEvent } from './ingest.js'
import {
  createParticipant,
  getParticipant,
  listParticipants,
  updateParticipant,
  updateParticipantStatus,
} from './participants.js'
import { createProgram, getProgram, listPrograms, updateProgram } from './programs.js'
import { simulateRule, validateCondition } from './simulation.js'
import { deleteStanding, getStanding, listHistory, listStandings, putStanding } from './standings.js'
import type { ScripSwitches } from './switches.js'
import { archiveTier, createTier, getTier, listTiers, updateTier } from './tiers.js'

/** What a route does, and whether the switches have it at all. */
export interface Operation {
  readonly run: (context: Context) => Answer
  readonly exists: (switches: ScripSwitches) => boolean
}

const always = (): boolean => true

const route = (
  method: string,
  path: string,
  run: Operation['run'],
  exists: Operation['exists'] = always,
): Route<Operation> => ({ method, path: `/v1${path}`, handler: { run, exists } })

const TIERS = '/programs/:program/tiers'
const STATE = '/participants/:participant/state'
const GROUP_STATE = '/groups/:group/state'

/** The guide says that groups have tiers; where, no page says. */
const hasGroupTiers: Operation['exists'] = ({ group_tier_routes: served }) => served

const routes: readonly Route<Operation>[] = [
  route('POST', '/programs', createProgram),
  route('GET', '/programs', listPrograms),
  route('GET', '/programs/:program', getProgram),
  route('PATCH', '/programs/:program', updateProgram),
  route('POST', TIERS, createTier),
  route('GET', TIERS, listTiers),
  route('GET', `${TIERS}/:tier`, getTier),
  route('PATCH', `${TIERS}/:tier`, updateTier),
  route('POST', `${TIERS}/:tier/archive`, archiveTier, ({ archive_route: by }) => by !== 'delete'),
  route('DELETE', `${TIERS}/:tier`, archiveTier, ({ archive_route: by }) => by !== 'post'),
  route('POST', '/participants', createParticipant),
  route('GET', '/participants', listParticipants),
  route('GET', '/participants/:participant', getParticipant),
  route('PATCH', '/participants/:participant', updateParticipant),
  route('PATCH', '/participants/:participant/status', updateParticipantStatus),
  route('GET', `${STATE}/tiers`, listStandings),
  route('GET', `${STATE}/tiers/:tier`, getStanding),
  route('PUT', `${STATE}/tiers/:tier`, putStanding),
  route('DELETE', `${STATE}/tiers/:tier`, deleteStanding),
  route('GET', `${STATE}/counters`, listCounters),
  route('GET', `${STATE}/counters/:counter`, getCounter),
  route('PUT', `${STATE}/counters/:counter`, putCounter),
  route('DELETE', `${STATE}/counters/:counter`, deleteCounter),
  route('GET', '/participants/:participant/activity/state-history', listHistory),
  route('POST', '/groups', createGroup),
  route('GET', '/groups', listGroups),
  route('GET', '/groups/:group', getGroup),
  route('DELETE', '/groups/:group', deleteGroup),
  route('POST', '/groups/:group/members', addMembers),
  route('GET', '/groups/:group/members', listMembers),
  route('DELETE', '/groups/:group/members/:participant', removeMember),
  route('GET', '/groups/:group/activity/state-history', listHistory),
  route('GET', `${GROUP_STATE}/tiers`, listStandings, hasGroupTiers),
  route('GET', `${GROUP_STATE}/tiers/:tier`, getStanding, hasGroupTiers),
  route('PUT', `${GROUP_STATE}/tiers/:tier`, putStanding, hasGroupTiers),
  route('DELETE', `${GROUP_STATE}/tiers/:tier`, deleteStanding, hasGroupTiers),
  route('GET', `${GROUP_STATE}/counters`, listCounters),
  route('GET', `${GROUP_STATE}/counters/:counter`, getCounter),
  route('PUT', `${GROUP_STATE}/counters/:counter`, putCounter),
  route('DELETE', `${GROUP_STATE}/counters/:counter`, deleteCounter),
  route('POST', '/events', ingestEvent),
  route('POST', '/events/batch', ingestBatch),
  route('GET', '/events', listEvents),
  route('GET', '/events/:event', getEvent),
  route('POST', '/rules', createRule),
  route('GET', '/rules', listRules),
  route('POST', '/rules/validate', validateCondition),
  route('GET', '/rules/:rule', getRule),
  route('PATCH', '/rules/:rule', updateRule),
  route('POST', '/rules/:rule/simulate', simulateRule),
  route('POST', '/webhook-endpoints', createEndpoint),
  route('GET', '/webhook-endpoints', listEndpoints),
  route('GET', '/webhook-endpoints/:endpoint', getEndpoint),
  route('PATCH', '/webhook-endpoints/:endpoint', updateEndpoint),
  route('POST', '/webhook-endpoints/:endpoint/rotate-secret', rotateSecret),
]

/** Leads a method and a path to its operation. */
export const createScripRouter = () => createRouter(routes)
