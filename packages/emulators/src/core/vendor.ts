import type { Call, Reply } from './call.js'
import type { SwitchTable, SwitchValue } from './switches.js'
import type { RegisteredEndpoint } from './webhook-endpoint.js'

/** The names of the vendors that can be emulated. */
export type Vendor = 'capillary' | 'scrip' | 'vinr' | 'wix'

/** The start state: what the vendor's documents show, or as little as the vendor allows. */
export type Seed = 'documented' | 'empty'

/** A member to be enrolled without a vendor route. */
export interface NewMember {
  /** Any text; the vendor's id is derived from it. */
  id: string
  /** RFC 3339; when the member enrolled. Default: now. */
  since?: string | undefined
}

interface ActivityBase {
  /** The vendor's id of the member, as `addMember` returned it. */
  member: string
  /** RFC 3339. Default: now. */
  at?: string | undefined
}

/** One thing that a member did. `points`, `spend`, `add` and `set` are decimal text or numbers; `adjust` is signed. */
export type MemberActivity = ActivityBase &
  (
    | { type: 'earn' | 'redeem' | 'adjust' | 'expire' | 'refund'; points: number | string }
    | { type: 'purchase'; spend: number | string }
    | { type: 'visit' | 'touch' }
    | {
        type: 'counter'
        counter: string
        add?: number | string | undefined
        set?: number | string | undefined
      }
    | { type: 'set_tier'; tier: string | null; until?: string | undefined }
  )

/** An event that the vendor posts to webhooks; `type` is the vendor's name of it. */
export interface OutgoingEvent {
  readonly type: string
  readonly body: string
}

/** What the emulator's core gives to a vendor. */
export interface VendorHost {
  /** The emulator's clock, milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  readonly switches: Readonly<Record<string, SwitchValue>>
  /** Posts an event to the webhooks that want it. */
  publish(event: OutgoingEvent): void
}

/** One running vendor with its state. Every method runs to its end without waiting, so calls never interleave. */
export interface VendorInstance {
  handle(call: Call): Reply
  /** The vendor's answer of this status, for a fault that asks for no body of its own. */
  failure(status: number): Reply
  reset(seed: Seed): void
  /** The live state, plain JSON; the caller copies it. */
  snapshot(): unknown
  /** Takes a state over. Throws `EmulatorError` when it is none. */
  restore(state: unknown): void
  /** Enrols a member and returns the vendor's id. Throws `EmulatorError`. */
  addMember(member: NewMember): string
  /** Records one activity and evaluates as the vendor would. Throws `EmulatorError`. */
  addActivity(activity: MemberActivity): void
  /** The clock was set or advanced: run what fell due. */
  clockChanged(): void
  /** The webhook endpoints that apps have registered and that are not disabled, where the vendor has routes for that. */
  webhookEndpoints?(): readonly RegisteredEndpoint[]
}

/** Everything that the core has to know of a vendor. */
export interface VendorDefinition {
  readonly vendor: Vendor
  /** Headers that authenticate a request. */
  readonly headers: Readonly<Record<string, string>>
  /** Headers that carry credentials, in lower case. */
  readonly credentialHeaders: readonly string[]
  /** Fields of JSON and form bodies that carry credentials, for example `client_secret`. */
  readonly credentialFields?: readonly string[]
  readonly switches: SwitchTable
  readonly webhooks: WebhookManners
  create(host: VendorHost): VendorInstance
}

/** How the vendor delivers webhooks. */
export interface WebhookManners {
  /** Waits before each further attempt, in milliseconds, after a delivery that was not answered with 2xx. */
  readonly retryAfterMs: readonly number[]
  /** What receivers check signatures with, where the vendor signs with a key pair: SPKI in PEM. */
  readonly publicKey?: string
  /** What is posted, where that is not the event's body itself. Default: the body. */
  encode?(event: { body: string; now: number }): Promise<string>
  /** The headers of one delivery. */
  sign(
    delivery: { body: string; secret: string; now: number },
    switches: VendorHost['switches'],
  ): Promise<Record<string, string>>
}
