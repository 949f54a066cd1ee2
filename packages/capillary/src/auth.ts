import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Clock, ProviderCall } from '@rungs/model'
import { createReader, type Transport } from '@rungs/transport'
import type { CheckedSettings, Credentials } from './settings.js'

/** The headers that carry the credentials. */
export interface Auth {
  headers(): Record<string, string> | Promise<Record<string, string>>
  /** Told that the credentials were refused: whether others are to be had now. */
  refused(): boolean
}

/** A token is renewed so long before it ends: what is on its way has to arrive with it. */
const marginMs = 20_000

/** Till id and password (Authentication page: the MD5 of the password, in hex), put together when first needed. */
export function basicAuth({
  username,
  password,
  passwordHash,
}: Extract<Credentials, { username: string }>): Auth {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
  let made: Record<string, string> | undefined
  const make = (): Record<string, string> => {
    const shown = passwordHash === 'md5' ? bytesToHex(md5(bytesOf(password))) : password
    return { authorization: `Basic ${btoa(String.fromCharCode(...bytesOf(`${username}:${shown}`)))}` }
  }
  return {
    headers: () => {
      made ??= make()
      return made
    },
    refused: () => false,
  }
}

/**
 * OAuth (OAuth page): a token for key and secret, good for `ttlSeconds`, shared by all calls and fetched anew when it
 * is about to end, or is refused.
 */
export function oauth(
  { clientId, clientSecret }: Extract<Credentials, { clientId: string }>,
  transport: Transport,
  clock: Clock,
  { timeoutMs = 30_000, retries = 2 }: CheckedSettings,
): Auth {
  const read = createReader({
    transport,
    provider: 'capillary',
    vendor: 'Capillary',
    wire: () => import('./wire.js'),
  })
  let token: { until: number; headers: Record<string, string>; uses: number } | undefined
  let coming: Promise<Record<string, string>> | undefined
  const fetchToken = async (): Promise<Record<string, string>> => {
    const body = { json: { key: clientId, secret: clientSecret } }
    const request = {
      method: 'POST',
      path: '/v3/oauth/token/generate',
      body,
      idempotency: 'idempotent',
    } as const
    const { data } = await read(request, 'tokenSchema', callOf(clock, timeoutMs, retries))
    const headers = { 'x-cap-api-oauth-token': data.accessToken }
    token = { until: clock.now() + Math.max(data.ttlSeconds * 1000 - marginMs, 1000), headers, uses: 1 }
    return headers
  }
  return {
    headers: () => {
      if (token !== undefined && clock.now() < token.until) {
        token.uses += 1
        return token.headers
      }
      coming ??= fetchToken().finally(() => {
        coming = undefined
      })
      return coming
    },
    refused: () => {
      const old = token !== undefined && token.uses > 1
      token = undefined
      return old
    },
  }
}

/** Many calls wait for one token, so it is fetched in a call of its own. */
function callOf(clock: Clock, timeoutMs: number, retries: number): ProviderCall {
  return {
    operation: 'native.oauth.generate',
    signal: AbortSignal.timeout(timeoutMs),
    deadline: clock.now() + timeoutMs,
    retries,
    idempotencyKey: '',
    clock,
    vendor: undefined,
    exchange: { attempts: 0, sent: false },
    settle: () => {},
  }
}
