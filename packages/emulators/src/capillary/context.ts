import type { VendorHost } from '../core/vendor.js'
import type { Caller } from './auth.js'
import type { CapillaryState, Customer } from './state.js'
import type { CapillarySwitches } from './switches.js'

/** What evaluation needs: the state, an instant and the switches. */
export interface World {
  readonly state: CapillaryState
  /** The instant of what happens, milliseconds since 1970: the clock's, or that at which something fell due. */
  readonly now: number
  readonly switches: CapillarySwitches
  /** Posts an event to webhooks. */
  emit(eventName: string, data: object): void
  /** Says that something may fall due earlier for a customer than it did. */
  touched(customer: Customer): void
}

/** What a handler of a route gets. */
export interface Context extends World {
  readonly caller: Caller
  /** What stands in the path's places, by name. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body as it was sent; read by the handlers that take one. */
  readonly body: BodySource
  /** The Idempotency-Key; empty where there is none. */
  readonly key: string
}

/** The body of a request before anything is known of it. */
export interface BodySource {
  readonly text: string
  readonly mediaType: string
}

/** What a handler answers; without a body: 204. */
export interface Answer {
  readonly status: number
  readonly body?: object
}

/** The envelope of success (Create Tier page, example response). */
export const success = (data: object, status = 200): Answer => ({
  status,
  body: { data, errors: null, warnings: null },
})

export const createWorld = (
  state: CapillaryState,
  host: VendorHost,
  switches: CapillarySwitches,
  now: number,
  touched: World['touched'],
): World => ({
  state,
  now,
  switches,
  touched,
  emit: (eventName, data) =>
    host.publish({
      type: eventName,
      body: JSON.stringify({ eventName, orgId: state.orgId, eventTime: timeText(now, 'Z'), data }),
    }),
})

const ZONE_MS = { Z: 0, '+05:30': 19_800_000 } as const

/** `YYYY-MM-DDTHH:MM:SSZ`, or the same in the server's time zone (Create Tier page, meta). */
export const timeText = (instant: number, zone: keyof typeof ZONE_MS): string =>
  `${new Date(instant + ZONE_MS[zone]).toISOString().slice(0, 19)}${zone}`
