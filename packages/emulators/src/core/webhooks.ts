import * as z from 'zod/mini'
import type { EmulatorClock } from './clock.js'
import { parseWith } from './parse.js'
import type { OutgoingEvent, VendorHost, WebhookManners } from './vendor.js'
import { isLoopback, type RegisteredEndpoint, type WebhookEndpoint } from './webhook-endpoint.js'

const DEFAULT_SECRET = 'whsec_rungs'
const DELIVERY_TIMEOUT_MS = 10_000

const endpointsSchema = z.array(
  z.strictObject({
    url: z
      .string()
      .check(z.refine(isLoopback, 'expected a URL on loopback, such as http://127.0.0.1:8080/hook')),
    events: z.optional(z.array(z.string())),
    secret: z.optional(z.string().check(z.minLength(1))),
  }),
)

interface Delivery {
  readonly endpoint: WebhookEndpoint | RegisteredEndpoint
  readonly body: string
  readonly attempt: number
  readonly dueAt: number
}

/** Posts events to webhooks, and again later on the emulator's clock when they are not answered with 2xx. */
export class WebhookPoster {
  readonly #manners: WebhookManners
  readonly #clock: EmulatorClock
  readonly #switches: () => VendorHost['switches']
  readonly #registered: () => readonly RegisteredEndpoint[]
  #endpoints: readonly WebhookEndpoint[] = []
  #waiting: Delivery[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #dropped = new AbortController()
  #ended = false
  /** One after the other, so that a receiver sees the events in their order. */
  #queue: Promise<void> = Promise.resolve()

  constructor(
    manners: WebhookManners,
    clock: EmulatorClock,
    switches: () => VendorHost['switches'],
    registered: () => readonly RegisteredEndpoint[] = () => [],
  ) {
    this.#manners = manners
    this.#clock = clock
    this.#switches = switches
    this.#registered = registered
  }

  replace(endpoints: unknown): void {
    const parsed = parseWith<WebhookEndpoint[]>(endpointsSchema, endpoints, 'Bad webhooks')
    this.#endpoints = parsed
    this.#waiting = this.#waiting.filter(({ endpoint }) => 'id' in endpoint)
    this.#schedule()
  }

  /** Forgets the endpoints, and lets go of what is being posted. */
  clear(): void {
    this.#endpoints = []
    this.#waiting = []
    this.#dropped.abort()
    this.#dropped = new AbortController()
    this.#schedule()
  }

  /** Posts nothing any more. */
  end(): void {
    this.#ended = true
    this.clear()
  }

  publish({ type, body }: OutgoingEvent): void {
    const registered = this.#registered().filter(({ url }) => isLoopback(url))
    for (const endpoint of [...this.#endpoints, ...registered]) {
      const { events } = endpoint
      if (events === undefined || events.includes('*') || events.includes(type))
        this.#enqueue({ endpoint, body, attempt: 0, dueAt: this.#clock.now() })
    }
  }

  /** Posts again what is due by the emulator's clock. */
  runDue(): void {
    const now = this.#clock.now()
    const due = this.#waiting.filter(({ dueAt }) => dueAt <= now)
    this.#waiting = this.#waiting.filter(({ dueAt }) => dueAt > now)
    for (const delivery of due) this.#enqueue(delivery)
    this.#schedule()
  }

  #enqueue(delivery: Delivery): void {
    this.#queue = this.#queue.then(() => this.#deliver(delivery))
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const endpoint = this.#current(delivery)
    if (endpoint === undefined || (await this.#post({ ...delivery, endpoint }))) return
    const { attempt } = delivery
    const wait = this.#manners.retryAfterMs[attempt]
    if (wait === undefined || this.#current(delivery) === undefined) return
    this.#waiting.push({ ...delivery, attempt: attempt + 1, dueAt: this.#clock.now() + wait })
    this.#schedule()
  }

  /** The endpoint as it is by now; undefined when it is gone, or disabled, or nothing is posted any more. */
  #current({ endpoint }: Delivery): Delivery['endpoint'] | undefined {
    if (this.#ended) return undefined
    if ('id' in endpoint) return this.#registered().find(({ id }) => id === endpoint.id)
    return this.#endpoints.includes(endpoint) ? endpoint : undefined
  }

  async #post({ endpoint, body: event }: Delivery): Promise<boolean> {
    const secret = endpoint.secret ?? DEFAULT_SECRET
    const dropped = this.#dropped.signal
    try {
      const now = this.#clock.now()
      const body = (await this.#manners.encode?.({ body: event, now })) ?? event
      const signature = await this.#manners.sign({ body, secret, now }, this.#switches())
      const response = await fetch(endpoint.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([dropped, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]),
      })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  /** A running clock reaches the next attempt by itself; a frozen one only when it is moved. */
  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#clock.frozen || this.#waiting.length === 0) return
    const next = Math.min(...this.#waiting.map(({ dueAt }) => dueAt))
    this.#timer = setTimeout(() => this.runDue(), Math.max(0, next - this.#clock.now()))
    const timer: unknown = this.#timer
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
      timer.unref()
  }
}
