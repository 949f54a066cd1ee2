import type { VendorHost } from '../core/vendor.js'
import type { Caller } from './auth.js'
import type { Fields } from './fields.js'
import type { WixState } from './state.js'
import type { WixSwitches } from './switches.js'

/** What rules and events need: the state, the time and the switches. */
export interface World {
  readonly state: WixState
  /** Milliseconds since 1970 by the emulator's clock. */
  readonly now: number
  readonly switches: WixSwitches
  readonly publish: VendorHost['publish']
}

/** What a handler of a route gets. */
export interface Context extends World {
  /** The id in the path; empty where the path has none. */
  readonly id: string
  readonly caller: Caller
  readonly body: Fields
  readonly query: URLSearchParams
}
