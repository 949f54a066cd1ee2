import {
  type Accounting,
  type ActivityDraft,
  compareAmounts,
  explainStanding,
  formatInstant,
  Ledger,
  type ProviderCall,
  type Standing,
  type TierProvider,
} from '@rungs/model'
import { firstOf, orNone, settled, together } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { eventExtras } from '../extras.js'
import { standingOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import { amountOf, counterOf } from '../rules.js'
import type { CheckedSettings } from '../settings.js'
import { eventOf } from '../to-vendor.js'
import type { ScripParticipant } from '../wire.js'

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
  const eventAt = firstOf<string>()
  const ladderIn = (call: ProviderCall) => ladders.find(call)
  // Whatever has to be read is read before the write, so that a failing read never hides that it was made.
  return {
    'members.enroll': async ({ memberId, since }, call) => {
      const ledger = new Ledger({ since })
      call.settle(ledger.close(() => 'Scrip dates a participant by the time of the request'))
      const [found, tier] = await together(people.find(memberId, call), ladderIn(call))
      if (found !== undefined) return standing(memberId, found, tier, call)
      const body = { external_id: memberId, program_id: programId }
      const participant = await routes.participants.create(call, body)
      return standingOf(memberId, { participant, state: undefined, tier }, settings, call.clock)
    },
    'members.standing': async ({ memberId }, call) => {
      const [found, tier] = await together(people.get(memberId, call), ladderIn(call))
      return standing(memberId, found, tier, call)
    },
    'members.explain': async ({ memberId, at }, call) => {
      call.settle(new Ledger({ at }).close(() => reasonOf('explain.at')))
      const [found, tier] = await together(people.get(memberId, call), ladderIn(call))
      return explainStanding(tiersOf(tier, settings), await standing(memberId, found, tier, call))
    },
    'members.history': async ({ memberId, ...query }, call) => {
      const [{ id }, tier] = await together(people.get(memberId, call), ladderIn(call))
      return tier === undefined
        ? { items: [] }
        : people.moves(id, query, tier.key, tiersOf(tier, settings), call)
    },
    'members.assign': async ({ memberId, tier: id, until }, call) => {
      call.settle(assignmentAccount(id, until))
      const [{ id: person }, ladder] = await together(
        people.get(memberId, call),
        id === null ? ladderIn(call) : ladders.get(call),
      )
      const level = id === null || ladder === undefined ? undefined : levelOf(ladder, id).key
      const participant = await routes.participants.retrieve(call, person)
      const known = { participant, state: undefined, tier: ladder }
      if (ladder === undefined) return standingOf(memberId, known, settings, call.clock)
      if (level === undefined) {
        // Participant, program and tier were read just before, so that a 404 is about the level.
        await orNone(routes.participantTiers.remove(call, person, programId, ladder.key))
        return standingOf(memberId, known, settings, call.clock)
      }
      const body = { level, ...(until === undefined ? {} : { expires_at: until }) }
      const state = await routes.participantTiers.set(call, person, programId, ladder.key, body)
      return standingOf(memberId, { ...known, state }, settings, call.clock)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const extras = eventExtras(call.vendor)
      const { event, counter } = settled(eventOf(activity, settings), call, failure)
      // A repetition under one key has to be the same event to Scrip, which compares the payloads.
      const now = formatInstant(call.clock.now())
      const { value: at } = eventAt(call.idempotencyKey, activity.at ?? now)
      const { id: person } = await people.get(memberId, call)
      if (counter !== undefined) {
        await routes.counters.set(call, person, counter.key, { value: counter.value })
        return { memberId, at }
      }
      if (isDebit(activity))
        refuseOverdraft(activity.points, await routes.participants.retrieve(call, person))
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

  async function standing(
    memberId: string,
    { id }: ScripParticipant,
    tier: Awaited<ReturnType<typeof ladderIn>>,
    call: ProviderCall,
  ): Promise<Standing> {
    const [participant, states] = await together(
      routes.participants.retrieve(call, id),
      routes.participantTiers.list(call, id, programId),
    )
    const state = states.data.find(({ key }) => key === tier?.key)
    return standingOf(memberId, { participant, state, tier }, settings, call.clock)
  }

  /** Scrip's counters know no floor, so a debit is held against the counter first, where the member has one. */
  function refuseOverdraft(points: string, { counters }: ScripParticipant): void {
    const balance = counters?.[counterOf('points.balance', settings)]
    if (balance === undefined || compareAmounts(points, amountOf(balance)) <= 0) return
    throw failure('rejected', [{ path: 'points', message: 'more than the balance' }])
  }
}

function isDebit(
  activity: ActivityDraft,
): activity is ActivityDraft & { type: 'redeem' | 'expire' | 'refund' } {
  return activity.type === 'redeem' || activity.type === 'expire' || activity.type === 'refund'
}

function assignmentAccount(tier: string | null, until: string | undefined): Accounting {
  const ledger = new Ledger({ tier, until })
  ledger.mapped('tier')
  if (tier !== null) ledger.mapped('until')
  return ledger.close(() => 'Scrip takes a level away until another is held, not until an instant')
}
