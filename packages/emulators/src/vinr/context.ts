import { randomId } from '../core/ids.js'
import type { VendorHost } from '../core/vendor.js'
import type { Params } from './params.js'
import type { VinrEvent, VinrState } from './state.js'
import type { VinrSwitches } from './switches.js'

/** What rules and events need: the state, the time and the switches. */
export interface World {
  readonly state: VinrState
  /** Unix seconds by the emulator's clock. */
  readonly seconds: number
  readonly switches: VinrSwitches
  /** Keeps an event and posts it to webhooks; `object` is the snapshot that a retrieve would show. */
  emit(type: string, object: VinrEvent['data']['object']): void
}

/** What a handler of a route gets. */
export interface Context extends World {
  /** The id in the path; empty where the path has none. */
  readonly id: string
  readonly input: Params
}

export const createWorld = (state: VinrState, host: VendorHost, switches: VinrSwitches): World => {
  const seconds = Math.floor(host.now() / 1000)
  return {
    state,
    seconds,
    switches,
    emit: (type, object) => {
      const event = { id: randomId('evt_', 14), type, data: { object: { ...object } }, created: seconds }
      state.events[event.id] = event
      host.publish({ type, body: JSON.stringify(event) })
    },
  }
}
