import type { HistoryQuery, ProviderCall } from '@rungs/model'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { ScripChange, ScripParticipant } from '../wire.js'

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

  /** Every move of a participant between the levels of a tier (Scrip get-participant-state-history page). */
  async changes(
    id: string,
    tier: string,
    { from, to }: HistoryQuery,
    call: ProviderCall,
  ): Promise<ScripChange[]> {
    const query = { state_type: 'tier', key: tier, program_id: this.settings.programId, from, to, limit: 100 }
    const found = new Map<string, ScripChange>()
    const seen = new Set<string>()
    for (let cursor: string | undefined; ; ) {
      const { data, pagination } = await this.routes.participants.stateHistory(call, id, { ...query, cursor })
      for (const change of data) found.set(change.id ?? `${found.size}`, change)
      cursor = (pagination?.has_more && pagination.next_cursor) || undefined
      if (cursor === undefined || seen.has(cursor)) return [...found.values()]
      seen.add(cursor)
    }
  }
}
