import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { isRungsError, systemClock } from '@rungs/model'
import { type Auth, basicAuth, callOf, createReader, retold, type Transport, tokens } from '@rungs/transport'
import type { CheckedSettings } from './settings.js'
import * as wire from './wire.js'

/** Till id and password, as its MD5 in hex (Authentication page); or a token for key and secret (OAuth page). */
export function authOf(settings: CheckedSettings, open: () => Transport): Auth {
  const { username = '', password = '', passwordHash, clientId, clock = systemClock } = settings
  const hash = (): string => bytesToHex(md5(new TextEncoder().encode(password)))
  if (clientId === undefined) return basicAuth(username, () => (passwordHash === 'md5' ? hash() : password))
  const schemas = () => Promise.resolve(wire)
  const read = createReader({ transport: open(), provider: 'capillary', vendor: 'Capillary', wire: schemas })
  const body = { json: { key: clientId, secret: settings.clientSecret ?? '' } }
  const path = '/v3/oauth/token/generate'
  const request = { method: 'POST', path, body, idempotency: 'idempotent' } as const
  return tokens(async () => {
    // Many calls wait for one token, so it is fetched in a call of its own.
    const call = callOf('native.oauth.generate', settings, {})
    const { accessToken, ttlSeconds } = await read(request, 'tokenSchema', call).catch(withoutToken)
    return { headers: { 'x-cap-api-oauth-token': accessToken }, seconds: ttlSeconds }
  }, clock)
}

/** A reply that is not as promised may hold a token all the same, which nobody knows for one yet. */
function withoutToken(error: unknown): never {
  throw isRungsError(error, 'unexpected_response') ? retold(error, { body: undefined }) : error
}
