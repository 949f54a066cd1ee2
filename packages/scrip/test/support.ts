import { type Client, createClient } from '@rungs/client'
import type { Clock, Json, JsonObject } from '@rungs/model'
import type { Send } from '@rungs/transport'
import { type ScripNative, type ScripSettings, scrip } from '../src/index.js'
import tier from './__fixtures__/tier.json' with { type: 'json' }

/** A key that must show up nowhere but in the header. */
export const apiKey = 'sk_canary_4242'
export const programId = '550e8400-e29b-41d4-a716-446655440001'
/** The tier of the guide, as the pages show a reply. */
export const loyalty = tier.reply
/** Where the tier of the guide is. */
export const at = `/v1/programs/${programId}/tiers/loyalty`
/** The default settings that translations read. */
export const settings = {
  counters: {
    'points.earned': 'points_earned',
    'points.balance': 'points_balance',
    spend: 'spend',
    visits: 'visits',
  },
  labelsKey: 'labels',
  clearWith: 'empty',
  ladder: 'loyalty',
} as const

/** A request as a Scrip server reads it. */
export interface Seen {
  method: string
  path: string
  query: Record<string, string>
  body: JsonObject | undefined
  headers: Record<string, string>
}

/** What a stub answers: `text` for a body that is no JSON; `lost` for a connection that breaks after the request. */
export type Answer =
  | { status?: number; body?: Json; text?: string; headers?: Record<string, string> }
  | 'lost'

/** Instant replies: waits between attempts pass at once, and the time stands still. */
export const clock: Clock = { now: () => Date.UTC(2026, 2, 1), sleep: async () => {} }

/** A client over a stub in Scrip's place, with every request that reached it. */
export function stub(
  answer: (request: Seen, index: number) => Answer,
  more: ScripSettings = {},
): { client: Client<ScripNative>; requests: Seen[]; writes: () => Seen[] } {
  const requests: Seen[] = []
  const send: Send = async ({ url, method, headers, body }) => {
    const { pathname, searchParams } = new URL(url)
    const json = body === undefined ? undefined : (JSON.parse(body) as JsonObject)
    const seen: Seen = {
      method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: json,
      headers,
    }
    const given = answer(seen, requests.push(seen) - 1)
    if (given === 'lost')
      throw Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
    const { status = 200, body: reply = null, text = JSON.stringify(reply), headers: replied = {} } = given
    return { status, headers: new Headers(replied), body: text }
  }
  const client = createClient(scrip({ apiKey, programId, ladder: 'loyalty', clock, send, ...more }))
  return { client, requests, writes: () => requests.filter(({ method }) => method !== 'GET') }
}

/** An error of Scrip (authentication page). */
export function refusal(status: number, code: string, details?: JsonObject): Answer {
  const body = { code, message: 'Said by Scrip.', ...(details === undefined ? {} : { details }) }
  return { status, body }
}

/** The error of a call that has to fail. */
export async function errorOf(call: PromiseLike<unknown>): Promise<Error & { [key: string]: unknown }> {
  try {
    await call
  } catch (error) {
    return error as Error & { [key: string]: unknown }
  }
  throw new Error('expected the call to fail')
}

/** A Scrip tier that keeps what it is sent, as the pages say of POST and PATCH (levels by key, omitted stays). */
export function keeping(levels: readonly JsonObject[] = [], lifecycle?: JsonObject) {
  const state: { tier: JsonObject | undefined } = { tier: undefined }
  if (levels.length > 0) state.tier = { key: 'loyalty', status: 'ACTIVE', levels: [...levels] }
  if (state.tier !== undefined && lifecycle !== undefined) state.tier.lifecycle = lifecycle
  const reply = (): Answer => (state.tier === undefined ? refusal(404, 'not_found') : { body: state.tier })
  const answer = ({ method, path, body = {} }: Seen): Answer => {
    if (method === 'GET') return path.endsWith('/loyalty') ? reply() : { body: { id: programId } }
    if (method === 'POST' && state.tier !== undefined) return refusal(409, 'conflict')
    const { levels: sent = [], ...fields } = body
    const before = (state.tier?.levels ?? []) as JsonObject[]
    const merged = new Map(before.map((level) => [level.key, level]))
    for (const level of sent as JsonObject[])
      merged.set(level.key, { ...merged.get(level.key ?? ''), ...level })
    state.tier = { key: 'loyalty', status: 'ACTIVE', ...state.tier, ...fields, levels: [...merged.values()] }
    return reply()
  }
  return { state, answer, levels: () => (state.tier?.levels ?? []) as JsonObject[] }
}
