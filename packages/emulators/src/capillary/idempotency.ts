import type { Answer, Context } from './context.js'
import { CapillaryError, conflict, errorReply } from './errors.js'
import { isObject } from './input.js'
import { entryOf } from './state.js'

const HOUR_MS = 3_600_000

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  )
}

/** What a body says, in one spelling; what is no JSON says itself. */
const canonical = (text: string): string => {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text
  }
}

/** Where an answer is remembered; no slot is a name that every object has. */
const slotOf = ({ key, caller, switches }: Context): string =>
  `${switches.idempotency_scope === 'user' ? caller.user : 'organization'} ${key}`

const replayOf = (context: Context, payload: string): Answer | undefined => {
  const { state, now, switches } = context
  const replay = entryOf(state.replays, slotOf(context))
  if (replay === undefined || now - replay.at >= switches.idempotency_retention_hours * HOUR_MS)
    return undefined
  if (replay.payload !== payload && switches.idempotency_reuse === 'conflict')
    throw conflict('IDEMPOTENCY_KEY_REUSED', 'The Idempotency-Key was used with another request')
  return { status: replay.status, body: JSON.parse(replay.body) }
}

const remember = (context: Context, payload: string, status: number, body: string): void => {
  context.state.replays[slotOf(context)] = { payload, status, body, at: context.now }
}

/** Forgets what is past its time. */
const forget = ({ state, now, switches }: Context): void => {
  const oldest = now - switches.idempotency_retention_hours * HOUR_MS
  for (const [slot, { at }] of Object.entries(state.replays)) if (at <= oldest) delete state.replays[slot]
}

/** Runs a create once for each Idempotency-Key (Create Tier page); the same request again gets the same answer. */
export const once = (context: Context, run: () => Answer): Answer => {
  if (context.key === '') return run()
  const payload = canonical(context.body.text)
  const replay = replayOf(context, payload)
  if (replay !== undefined) return replay
  forget(context)
  try {
    const answer = run()
    remember(context, payload, answer.status, JSON.stringify(answer.body))
    return answer
  } catch (error) {
    if (error instanceof CapillaryError && context.switches.idempotency_failures === 'stored') {
      const { status, body } = errorReply(error, 'v3', context.switches)
      remember(context, payload, status, body ?? '{}')
    }
    throw error
  }
}
