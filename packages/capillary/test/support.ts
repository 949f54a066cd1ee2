import { type Client, createClient } from '@rungs/client'
import type { Clock, Json, JsonObject } from '@rungs/model'
import type { Send } from '@rungs/transport'
import type { CapillaryNative } from '../src/index.js'
import { capillary } from '../src/index.js'
import type { CapillarySettings } from '../src/settings.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import listTiers from './__fixtures__/list-tiers.json' with { type: 'json' }
import record from './__fixtures__/record.json' with { type: 'json' }

/** Till id and password; the password must show up nowhere. */
export const till = { username: '75237721', password: 'canary-4242' }

/** A request as a server reads it. */
export interface Seen {
  method: string
  path: string
  query: Record<string, string>
  body: Json
  headers: Record<string, string>
}

/** What a stub answers: `text` for a body that is no JSON; `lost` for a connection that breaks after the request. */
export type Answer =
  | { status?: number; body?: Json; text?: string; headers?: Record<string, string> }
  | 'lost'

/** Instant replies: waits between attempts pass at once, and the time stands still. */
const clock: Clock = { now: () => Date.UTC(2026, 5, 11), sleep: async () => {} }

/** A client over a stub in Capillary's place, with every request that reached it. */
export function stub(
  answer: (request: Seen, index: number) => Answer,
  settings: CapillarySettings = {},
): { client: Client<CapillaryNative>; requests: Seen[]; lines: () => string[] } {
  const requests: Seen[] = []
  const send: Send = async ({ url, method, headers, body }) => {
    const { pathname, searchParams } = new URL(url)
    const seen: Seen = {
      method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: body === undefined ? null : JSON.parse(body),
      headers,
    }
    const given = answer(seen, requests.push(seen) - 1)
    if (given === 'lost')
      throw Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
    const { status = 200, body: json = null, text = JSON.stringify(json), headers: replied = {} } = given
    return { status, headers: new Headers(replied), body: status === 204 ? '' : text }
  }
  const own = settings.clientId === undefined ? till : {}
  const client = createClient(capillary({ programId: 973, ...own, clock, send, ...settings }))
  return { client, requests, lines: () => requests.map(({ method, path }) => `${method} ${path}`) }
}

/** The draft that the Create Tier page's reply shows, in the read view. */
export const draft = createTier.reply.data
/** The same tier once it is published, in the record view. */
export const published = record.reply.data
/** Bronze and Silver of the List All Tiers page. */
export const legacy = listTiers.reply.data.tiers

/** A successful answer of the tiers API. */
export function ok(data: Json | object): Answer {
  return { body: { data: data as Json, errors: null, warnings: null } }
}

/** The whole program. */
export function list(...tiers: object[]): Answer {
  return ok({ tiers })
}

/** A failure of the tiers API. */
export function refusal(
  status: number,
  code: Json,
  message = 'Said by Capillary.',
  more: JsonObject = {},
): Answer {
  return { status, body: { data: null, errors: [{ code, message, ...more }], warnings: null } }
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
