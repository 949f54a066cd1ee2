import { type Call, emptyReply, jsonReply, type Reply } from '../core/call.js'
import { parseWith } from '../core/parse.js'
import type { MemberActivity, NewMember, Seed, VendorHost, VendorInstance } from '../core/vendor.js'
import type { RegisteredEndpoint } from '../core/webhook-endpoint.js'
import { authenticate } from './auth.js'
import { createWorld, type World } from './context.js'
import { receivingEndpoints } from './endpoints.js'
import { detailsOfStatus, errorReply, ScripError } from './errors.js'
import { bodyOf } from './input.js'
import { nextDue } from './lifecycle.js'
import { addActivity, addMember } from './members.js'
import { processPending } from './processing.js'
import { RateMeter, unmetered } from './rate.js'
import { createScripRouter, type Operation } from './routes.js'
import { seedState } from './seed.js'
import { type Participant, type ScripState, stateSchema } from './state.js'
import { type ScripSwitches, scripSwitches } from './switches.js'
import { firstDue, runUntil } from './timeline.js'

const isScripSwitches = (values: VendorHost['switches']): values is ScripSwitches =>
  Object.keys(scripSwitches).every((name) => name in values)

/** One Scrip organization with its state, answering requests one at a time. */
export class ScripInstance implements VendorInstance {
  readonly #host: VendorHost
  readonly #match = createScripRouter()
  readonly #meter = new RateMeter()
  #state: ScripState
  /** Before this instant nothing falls due; undefined after anything that may have changed it for anybody. */
  #due: number | undefined
  /** For whom alone it may have changed. */
  readonly #touched = new Set<Participant>()
  /** The board's values are replaced, never changed, so they need checking only once. */
  #switches: ScripSwitches | undefined

  constructor(host: VendorHost) {
    this.#host = host
    this.#state = seedState('empty', host.now())
  }

  handle(call: Call): Reply {
    const switches = this.#currentSwitches()
    const now = this.#host.now()
    let rate: Record<string, string> | undefined
    let reply: Reply
    try {
      authenticate(call)
      rate = this.#meter.take(now, switches)
      reply = this.#perform(call, now, switches)
    } catch (error) {
      const known = error instanceof ScripError ? error : new ScripError(500, detailsOfStatus(500))
      reply = errorReply(known.status, known.details, switches)
    }
    return { ...reply, headers: { ...(rate ?? unmetered(now)), ...reply.headers } }
  }

  failure(status: number): Reply {
    const reply = errorReply(status, detailsOfStatus(status), this.#currentSwitches())
    return { ...reply, headers: { ...unmetered(this.#host.now()), ...reply.headers } }
  }

  reset(seed: Seed): void {
    this.#state = seedState(seed, this.#host.now())
    this.#forget()
    this.#meter.clear()
  }

  snapshot(): ScripState {
    return this.#state
  }

  restore(state: unknown): void {
    this.#state = parseWith(stateSchema, state, 'Not a state of the Scrip emulator')
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

  webhookEndpoints(): RegisteredEndpoint[] {
    return receivingEndpoints(this.#state)
  }

  /** What waits to be processed was there before the clock moved, so it comes before what has fallen due since. */
  clockChanged(): void {
    const now = this.#host.now()
    processPending(this.#world(Math.min(now, this.#state.evaluated_at)))
    this.#forget()
    this.#catchUp(now, true)
  }

  #world(now: number): World {
    return createWorld(this.#state, this.#host, this.#currentSwitches(), now, this.#touch)
  }

  /** The world of a write, up to date. */
  #writing(): World {
    const now = this.#host.now()
    this.#catchUp(now, true)
    return this.#world(now)
  }

  readonly #touch = (participant: Participant): void => {
    this.#touched.add(participant)
  }

  /** Everything is another: nothing is known of when something falls due. */
  #forget(): void {
    this.#due = undefined
    this.#touched.clear()
  }

  /** After a write: looks again at those alone whom it touched, however many others there are. */
  #settle(): void {
    if (this.#due !== undefined)
      for (const participant of this.#touched)
        this.#due = Math.min(this.#due, nextDue(this.#world(this.#host.now()), participant))
    this.#touched.clear()
  }

  /** Does what has fallen due. Reads skip it as long as nothing can have; a clock that was set back starts anew. */
  #catchUp(now: number, writes: boolean): void {
    if (now < this.#state.evaluated_at) {
      this.#state.evaluated_at = now
      this.#due = undefined
    }
    this.#due ??= firstDue(this.#world(now))
    if (now >= this.#due) {
      runUntil((at) => this.#world(at), now)
      this.#due = undefined
    } else if (writes) this.#state.evaluated_at = now
  }

  #currentSwitches(): ScripSwitches {
    const { switches } = this.#host
    if (this.#switches === switches) return this.#switches
    if (!isScripSwitches(switches)) throw new Error('The switches are not those of Scrip')
    this.#switches = switches
    this.#due = undefined
    return switches
  }

  #perform(call: Call, now: number, switches: ScripSwitches): Reply {
    if (call.oversized)
      throw new ScripError(413, { code: 'bad_request', message: 'The request body may have 1 MiB' })
    const { operation, path } = this.#route(call, switches)
    const writes = call.method !== 'GET'
    this.#catchUp(now, writes)
    if (writes && path.program !== undefined) this.#due = undefined
    const query = new URLSearchParams(call.query)
    const body = writes ? bodyOf(call) : {}
    const answer = operation.run({ ...this.#world(now), path, query, body })
    this.#settle()
    return answer.body === undefined ? emptyReply(answer.status) : jsonReply(answer.status, answer.body)
  }

  #route(
    call: Call,
    switches: ScripSwitches,
  ): { operation: Operation; path: Readonly<Record<string, string>> } {
    const found = this.#match(call.method, call.path)
    if (found !== undefined && 'allow' in found) {
      const allow = found.allow.join(', ')
      const message = `This path takes ${allow}, not ${call.method.slice(0, 20)}`
      throw new ScripError(405, { code: 'bad_request', message, headers: { allow } })
    }
    if (found === undefined || !found.handler.exists(switches))
      throw new ScripError(404, {
        code: 'not_found',
        message: `There is no route ${call.path.slice(0, 200)}`,
      })
    return { operation: found.handler, path: found.params }
  }
}
