import type { Reply } from '../core/call.js'
import { badRequest, VinrError } from './errors.js'
import type { VinrState } from './state.js'
import type { VinrSwitches } from './switches.js'

const HOUR_MS = 3_600_000
const MAX_KEY_LENGTH = 255

/** A write under an idempotency key: where it is remembered, and what it says. */
export interface KeyedWrite {
  readonly slot: string
  readonly payload: string
}

/** Remembers the response of a write that was carried out. */
export const remember = (
  state: VinrState,
  { slot, payload }: KeyedWrite,
  reply: Reply,
  now: number,
): void => {
  state.replays[slot] = { payload, status: reply.status, body: reply.body ?? '', at: now }
}

/** The slot of a key: of this endpoint only (idempotency page). Throws 400 for a key of more than 255 characters. */
export const slotOf = (method: string, path: string, key: string): string => {
  if (key.length > MAX_KEY_LENGTH)
    throw badRequest('parameter_invalid', `The Idempotency-Key may have ${MAX_KEY_LENGTH} characters.`)
  return `${method} ${path} ${key}`
}

type Replay = VinrState['replays'][string]

/** The remembered response of the same write. Throws 409 when the key was used with another payload. */
export const findReplay = (
  { replays }: VinrState,
  { slot, payload }: KeyedWrite,
  now: number,
  switches: VinrSwitches,
): Replay | undefined => {
  const replay = Object.hasOwn(replays, slot) ? replays[slot] : undefined
  if (replay === undefined || now - replay.at >= switches.idempotency_retention_hours * HOUR_MS)
    return undefined
  if (replay.payload === payload) return replay
  throw new VinrError(409, {
    code: 'idempotency_key_in_use',
    message: 'The idempotency key was used before with another payload. Use a new key for another request.',
  })
}

/** Forgets what is past its time; asked now and then, not at every write. */
export const forgetReplays = ({ replays }: VinrState, now: number, switches: VinrSwitches): void => {
  const oldest = now - switches.idempotency_retention_hours * HOUR_MS
  for (const [slot, { at }] of Object.entries(replays)) if (at <= oldest) delete replays[slot]
}
