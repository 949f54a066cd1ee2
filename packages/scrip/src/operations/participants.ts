import type { HistoryQuery, ProviderCall } from '@rungs/model'
import { required } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { ScripChange, ScripParticipant } from '../wire.js'
import { everyItem } from './ladders.js'

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

  /** All moves of a span between the levels of a tier, in no order (Scrip get-participant-state-history page). */
  changes(id: string, key: string, { from, to }: HistoryQuery, call: ProviderCall): Promise<ScripChange[]> {
    const query = { state_type: 'tier', key, program_id: this.settings.programId, from, to, limit: 100 }
    return everyItem((cursor) => this.routes.participants.stateHistory(call, id, { ...query, cursor }))
  }
}
