import * as z from 'zod/mini'
import { randomId } from '../core/ids.js'
import type { Answer, Context } from './context.js'
import { CapillaryError } from './errors.js'
import { bind, bodyOf } from './input.js'

const tokenSchema = z.strictObject({
  key: z.string().check(z.minLength(1)),
  secret: z.string().check(z.minLength(1)),
})

const base64Url = (value: object): string =>
  btoa(
    Array.from(new TextEncoder().encode(JSON.stringify(value)), (byte) => String.fromCharCode(byte)).join(''),
  )
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** An access token for a client's key and secret (OAuth page). A credential that contains `invalid` gets 401. */
export const createToken = (context: Context): Answer => {
  const { body, switches, now } = context
  const { key, secret } = bind(tokenSchema, bodyOf(body, switches), switches)
  if (`${key} ${secret}`.includes('invalid'))
    throw new CapillaryError(401, 'The key or the secret is not valid')
  const ttlSeconds = switches.token_ttl_seconds
  const claims = { sub: key, exp: Math.floor(now / 1000) + ttlSeconds }
  const accessToken = `${base64Url({ alg: 'HS256', typ: 'JWT' })}.${base64Url(claims)}.${randomId('', 43)}`
  return { status: 200, body: { data: { accessToken, ttlSeconds }, errors: null } }
}
