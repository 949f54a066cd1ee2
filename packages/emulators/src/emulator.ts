import { capillary } from './capillary/index.js'
import type { TimeSource } from './core/clock.js'
import { Engine } from './core/engine.js'
import { EmulatorError } from './core/error.js'
import type { Fault } from './core/faults.js'
import type { RecordedRequest } from './core/recorder.js'
import type { SwitchInfo } from './core/switches.js'
import type { MemberActivity, NewMember, Seed, Vendor, VendorDefinition } from './core/vendor.js'
import type { WebhookEndpoint } from './core/webhook-endpoint.js'
import { scrip } from './scrip/index.js'
import { createFetch } from './shells/fetch.js'
import { vinr } from './vinr/index.js'
import { wix } from './wix/index.js'

const definitions: Readonly<Record<Vendor, VendorDefinition>> = { wix, capillary, vinr, scrip }

/** The vendors that can be emulated. */
export const vendors: readonly Vendor[] = ['wix', 'capillary', 'vinr', 'scrip']

const definitionOf = (vendor: string): VendorDefinition => {
  const known = vendors.find((name) => name === vendor)
  if (known !== undefined) return definitions[known]
  const message = `There is no emulator of "${vendor}"; there are ${vendors.join(', ')}`
  throw new EmulatorError('invalid_input', message, [{ path: 'vendor', message }])
}

/** How an emulator starts; reset goes back to this. */
export interface EmulatorOptions {
  /** `documented` (default): the state that the vendor's pages show; `empty`: as little as the vendor allows. */
  seed?: Seed
  /**
   * RFC 3339: the clock stands still at that instant until it is set or advanced. A `{ now() }` in milliseconds: the
   * clock runs with it. Default: the time of this machine.
   */
  clock?: string | TimeSource
  /** Values of the vendor's switches, see {@link switchesOf}. */
  switches?: Record<string, unknown>
  /** What `url` is. Default `http://<vendor>.emulator.localhost`. */
  origin?: string
}

/** A stateful stand-in for one vendor's HTTP API. Every control method throws `EmulatorError` on bad input. */
export interface Emulator {
  /** Whose API it stands in for. */
  readonly vendor: Vendor
  /** The origin that `fetch` answers for; the vendor's paths follow it. */
  readonly url: string
  /** Headers that authenticate a request. */
  readonly headers: Readonly<Record<string, string>>
  /** What checks the signatures of the vendor's webhooks, where it signs with a key pair: SPKI in PEM. */
  readonly webhookPublicKey?: string
  /** Answers requests to `url` like the vendor, without a network. Can be passed on unbound. */
  fetch(this: void, input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Back to the start state; clears faults, webhooks and requests, and puts clock and switches as they were made. */
  reset(options?: { seed?: Seed }): void
  /** Replaces the list of planned failures. */
  setFaults(faults: readonly Fault[]): void
  /** Takes all planned failures away. */
  clearFaults(): void
  /** Stops the clock at an RFC 3339 instant. */
  setClock(now: string): void
  /** Moves the clock on by an ISO 8601 duration, for example `P1M` or `PT36H`. */
  advanceClock(duration: string): void
  /** The last 10,000 requests, oldest first, without credentials. */
  requests(): RecordedRequest[]
  /** All state, the clock and the switches, as plain JSON. Faults, webhooks and requests are no state. */
  snapshot(): unknown
  /** Takes back a snapshot exactly. */
  restore(state: unknown): void
  /** Sets some switches; none when one is unknown or has a bad value. */
  setSwitches(values: Record<string, unknown>): void
  /** Enrols a member; returns the vendor's id of it. */
  addMember(member: NewMember): { id: string }
  /** Records one activity of a member and evaluates as the vendor would. */
  addActivity(activity: MemberActivity): void
  /** Where the vendor's events are posted from now on. */
  setWebhooks(endpoints: readonly WebhookEndpoint[]): void
}

const engines = new WeakMap<Emulator, Engine>()

/** The engine behind an emulator, for the shells. */
export const engineOf = (emulator: Emulator): Engine => {
  const engine = engines.get(emulator)
  if (engine !== undefined) return engine
  throw new EmulatorError('invalid_input', 'This is no emulator that createEmulator of this package returned')
}

const originOf = (vendor: Vendor, origin = `http://${vendor}.emulator.localhost`): string => {
  if (URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol)) return new URL(origin).origin
  throw new EmulatorError('invalid_input', `origin: expected an http or https URL, got "${origin}"`, [
    { path: 'origin', message: 'expected an http or https URL' },
  ])
}

/**
 * Makes an emulator of one vendor.
 *
 * @throws EmulatorError for an unknown vendor, switch or seed, and for a clock that is no RFC 3339 instant.
 */
export function createEmulator(vendor: Vendor, options: EmulatorOptions = {}): Emulator {
  const definition = definitionOf(vendor)
  const engine = new Engine(definition, options)
  const url = originOf(definition.vendor, options.origin)
  const emulator: Emulator = {
    vendor: definition.vendor,
    url,
    headers: { ...definition.headers },
    ...(definition.webhooks.publicKey === undefined
      ? {}
      : { webhookPublicKey: definition.webhooks.publicKey }),
    fetch: createFetch(engine, url),
    reset: (reset) => engine.reset(reset),
    setFaults: (faults) => engine.faults.replace(faults),
    clearFaults: () => engine.faults.clear(),
    setClock: (now) => engine.setClock(now),
    advanceClock: (duration) => engine.advanceClock(duration),
    requests: () => engine.requests(),
    snapshot: () => engine.snapshot(),
    restore: (state) => engine.restore(state),
    setSwitches: (values) => engine.setSwitches(values),
    addMember: (member) => ({ id: engine.addMember(member) }),
    addActivity: (activity) => engine.addActivity(activity),
    setWebhooks: (endpoints) => engine.setWebhooks(endpoints),
  }
  engines.set(emulator, engine)
  return emulator
}

/** The switches of a vendor: what its documents leave open, with the guesses that the emulator can be set to. */
export function switchesOf(vendor: Vendor): readonly SwitchInfo[] {
  return Object.entries(definitionOf(vendor).switches).map(([name, definition]) => ({ name, ...definition }))
}
