import { type Client, createClient } from '@rungs/client'
import type { Clock, Json, JsonObject } from '@rungs/model'
import type { Send } from '@rungs/transport'
import type { VinrNative } from '../src/index.js'
import { vinr } from '../src/index.js'
import type { VinrSettings } from '../src/settings.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import listTiers from './__fixtures__/list-tiers.json' with { type: 'json' }

/** A key that must show up nowhere but in the header. */
export const apiKey = 'sk_live_canary_4242'

/** A request as a VINR server reads it. */
export interface Seen {
  method: string
  path: string
  query: [string, string][]
  form: [string, string][]
  headers: Record<string, string>
}

/** What a stub answers: `text` for a body that is no JSON; `lost` for a connection that breaks after the request. */
export type Answer =
  | { status?: number; body?: Json; text?: string; headers?: Record<string, string> }
  | 'lost'

/** Instant replies: waits between attempts pass at once, and the time stands still. */
export const clock: Clock = { now: () => Date.UTC(2026, 2, 1), sleep: async () => {} }

/** A client over a stub in VINR's place, with every request that reached it. */
export function stub(
  answer: (request: Seen, index: number) => Answer,
  settings: VinrSettings = {},
): { client: Client<VinrNative>; requests: Seen[]; writes: () => Seen[] } {
  const requests: Seen[] = []
  const send: Send = async ({ url, method, headers, body }) => {
    const { pathname, searchParams } = new URL(url)
    const form = [...new URLSearchParams(body ?? '')]
    const seen: Seen = { method, path: pathname, query: [...searchParams], form, headers }
    const given = answer(seen, requests.push(seen) - 1)
    if (given === 'lost')
      throw Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
    const { status = 200, body: json = null, text = JSON.stringify(json), headers: replied = {} } = given
    return { status, headers: new Headers(replied), body: text }
  }
  const client = createClient(vinr({ apiKey, clock, send, ...settings }))
  return { client, requests, writes: () => requests.filter(({ method }) => method !== 'GET') }
}

/** The three tiers of the VINR tiers page. */
export const pageTiers = listTiers.reply.data
/** Gold of the VINR tiers page. */
export const gold = createTier.reply

/** An answer that lists. */
export function list(data: Json[], more: JsonObject = { has_more: false }): Answer {
  return { body: { object: 'list', data, ...more } }
}

/** An error of VINR (errors page). */
export function refusal(status: number, error: JsonObject, headers: Record<string, string> = {}): Answer {
  return {
    status,
    body: { error: { type: 'any', message: 'Said by VINR.', request_id: 'req_1', ...error } },
    headers,
  }
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
