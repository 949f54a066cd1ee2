import type { ProviderCall, TierProvider } from '@rungs/model'
import { formatInstant } from '@rungs/model'
import {
  firstOf,
  inChain,
  inOurPaths,
  LatestKeys,
  orNone,
  pageOfMoves,
  readings,
  refuseOverdraft,
  settled,
  settleLost,
  together,
} from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { eventExtras } from '../extras.js'
import { changeOf, standingOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import { counterOf } from '../rules.js'
import type { CheckedSettings } from '../settings.js'
import { eventOf } from '../to-vendor.js'
import type { ScripState, ScripTier } from '../wire.js'
import type { Ladders } from './ladders.js'
import { Participants } from './participants.js'
import { levelOf } from './tiers.js'

/** The handlers of members: participants of the program, by `external_id`. */
export function memberOperations(
  routes: Routes,
  ladders: Ladders,
  settings: CheckedSettings,
): TierProvider['operations'] {
  const people = new Participants(routes, settings)
  const { programId } = settings
  const firstAt = firstOf<string>()
  const sent = new LatestKeys()
  const both = (memberId: string, call: ProviderCall) =>
    together(people.get(memberId, call), ladders.find(call))
  const standing = async (memberId: string, id: string, tier: ScripTier | undefined, call: ProviderCall) => {
    const [participant, { data }] = await together(
      routes.participants.retrieve(call, id),
      routes.participantTiers.list(call, id, programId),
    )
    const state = data.find(({ key }) => key === tier?.key)
    return standingOf(memberId, { participant, state, tier }, settings, call.clock)
  }
  const read = async (memberId: string, call: ProviderCall) => {
    const [{ id }, tier] = await both(memberId, call)
    return [await standing(memberId, id, tier, call), tiersOf(tier, settings)] as const
  }
  // Whatever has to be read is read before the write, so that a failing read never hides that it was made.
  return {
    'members.enroll': async ({ memberId, since }, call) => {
      settleLost({ since }, 'Scrip dates a participant by the time of the request', call)
      const [found, tier] = await together(people.find(memberId, call), ladders.find(call))
      if (found !== undefined) return standing(memberId, found.id, tier, call)
      const body = { external_id: memberId, program_id: programId }
      const participant = await routes.participants.create(call, body)
      return standingOf(memberId, { participant, state: undefined, tier }, settings, call.clock)
    },
    ...readings(read, reasonOf),
    'members.history': async ({ memberId, ...query }, call) => {
      const [{ id }, tier] = await both(memberId, call)
      if (tier === undefined) return { items: [] }
      const tiers = tiersOf(tier, settings)
      const moves = (await people.changes(id, tier.key, query, call)).map((change) => changeOf(change, tiers))
      // History only grows, so a move is found again by its number.
      return pageOfMoves(inChain(moves), query, (_move, index) => index + 1, failure)
    },
    'members.assign': async ({ memberId, tier: level, until }, call) => {
      const held = level === null ? ['tier'] : ['tier', 'until']
      settleLost({ tier: level, until }, untilAnother, call, ...held)
      const ladder = level === null ? ladders.find(call) : ladders.get(call)
      const [{ id }, tier] = await together(people.get(memberId, call), ladder)
      if (level !== null && tier !== undefined) levelOf(tier, level, 'tier')
      const participant = await routes.participants.retrieve(call, id)
      let state: ScripState | undefined
      if (level !== null && tier !== undefined) {
        const body = { level, expires_at: until ?? null }
        state = await routes.participantTiers.set(call, id, programId, tier.key, body)
      } else if (tier !== undefined) {
        // Participant, program and tier were read just before, so that a 404 is about the level.
        await orNone(routes.participantTiers.remove(call, id, programId, tier.key))
      }
      return standingOf(memberId, { participant, state, tier }, settings, call.clock)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const extras = eventExtras(call.vendor)
      const { event, taken, counter } = settled(eventOf(activity, settings), call, failure)
      // A repetition under one key has to be the same event to Scrip, which compares the payloads.
      const { value: first } = firstAt(call.idempotencyKey, formatInstant(call.clock.now()))
      const at = activity.at ?? first
      const { id: person } = await people.get(memberId, call)
      if (counter !== undefined) {
        const written = routes.counters.set(call, person, counter.key, { value: counter.value })
        await inOurPaths(written, { key: 'counter', value: 'set' })
        return { memberId, at }
      }
      if (taken !== undefined && !sent.has(call.idempotencyKey)) {
        // Scrip's counters know no floor, so a debit is held against the counter first, where the member has one.
        const { counters } = await routes.participants.retrieve(call, person)
        const balance = counters?.[counterOf('points.balance', settings)]
        refuseOverdraft(balance, taken, 'more than the balance', failure)
      }
      sent.add(call.idempotencyKey)
      const { id } = await routes.events.create(call, {
        program_id: programId,
        participant_id: person,
        idempotency_key: call.idempotencyKey,
        event_timestamp: at,
        event_data: { ...extras, ...event },
      })
      return { memberId, id, at }
    },
  }
}

const untilAnother = 'Scrip takes a level away until another is held, not until an instant'
