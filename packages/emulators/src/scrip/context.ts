import { randomUuid } from '../core/ids.js'
import type { VendorHost } from '../core/vendor.js'
import type { Participant, ScripState } from './state.js'
import type { ScripSwitches } from './switches.js'

/** What rules and lifecycle need: the state, an instant and the switches. */
export interface World {
  readonly state: ScripState
  /** The instant of what happens, milliseconds since 1970: the clock's, or that at which something fell due. */
  readonly now: number
  readonly switches: ScripSwitches
  /** Posts an event to webhooks. */
  emit(type: string, data: object): void
  /** Says that something may fall due earlier for a participant than it did. */
  touched(participant: Participant): void
}

/** What a handler of a route gets. */
export interface Context extends World {
  /** What stands in the path's places, by name. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON object of the body; read before anything is looked up. */
  readonly body: Readonly<Record<string, unknown>>
}

/** What a handler answers; without a body: 204. */
export interface Answer {
  readonly status: number
  readonly body?: object
}

/** RFC 3339 in UTC; whole seconds are written without a fraction, as in the pages' examples. */
export const timeText = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z')

const API_VERSION = '2026-03-01'

export const createWorld = (
  state: ScripState,
  host: VendorHost,
  switches: ScripSwitches,
  now: number,
  touched: World['touched'],
): World => ({
  state,
  now,
  switches,
  touched,
  emit: (type, data) =>
    host.publish({
      type,
      body: JSON.stringify({
        id: randomUuid(),
        type,
        api_version: API_VERSION,
        created_at: timeText(now),
        organization_id: state.organization_id,
        data,
      }),
    }),
})
