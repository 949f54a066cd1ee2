import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Clock } from '@rungs/model'
import { type Auth, callOf, createReader, type Transport, tokens } from '@rungs/transport'
import type { CheckedSettings, Credentials } from './settings.js'

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

/** OAuth (OAuth page): a token for key and secret, good for `ttlSeconds`. */
export function oauth(
  { clientId, clientSecret }: Extract<Credentials, { clientId: string }>,
  transport: Transport,
  clock: Clock,
  settings: CheckedSettings,
): Auth {
  const wire = () => import('./wire.js')
  const read = createReader({ transport, provider: 'capillary', vendor: 'Capillary', wire })
  const body = { json: { key: clientId, secret: clientSecret } }
  const path = '/v3/oauth/token/generate'
  const request = { method: 'POST', path, body, idempotency: 'idempotent' } as const
  return tokens(async () => {
    // Many calls wait for one token, so it is fetched in a call of its own.
    const { accessToken, ttlSeconds } = await read(
      request,
      'tokenSchema',
      callOf('native.oauth.generate', settings, {}),
    )
    return { headers: { 'x-cap-api-oauth-token': accessToken }, seconds: ttlSeconds }
  }, clock)
}
