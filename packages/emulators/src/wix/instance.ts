import { type Call, jsonReply, type Reply } from '../core/call.js'
import { randomUuid } from '../core/ids.js'
import { parseWith } from '../core/parse.js'
import type { MemberActivity, NewMember, Seed, VendorHost, VendorInstance } from '../core/vendor.js'
import { authenticate } from './auth.js'
import type { World } from './context.js'
import { emptyFailure, errorOfStatus, errorReply, WixError } from './errors.js'
import { bodyOf } from './input.js'
import { runJobs } from './jobs.js'
import { addActivity, addMember } from './members.js'
import { createToken } from './oauth.js'
import { RateMeter } from './rate.js'
import { createWixRouter, type Operation } from './routes.js'
import { catchUp, quarterOf } from './rules.js'
import { seedState } from './seed.js'
import { stateSchema, type WixState } from './state.js'
import { type WixSwitches, wixSwitches } from './switches.js'

const TOKEN_PATH = '/oauth2/token'

const isWixSwitches = (values: VendorHost['switches']): values is WixSwitches =>
  Object.keys(wixSwitches).every((name) => name in values)

/** One Wix site with its state, answering requests one at a time. */
export class WixInstance implements VendorInstance {
  readonly #host: VendorHost
  readonly #match = createWixRouter()
  readonly #meter = new RateMeter()
  #state: WixState = seedState(0)
  /** The board's values are replaced, never changed, so they need checking only once. */
  #switches: WixSwitches | undefined

  constructor(host: VendorHost) {
    this.#host = host
  }

  handle(call: Call): Reply {
    const switches = this.#currentSwitches()
    try {
      return dressed(this.#perform(call))
    } catch (error) {
      return dressed(error instanceof WixError ? errorReply(error, switches) : emptyFailure(500))
    }
  }

  failure(status: number): Reply {
    if (status >= 500) return dressed(emptyFailure(status))
    return dressed(errorReply(errorOfStatus(status), this.#currentSwitches()))
  }

  reset(_seed: Seed): void {
    this.#state = seedState(quarterOf(this.#host.now()))
    this.#meter.clear()
  }

  snapshot(): WixState {
    return this.#state
  }

  restore(state: unknown): void {
    this.#state = parseWith(stateSchema, state, 'Not a state of the Wix emulator')
  }

  addMember(member: NewMember): string {
    return addMember(this.#world(), member)
  }

  addActivity(activity: MemberActivity): void {
    addActivity(this.#world(), activity)
  }

  clockChanged(): void {
    runJobs(this.#world())
  }

  /** The state as it is by now: what fell due since the last look is done first. */
  #world(): World {
    const world = {
      state: this.#state,
      now: this.#host.now(),
      switches: this.#currentSwitches(),
      publish: this.#host.publish,
    }
    catchUp(world)
    return world
  }

  #currentSwitches(): WixSwitches {
    const { switches } = this.#host
    if (this.#switches === switches) return this.#switches
    if (!isWixSwitches(switches)) throw new Error('The switches are not those of Wix')
    this.#switches = switches
    return switches
  }

  #perform(call: Call): Reply {
    const token = call.method === 'POST' && call.path === TOKEN_PATH
    const caller = token ? undefined : authenticate(call, this.#currentSwitches())
    this.#meter.take(this.#host.now(), this.#currentSwitches())
    if (call.oversized) throw errorOfStatus(413)
    if (caller === undefined) return jsonReply(200, createToken(bodyOf(call)))
    const { operation, id } = this.#route(call)
    const query = new URLSearchParams(call.query)
    return jsonReply(200, operation({ ...this.#world(), id, caller, body: bodyOf(call), query }))
  }

  #route(call: Call): { operation: Operation; id: string } {
    const found = this.#match(call.method, call.path)
    if (found === undefined) throw errorOfStatus(404)
    if ('allow' in found) throw errorOfStatus(405, { allow: found.allow.join(', ') })
    return { operation: found.handler, id: found.params.id ?? '' }
  }
}

/** A reply with the request id that Wix puts on every response. */
const dressed = (reply: Reply): Reply => ({
  ...reply,
  headers: { 'x-wix-request-id': randomUuid(), ...reply.headers },
})
