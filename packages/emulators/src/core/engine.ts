import * as z from 'zod/mini'
import type { Call, Reply } from './call.js'
import { clockStateSchema, EmulatorClock, type TimeSource } from './clock.js'
import { FaultList } from './faults.js'
import { activitySchema, memberSchema } from './members.js'
import { applyFault, type Outcome } from './outcome.js'
import { parseWith } from './parse.js'
import { type RecordedRequest, Recorder } from './recorder.js'
import { Redactor } from './redact.js'
import { SwitchBoard, type SwitchValue } from './switches.js'
import type { Seed, VendorDefinition, VendorInstance } from './vendor.js'
import { WatcherList } from './watch.js'
import { WebhookPoster } from './webhooks.js'

/** How an emulator starts. */
export interface EngineOptions {
  seed?: Seed | undefined
  clock?: string | TimeSource | undefined
  switches?: Record<string, unknown> | undefined
}

const resetSchema = z.strictObject({ seed: z.optional(z.enum(['documented', 'empty'])) })

const snapshotSchema = z.strictObject({
  vendor: z.string(),
  clock: clockStateSchema,
  switches: z.record(z.string(), z.unknown()),
  data: z.unknown(),
})

/** One emulated vendor: its state and everything that can be set from outside, whichever way requests come in. */
export class Engine {
  readonly definition: VendorDefinition
  readonly faults = new FaultList()
  readonly watchers = new WatcherList()
  readonly #recorder: Recorder
  readonly #clock: EmulatorClock
  readonly #switches: SwitchBoard
  readonly #webhooks: WebhookPoster
  readonly #instance: VendorInstance
  readonly #seed: Seed
  #dropped = new AbortController()

  constructor(definition: VendorDefinition, options: EngineOptions) {
    this.definition = definition
    this.#seed = parseWith(resetSchema, { seed: options.seed }, 'Bad options').seed ?? 'documented'
    this.#recorder = new Recorder(new Redactor(definition.credentialHeaders, definition.credentialFields))
    const clock = new EmulatorClock(options.clock)
    const switches = new SwitchBoard(definition.switches, options.switches)
    const webhooks = new WebhookPoster(
      definition.webhooks,
      clock,
      () => switches.values,
      () => this.#instance.webhookEndpoints?.() ?? [],
    )
    this.#clock = clock
    this.#switches = switches
    this.#webhooks = webhooks
    this.#instance = definition.create({
      now: () => clock.now(),
      get switches(): Readonly<Record<string, SwitchValue>> {
        return switches.values
      },
      publish: (event) => webhooks.publish(event),
    })
    this.#instance.reset(this.#seed)
  }

  /**
   * Answers one request of a vendor route, or fails it as the first matching fault says. What waits by then is dropped
   * when the emulator is reset or `closing` aborts.
   */
  exchange(call: Call, closing?: AbortSignal): Outcome | Promise<Outcome> {
    const entry = this.#recorder.add(call)
    const fault = this.faults.take(call)
    const handle = (): Reply => this.#instance.handle(call)
    if (fault === undefined) {
      const reply = handle()
      entry.status = reply.status
      return { kind: 'reply', reply }
    }
    const failure = (status: number): Reply => this.#instance.failure(status)
    const reset = this.#dropped.signal
    const gone = closing === undefined ? reset : AbortSignal.any([reset, closing])
    return applyFault(fault, { handle, failure, gone }, (status) => {
      entry.status = status
    })
  }

  /** The vendor's answer of a status to something that never became a request. */
  failure(status: number): Reply {
    return this.#instance.failure(status)
  }

  reset(options: unknown = {}): void {
    const { seed = this.#seed } = parseWith(resetSchema, options, 'Bad reset')
    this.#dropped.abort()
    this.#dropped = new AbortController()
    this.faults.clear()
    this.#webhooks.clear()
    this.#recorder.clear()
    this.#clock.reset()
    this.#switches.reset()
    this.#instance.reset(seed)
  }

  now(): number {
    return this.#clock.now()
  }

  setClock(now: string): void {
    this.#clock.set(now)
    this.#clockChanged()
  }

  advanceClock(duration: string): void {
    this.#clock.advance(duration)
    this.#clockChanged()
  }

  #clockChanged(): void {
    this.#instance.clockChanged()
    this.#webhooks.runDue()
  }

  requests(): RecordedRequest[] {
    return this.#recorder.list()
  }

  snapshot(): unknown {
    return structuredClone({
      vendor: this.definition.vendor,
      clock: this.#clock.snapshot(),
      switches: this.#switches.values,
      data: this.#instance.snapshot(),
    })
  }

  /** Takes over a snapshot, all or nothing: the parts that can refuse go first. */
  restore(state: unknown): void {
    const vendor = z.literal(this.definition.vendor)
    const parsed = parseWith(z.extend(snapshotSchema, { vendor }), state, 'Not a state of this emulator')
    const switches = new SwitchBoard(this.definition.switches)
    switches.set(parsed.switches)
    this.#instance.restore(parsed.data)
    this.#switches.set(switches.values)
    this.#clock.restore(parsed.clock)
  }

  setSwitches(values: unknown): void {
    this.#switches.set(values)
  }

  setWebhooks(endpoints: unknown): void {
    this.#webhooks.replace(endpoints)
  }

  /** Nothing is posted any more. */
  endWebhooks(): void {
    this.#webhooks.end()
  }

  addMember(member: unknown): string {
    return this.#instance.addMember(parseWith(memberSchema, member, 'Bad member'))
  }

  addActivity(activity: unknown): void {
    this.#instance.addActivity(parseWith(activitySchema, activity, 'Bad activity'))
  }
}
