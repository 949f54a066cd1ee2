import { type Call, emptyReply, headerOf, jsonReply, type Reply } from '../core/call.js'
import { randomId } from '../core/ids.js'
import { parseWith } from '../core/parse.js'
import type { MemberActivity, NewMember, Seed, VendorHost, VendorInstance } from '../core/vendor.js'
import { authenticate, type Caller, nobody, permit } from './auth.js'
import { type BodySource, createWorld, type World } from './context.js'
import { CapillaryError, errorOfStatus, errorReply } from './errors.js'
import { addActivity, addMember } from './members.js'
import { RateMeter } from './rate.js'
import { createCapillaryRouter, type Operation } from './routes.js'
import { seedState } from './seed.js'
import { type CapillaryState, type Customer, stateSchema } from './state.js'
import { type CapillarySwitches, capillarySwitches } from './switches.js'
import { firstDue, nextDue, runUntil } from './timeline.js'

const isCapillarySwitches = (values: VendorHost['switches']): values is CapillarySwitches =>
  Object.keys(capillarySwitches).every((name) => name in values)

const bodyOf = (call: Call): BodySource => ({
  text: call.body,
  mediaType: (headerOf(call, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
})

interface Routed {
  readonly operation: Operation
  readonly path: Readonly<Record<string, string>>
}

/** One Capillary organization with its state, answering requests one at a time. */
export class CapillaryInstance implements VendorInstance {
  readonly #host: VendorHost
  readonly #match = createCapillaryRouter()
  readonly #meter = new RateMeter()
  #state: CapillaryState
  /** Before this instant nothing falls due; undefined after anything that may have changed it for anybody. */
  #due: number | undefined
  /** For whom alone it may have changed. */
  readonly #touched = new Set<Customer>()
  /** The board's values are replaced, never changed, so they need checking only once. */
  #switches: CapillarySwitches | undefined

  constructor(host: VendorHost) {
    this.#host = host
    this.#state = seedState('empty', host.now())
  }

  handle(call: Call): Reply {
    const switches = this.#currentSwitches()
    let pattern: string | undefined
    let reply: Reply
    try {
      const routed = this.#route(call, switches)
      const open = routed instanceof CapillaryError ? false : routed.operation.permission === 'open'
      const caller = open ? nobody : this.#admit(call, switches)
      if (routed instanceof CapillaryError) throw routed
      pattern = routed.operation.pattern
      reply = this.#perform(call, routed, caller)
    } catch (error) {
      const known = error instanceof CapillaryError ? error : errorOfStatus(500)
      reply = errorReply(known, /^\/v(2|1\.1)\//.test(call.path) ? 'v2' : 'v3', switches)
    }
    return dressed(reply, pattern)
  }

  failure(status: number): Reply {
    return dressed(errorReply(errorOfStatus(status), 'v3', this.#currentSwitches()), undefined)
  }

  reset(seed: Seed): void {
    this.#state = seedState(seed, this.#host.now())
    this.#forget()
    this.#meter.clear()
  }

  snapshot(): CapillaryState {
    return this.#state
  }

  restore(state: unknown): void {
    this.#state = parseWith(stateSchema, state, 'Not a state of the Capillary emulator')
    this.#forget()
  }

  addMember(member: NewMember): string {
    const id = addMember(this.#writing(), member)
    this.#settle()
    return id
  }

  addActivity(activity: MemberActivity): void {
    addActivity(this.#writing(), activity)
    this.#settle()
  }

  clockChanged(): void {
    this.#forget()
    this.#catchUp(this.#host.now())
  }

  #world(now: number): World {
    return createWorld(this.#state, this.#host, this.#currentSwitches(), now, this.#touch)
  }

  /** The world of a write, up to date. */
  #writing(): World {
    const now = this.#host.now()
    this.#catchUp(now)
    this.#state.evaluatedAt = now
    return this.#world(now)
  }

  readonly #touch = (customer: Customer): void => {
    this.#touched.add(customer)
  }

  /** Everything is another: nothing is known of when something falls due. */
  #forget(): void {
    this.#due = undefined
    this.#touched.clear()
  }

  /** After a write: what was entered in the past may be over by now; then looks again at those whom it touched. */
  #settle(): void {
    const now = this.#host.now()
    if (this.#due !== undefined)
      for (const customer of this.#touched)
        this.#due = Math.min(this.#due, nextDue(this.#world(now), customer))
    this.#touched.clear()
    this.#catchUp(now)
  }

  /** Does what has fallen due; a clock that was set back starts anew. */
  #catchUp(now: number): void {
    if (now < this.#state.evaluatedAt) {
      this.#state.evaluatedAt = now
      this.#due = undefined
    }
    this.#due ??= firstDue(this.#world(now))
    if (now < this.#due) return
    runUntil((at) => this.#world(at), now)
    this.#forget()
  }

  #currentSwitches(): CapillarySwitches {
    const { switches } = this.#host
    if (this.#switches === switches) return this.#switches
    if (!isCapillarySwitches(switches)) throw new Error('The switches are not those of Capillary')
    this.#switches = switches
    this.#due = undefined
    return switches
  }

  #admit(call: Call, switches: CapillarySwitches): Caller {
    const now = this.#host.now()
    const caller = authenticate(call, now, switches)
    this.#meter.take(caller.user, now, switches)
    return caller
  }

  #perform(call: Call, { operation, path }: Routed, caller: Caller): Reply {
    if (operation.permission !== 'open') permit(caller, operation.permission)
    const now = this.#host.now()
    if (call.oversized) throw new CapillaryError(413, 'The request body may have 1 MiB')
    this.#catchUp(now)
    const query = new URLSearchParams(call.query)
    const key = headerOf(call, 'idempotency-key')?.trim() ?? ''
    const context = { ...this.#world(now), caller, path, query, body: bodyOf(call), key }
    const { status, body } = operation.run(context)
    if (call.method !== 'GET') this.#state.evaluatedAt = now
    if (operation.changesChecks) this.#due = undefined
    this.#settle()
    return body === undefined ? emptyReply(status) : jsonReply(status, body)
  }

  /** Where a call leads, or why nowhere, which is told only to those who are let in. */
  #route(call: Call, switches: CapillarySwitches): Routed | CapillaryError {
    const found = this.#match(call.method, call.path)
    if (found !== undefined && 'allow' in found) return errorOfStatus(405, { allow: found.allow.join(', ') })
    if (found === undefined || !found.handler.exists(switches))
      return new CapillaryError(404, `There is no route ${call.path.slice(0, 200)}`)
    return { operation: found.handler, path: found.params }
  }
}

/** A reply with what the platform puts on every response: a trace id, and the pattern of the path (API Overview page). */
const dressed = (reply: Reply, pattern: string | undefined): Reply => ({
  ...reply,
  headers: {
    'x-cap-requestid': randomId('', 32),
    ...(pattern === undefined ? {} : { 'x-cap-api-request-uri': pattern }),
    ...reply.headers,
  },
})
