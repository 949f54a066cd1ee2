import type { HistoryQuery, Page, ProviderCall, Tier, TierChange } from '@rungs/model'
import { everyPage, inChain, pageOfMoves, required } from '@rungs/transport'
import { failure } from '../errors.js'
import { changeOf, nextOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { ScripParticipant } from '../wire.js'

/** The participants of the program, by `external_id`. */
export class Participants {
  constructor(
    private readonly routes: Routes,
    private readonly settings: CheckedSettings,
  ) {}

  /** The participant who is enrolled in the program, as the list shows them, if there is one. */
  async find(memberId: string, call: ProviderCall): Promise<ScripParticipant | undefined> {
    const query = { external_id: memberId, program_id: this.settings.programId, limit: 1 }
    const { data } = await this.routes.participants.list(call, query)
    return data.find(({ external_id: id }) => (id ?? memberId) === memberId)
  }

  /** The participant. @throws RungsError `not_found` when there is none in the program. */
  async get(memberId: string, call: ProviderCall): Promise<ScripParticipant> {
    const message = 'the program has no participant of this external_id. Make one with members.enroll'
    return required(await this.find(memberId, call), 'memberId', message, failure)
  }

  /**
   * One page of a participant's moves between the levels of a tier, oldest first (Scrip get-participant-state-history
   * page, which names no order): all are read. History only grows, so a move is found again by its number.
   */
  async moves(
    id: string,
    query: HistoryQuery,
    ladder: string,
    tiers: readonly Tier[],
    call: ProviderCall,
  ): Promise<Page<TierChange>> {
    const { from, to } = query
    const tier = { state_type: 'tier', key: ladder, program_id: this.settings.programId }
    const changes = await everyPage(async (cursor) => {
      const list = await this.routes.participants.stateHistory(call, id, {
        ...tier,
        from,
        to,
        limit: 100,
        cursor,
      })
      return { items: list.data, next: nextOf(list) }
    }, failure)
    const moves = changes.map((change) => changeOf(change, tiers))
    return pageOfMoves(inChain(moves), query, (_move, index) => index + 1, failure)
  }
}
