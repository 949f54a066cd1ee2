import { type Client, createClient } from '@rungs/client'
import type { Clock, Json, JsonObject } from '@rungs/model'
import type { Send } from '@rungs/transport'
import type { WixNative, WixSettings } from '../src/index.js'
import { wix } from '../src/index.js'
import accountPage from './__fixtures__/account.json' with { type: 'json' }
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }

/** A key that must show up nowhere but in the header. */
export const apiKey = 'IST.canary_4242'
export const siteId = '11111111-1111-4111-8111-111111111111'

/** A request as a Wix server reads it; `path` without the query. */
export interface Seen {
  method: string
  path: string
  query: [string, string][]
  body: Json | undefined
  headers: Record<string, string>
}

/** What a stub answers: `text` for a body that is no JSON; `lost` for a connection that breaks after the request. */
export type Answer =
  | { status?: number; body?: Json; text?: string; headers?: Record<string, string> }
  | 'lost'

/** Instant replies: waits between attempts pass at once, and the time stands still. */
export const clock: Clock = { now: () => Date.UTC(2026, 2, 1), sleep: async () => {} }

/** A client over a stub in Wix's place, with every request that reached it. */
export function stub(
  answer: (request: Seen, index: number) => Answer,
  settings: WixSettings = {},
): { client: Client<WixNative>; requests: Seen[]; writes: () => Seen[]; lines: () => string[] } {
  const requests: Seen[] = []
  const send: Send = async ({ url, method, headers, body }) => {
    const { pathname: path, searchParams } = new URL(url)
    const seen = { method, path, query: [...searchParams], body: body && JSON.parse(body), headers }
    const given = answer(seen, requests.push(seen) - 1)
    if (given === 'lost')
      throw Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
    const { status = 200, body: json = {}, text = JSON.stringify(json), headers: replied = {} } = given
    return { status, headers: new Headers(replied), body: text }
  }
  const credentials = settings.accessToken === undefined ? { apiKey, siteId } : {}
  const client = createClient(wix({ ...credentials, clock, send, ...settings }))
  const lines = () =>
    requests.map(({ method, path, query, body }) =>
      [`${method} ${path}`, ...query.map(([key, value]) => `${key}=${value}`), JSON.stringify(body)]
        .filter((part) => part !== undefined)
        .join(' '),
    )
  return { client, requests, lines, writes: () => requests.filter(({ method }) => method !== 'GET') }
}

/** Gold of the samples, and two more. */
export const gold = createTier.reply.tier
export const silver = { ...gold, id: tierId(2), tierDefinition: { name: 'Silver' }, requiredPoints: 100 }
/** The loyalty account of the page's sample. */
export const account = accountPage.reply.account

/** A GUID. */
export function tierId(n: number): string {
  return `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
}

/** An answer that lists tiers. */
export function list(tiers: Json[]): Answer {
  return { body: { tiers } }
}

/** An error of Wix (About Errors page). */
export function refusal(status: number, code: string, description = 'Said by Wix.'): Answer {
  return {
    status,
    body: { message: description, details: { applicationError: { code, description } } },
    headers: { 'x-wix-request-id': 'req_1' },
  }
}

/** A validation error of Wix (About Errors page). */
export function violation(field: string, more: JsonObject = {}): Answer {
  const fieldViolations = [{ field, description: 'Said by Wix.', ...more }]
  return { status: 400, body: { message: '', details: { validationError: { fieldViolations } } } }
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
