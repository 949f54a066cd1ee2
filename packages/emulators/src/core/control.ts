import * as z from 'zod/mini'
import { type Call, CONTROL_PREFIX, emptyReply, jsonReply, type Reply } from './call.js'
import type { Engine } from './engine.js'
import { EmulatorError, invalidInput } from './error.js'
import { parseWith } from './parse.js'
import { createRouter, type Route } from './router.js'

type Control = (engine: Engine, body: unknown) => Reply

const clockSchema = z.strictObject({ now: z.optional(z.string()), advance: z.optional(z.string()) })

const done = emptyReply(204)

const setClock: Control = (engine, body) => {
  const { now, advance } = parseWith(clockSchema, body ?? {}, 'Bad clock')
  if ((now === undefined) === (advance === undefined))
    throw invalidInput('', 'Bad clock: expected either "now" (RFC 3339) or "advance" (ISO 8601 duration)')
  if (now !== undefined) engine.setClock(now)
  if (advance !== undefined) engine.advanceClock(advance)
  return jsonReply(200, { now: new Date(engine.now()).toISOString() })
}

/** A control that takes its body to one method and answers 204. */
const doing =
  (act: (engine: Engine, body: unknown) => void): Control =>
  (engine, body) => {
    act(engine, body)
    return done
  }

const routes: Route<Control>[] = [
  { method: 'POST', path: '/__rungs/reset', handler: doing((engine, body) => engine.reset(body)) },
  { method: 'POST', path: '/__rungs/clock', handler: setClock },
  { method: 'PUT', path: '/__rungs/faults', handler: doing((engine, body) => engine.faults.replace(body)) },
  { method: 'DELETE', path: '/__rungs/faults', handler: doing((engine) => engine.faults.clear()) },
  { method: 'GET', path: '/__rungs/requests', handler: (engine) => jsonReply(200, engine.requests()) },
  { method: 'GET', path: '/__rungs/state', handler: (engine) => jsonReply(200, engine.snapshot()) },
  { method: 'PUT', path: '/__rungs/state', handler: doing((engine, body) => engine.restore(body)) },
  {
    method: 'POST',
    path: '/__rungs/members',
    handler: (engine, body) => jsonReply(201, { id: engine.addMember(body) }),
  },
  {
    method: 'POST',
    path: '/__rungs/activity',
    handler: doing((engine, body) => engine.addActivity(body)),
  },
  { method: 'PUT', path: '/__rungs/webhooks', handler: doing((engine, body) => engine.setWebhooks(body)) },
  { method: 'PUT', path: '/__rungs/switches', handler: doing((engine, body) => engine.setSwitches(body)) },
]

const match = createRouter(routes)

const refusal = (status: number, message: string, more: object = {}, headers = {}): Reply =>
  jsonReply(status, { error: { message, ...more } }, headers)

/** Schemas pass over a key of this name, so it is looked for here, and only where the text has it. */
const withoutProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw invalidInput('__proto__', 'unknown field')
  return value
}

const bodyOf = (call: Call): unknown => {
  if (call.body.trim() === '') return undefined
  try {
    return JSON.parse(call.body, call.body.includes('__proto__"') ? withoutProto : undefined)
  } catch (cause) {
    if (cause instanceof EmulatorError) throw cause
    throw invalidInput('', `The body is no JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`)
  }
}

const statusOf = {
  invalid_input: 400,
  not_found: 404,
  exists: 409,
  port_unavailable: 500,
  unrecorded: 500,
} as const

/** Answers a control route; never recorded, never subject to faults. */
export const control = (engine: Engine, call: Call): Reply => {
  const found = match(call.method, call.path)
  if (found === undefined) {
    const known = routes.map(({ method, path }) => `${method} ${path}`).join(', ')
    return refusal(404, `There is no control route ${call.path}; there are ${known}`)
  }
  if ('allow' in found) {
    const allow = found.allow.join(', ')
    return refusal(405, `${call.path} takes ${allow}, not ${call.method}`, {}, { allow })
  }
  if (call.oversized) return refusal(413, `The body of ${CONTROL_PREFIX} routes may have 64 MiB`)
  try {
    return found.handler(engine, bodyOf(call))
  } catch (error) {
    if (error instanceof EmulatorError)
      return refusal(statusOf[error.code], error.message, { issues: error.issues })
    return refusal(500, 'A defect of the emulator; nothing was changed by this call')
  }
}
