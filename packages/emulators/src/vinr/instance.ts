import { type Call, headerOf, jsonReply, type Reply } from '../core/call.js'
import { randomId } from '../core/ids.js'
import { parseWith } from '../core/parse.js'
import type { VendorHost, VendorInstance } from '../core/vendor.js'
import { authenticate } from './auth.js'
import { type Context, createWorld, type World } from './context.js'
import { detailsOfStatus, errorReply, VinrError } from './errors.js'
import { findReplay, forgetReplays, remember, slotOf } from './idempotency.js'
import { paramsOf } from './input.js'
import { addActivity, addMember } from './members.js'
import { RateMeter, unmetered } from './rate.js'
import { createVinrRouter, type Operation } from './routes.js'
import { seedState } from './seed.js'
import { stateSchema, type VinrState } from './state.js'
import { type VinrSwitches, vinrSwitches } from './switches.js'

const SWEEP_EVERY_MS = 3_600_000

const isVinrSwitches = (values: VendorHost['switches']): values is VinrSwitches =>
  Object.keys(vinrSwitches).every((name) => name in values)

/** One VINR account with its state, answering requests one at a time. */
export const createVinr = (host: VendorHost): VendorInstance => {
  let state: VinrState = seedState('empty')
  let sweptAt = 0
  const meter = new RateMeter()
  const match = createVinrRouter()
  const switchesNow = (): VinrSwitches => {
    const { switches } = host
    if (!isVinrSwitches(switches)) throw new Error('The switches are not those of VINR')
    return switches
  }
  const world = (): World => createWorld(state, host, switchesNow())

  const operationOf = (call: Call): { operation: Operation; id: string } => {
    const found = match(call.method, call.path)
    if (found === undefined)
      throw new VinrError(404, {
        code: 'resource_missing',
        message: `There is no route ${call.path.slice(0, 200)}.`,
      })
    if ('allow' in found) {
      const allow = found.allow.join(', ')
      const message = `This path takes ${allow}, not ${call.method.slice(0, 20)}.`
      throw new VinrError(405, { code: 'method_not_allowed', message, headers: { allow } })
    }
    return { operation: found.handler, id: found.params.id ?? '' }
  }

  const sweep = (now: number, switches: VinrSwitches): void => {
    if (Math.abs(now - sweptAt) <= SWEEP_EVERY_MS) return
    forgetReplays(state, now, switches)
    sweptAt = now
  }

  const perform = (call: Call, switches: VinrSwitches): Reply => {
    if (call.oversized)
      throw new VinrError(413, { code: 'request_too_large', message: 'The request body may have 1 MiB.' })
    const { operation, id } = operationOf(call)
    const input = paramsOf(call, switches)
    const context: Context = { ...createWorld(state, host, switches), id, input }
    const run = (): Reply =>
      jsonReply(operation.creates ? switches.create_status : 200, operation.run(context))
    const key = call.method === 'POST' ? headerOf(call, 'idempotency-key') : undefined
    if (key === undefined || key === '') return run()
    const write = { slot: slotOf(call.method, call.path, key), payload: input.canonical() }
    const now = host.now()
    const replay = findReplay(state, write, now, switches)
    if (replay !== undefined) return { ...jsonReply(replay.status, null), body: replay.body }
    const reply = run()
    sweep(now, switches)
    remember(state, write, reply, now)
    return reply
  }

  const dressed = (
    reply: Reply,
    requestId: string,
    rate: Record<string, string>,
    header: string | null,
  ): Reply => ({
    ...reply,
    headers: { ...rate, ...(header === null ? {} : { [header.toLowerCase()]: requestId }), ...reply.headers },
  })

  const handle = (call: Call): Reply => {
    const switches = switchesNow()
    const requestId = randomId('req_', 14)
    const now = host.now()
    let rate = unmetered(now, switches)
    let reply: Reply
    try {
      rate = meter.take(authenticate(call), call.method, now, switches)
      reply = perform(call, switches)
    } catch (error) {
      const known = error instanceof VinrError ? error : new VinrError(500, detailsOfStatus(500))
      reply = errorReply(known.status, known.details, requestId, switches)
    }
    return dressed(reply, requestId, rate, switches.request_id_header)
  }

  const failure = (status: number): Reply => {
    const switches = switchesNow()
    const requestId = randomId('req_', 14)
    const reply = errorReply(status, detailsOfStatus(status), requestId, switches)
    return dressed(reply, requestId, unmetered(host.now(), switches), switches.request_id_header)
  }

  return {
    handle,
    failure,
    reset: (seed) => {
      state = seedState(seed)
      meter.clear()
    },
    snapshot: () => state,
    restore: (value) => {
      state = parseWith(stateSchema, value, 'Not a state of the VINR emulator')
    },
    addMember: (member) => addMember(world(), member),
    addActivity: (activity) => addActivity(world(), activity),
    clockChanged: () => {},
  }
}
