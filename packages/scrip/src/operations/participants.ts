import type { HistoryQuery, Page, ProviderCall, Tier, TierChange } from '@rungs/model'
import { parseInstant } from '@rungs/model'
import { everyPage, movesWithin, pageAfter } from '@rungs/transport'
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
    const found = await this.find(memberId, call)
    if (found !== undefined) return found
    const message = 'the program has no participant of this external_id. Make one with members.enroll'
    throw failure('not_found', [{ path: 'memberId', message }])
  }

  /**
   * One page of a participant's moves between the levels of a tier, oldest first (Scrip get-participant-state-history
   * page, which names no order): all are read. History only grows, so a move is found again by its number.
   */
  async moves(
    id: string,
    { from, to, ...page }: HistoryQuery,
    ladder: string,
    tiers: readonly Tier[],
    call: ProviderCall,
  ): Promise<Page<TierChange>> {
    const { programId } = this.settings
    const span = { from, to, state_type: 'tier', key: ladder, program_id: programId, limit: 100 }
    const changes = await everyPage(async (cursor) => {
      const list = await this.routes.participants.stateHistory(call, id, { ...span, cursor })
      return { items: list.data, next: nextOf(list) }
    }, failure)
    const moves = movesWithin(
      changes.map((change) => changeOf(change, tiers)),
      { from, to },
      (move) => move,
    )
    const time = (at: string): number => parseInstant(at) ?? 0
    const byTime = (a: TierChange, b: TierChange): number => time(a.at) - time(b.at)
    // Of moves at one instant the order is Scrip's, or that turned round: whichever makes a chain.
    const [given, turned] = [moves.toSorted(byTime), moves.toReversed().toSorted(byTime)]
    const ordered = breaksOf(turned) < breaksOf(given) ? turned : given
    return pageAfter(ordered, (_move, index) => index + 1, page, failure)
  }
}

/** How often a move does not begin where the one before ended. */
function breaksOf(moves: readonly TierChange[]): number {
  return moves.filter(({ from }, index) => index > 0 && from?.id !== moves[index - 1]?.to?.id).length
}
