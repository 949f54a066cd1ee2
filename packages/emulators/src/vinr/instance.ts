import { type Call, headerOf, jsonReply, type Reply } from '../core/call.js'
import { randomId } from '../core/ids.js'
import { parseWith } from '../core/parse.js'
import type { MemberActivity, NewMember, Seed, VendorHost, VendorInstance } from '../core/vendor.js'
import type { RegisteredEndpoint } from '../core/webhook-endpoint.js'
import { authenticate } from './auth.js'
import { createWorld } from './context.js'
import { receivingEndpoints, withoutSecret, withSecret } from './endpoints.js'
import { detailsOfStatus, errorReply, VinrError } from './errors.js'
import { findReplay, forgetReplays, remember, slotOf } from './idempotency.js'
import { paramsOf } from './input.js'
import { addActivity, addMember } from './members.js'
import type { Params } from './params.js'
import { RateMeter, unmetered } from './rate.js'
import { createVinrRouter, type Operation } from './routes.js'
import { seedState } from './seed.js'
import { stateSchema, type VinrState } from './state.js'
import { type VinrSwitches, vinrSwitches } from './switches.js'
import { checkVersion } from './version.js'

const SWEEP_EVERY_MS = 3_600_000

const isVinrSwitches = (values: VendorHost['switches']): values is VinrSwitches =>
  Object.keys(vinrSwitches).every((name) => name in values)

/** One VINR account with its state, answering requests one at a time. */
export class VinrInstance implements VendorInstance {
  readonly #host: VendorHost
  readonly #match = createVinrRouter()
  readonly #meter = new RateMeter()
  #state: VinrState = seedState('empty')
  #sweptAt = 0
  /** The board's values are replaced, never changed, so they need checking only once. */
  #switches: VinrSwitches | undefined

  constructor(host: VendorHost) {
    this.#host = host
  }

  handle(call: Call): Reply {
    const switches = this.#currentSwitches()
    const now = this.#host.now()
    const requestId = randomId('req_', 14)
    let rate: Record<string, string> | undefined
    let reply: Reply
    try {
      rate = this.#meter.take(authenticate(call), call.method, now, switches)
      reply = this.#perform(call, now, switches)
    } catch (error) {
      const known = error instanceof VinrError ? error : new VinrError(500, detailsOfStatus(500))
      reply = errorReply(known.status, known.details, requestId, switches)
    }
    return dressed(reply, requestId, rate ?? unmetered(now, switches), switches)
  }

  failure(status: number): Reply {
    const switches = this.#currentSwitches()
    const requestId = randomId('req_', 14)
    const reply = errorReply(status, detailsOfStatus(status), requestId, switches)
    return dressed(reply, requestId, unmetered(this.#host.now(), switches), switches)
  }

  reset(seed: Seed): void {
    this.#state = seedState(seed)
    this.#meter.clear()
  }

  snapshot(): VinrState {
    return this.#state
  }

  restore(state: unknown): void {
    this.#state = parseWith(stateSchema, state, 'Not a state of the VINR emulator')
  }

  addMember(member: NewMember): string {
    return addMember(this.#world(), member)
  }

  addActivity(activity: MemberActivity): void {
    addActivity(this.#world(), activity)
  }

  /** Nothing falls due by time alone: tiers follow the balance (tiers page). */
  clockChanged(): void {}

  webhookEndpoints(): RegisteredEndpoint[] {
    return receivingEndpoints(this.#state)
  }

  #world() {
    return createWorld(this.#state, this.#host, this.#currentSwitches())
  }

  #currentSwitches(): VinrSwitches {
    const { switches } = this.#host
    if (this.#switches === switches) return this.#switches
    if (!isVinrSwitches(switches)) throw new Error('The switches are not those of VINR')
    this.#switches = switches
    return switches
  }

  #perform(call: Call, now: number, switches: VinrSwitches): Reply {
    if (call.oversized)
      throw new VinrError(413, { code: 'request_too_large', message: 'The request body may have 1 MiB.' })
    checkVersion(call, switches)
    const { operation, id } = this.#route(call)
    const input = paramsOf(call, switches)
    const run = (): Reply => {
      const { state, seconds, emit } = this.#world()
      const context = { state, seconds, switches, emit, id, input }
      return jsonReply(operation.creates ? switches.create_status : 200, operation.run(context))
    }
    const key = call.method === 'POST' ? headerOf(call, 'idempotency-key') : undefined
    if (key === undefined || key === '') return run()
    return this.#once(slotOf(call.method, call.path, key), input, now, run)
  }

  /** Runs a write under an idempotency key, or replays it. Only what was carried out is remembered. */
  #once(slot: string, input: Params, now: number, run: () => Reply): Reply {
    const switches = this.#currentSwitches()
    const write = { slot, payload: input.canonical() }
    const replay = findReplay(this.#state, write, now, switches)
    if (replay !== undefined) return { ...jsonReply(replay.status, null), body: withSecret(replay.body) }
    const reply = run()
    if (Math.abs(now - this.#sweptAt) > SWEEP_EVERY_MS) {
      forgetReplays(this.#state, now, switches)
      this.#sweptAt = now
    }
    remember(this.#state, write, { ...reply, body: withoutSecret(reply.body ?? '') }, now)
    return reply
  }

  #route(call: Call): { operation: Operation; id: string } {
    const found = this.#match(call.method, call.path)
    if (found === undefined) {
      const message = `There is no route ${call.path.slice(0, 200)}.`
      throw new VinrError(404, { code: 'resource_missing', message })
    }
    if ('allow' in found) {
      const allow = found.allow.join(', ')
      const message = `This path takes ${allow}, not ${call.method.slice(0, 20)}.`
      throw new VinrError(405, { code: 'method_not_allowed', message, headers: { allow } })
    }
    return { operation: found.handler, id: found.params.id ?? '' }
  }
}

/** The header of the request id for each value of its switch: names are looked up fastest when they are the same text. */
const requestIdHeaders: Readonly<Record<string, string>> = Object.fromEntries(
  vinrSwitches.request_id_header.allowed.flatMap((name) =>
    name === null ? [] : [[name, name.toLowerCase()]],
  ),
)

/** A reply with what VINR puts on every response: the rate headers, which become its own, and the request id. */
const dressed = (
  { status, headers: own, body }: Reply,
  requestId: string,
  headers: Record<string, string>,
  { request_id_header: name }: VinrSwitches,
): Reply => {
  const requestIdHeader = name === null ? undefined : requestIdHeaders[name]
  if (requestIdHeader !== undefined) headers[requestIdHeader] = requestId
  for (const header in own) headers[header] = own[header] ?? ''
  return { status, headers, body }
}
