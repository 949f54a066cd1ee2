import { type Call, headerOf } from '../core/call.js'
import { CapillaryError } from './errors.js'
import type { CapillarySwitches } from './switches.js'

/** The till of the Create Tier page's example, as which everybody counts whose name is no number. */
const DEFAULT_USER = '75237721'

/** A Basic credential that the emulator takes: a till and the MD5 of its password. */
const DEFAULT_BASIC = `${DEFAULT_USER}:5f4dcc3b5aa765d61d8327deb882cf99`

export const defaultHeaders = { authorization: `Basic ${btoa(DEFAULT_BASIC)}` }

/** Who calls: the user or till that `meta` names, and what is permitted. */
export interface Caller {
  readonly user: string
  readonly mayRead: boolean
  readonly mayWrite: boolean
  readonly mayReview: boolean
}

/** Who calls a route that takes no credential. */
export const nobody: Caller = { user: '', mayRead: false, mayWrite: false, mayReview: false }

const refuse = (message: string): never => {
  throw new CapillaryError(401, message)
}

const decoded = (base64: string): string | undefined => {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
}

const basicOf = (header: string): string => {
  const credential = decoded(/^basic\s+([\w+/=-]+)$/i.exec(header)?.[1] ?? ' ')
  if (credential === undefined || !/^[^:]+:./.test(credential))
    return refuse('Send Authorization: Basic, of a till id and the MD5 of its password')
  return credential
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** What a token says of itself, where it is one of this emulator's form: a JWT. */
const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const claims: unknown = JSON.parse(decoded(token.split('.')[1] ?? '') ?? '')
    return isRecord(claims) ? claims : {}
  } catch {
    return {}
  }
}

const tokenOf = (token: string, now: number, switches: CapillarySwitches): string => {
  const { exp, sub } = claimsOf(token)
  if (switches.token_expiry === 'checked' && typeof exp === 'number' && exp * 1000 <= now)
    return refuse('The access token has expired; generate another one')
  return typeof sub === 'string' ? `${sub}:${token}` : token
}

/**
 * Who a request comes from: an OAuth token (OAuth page: `X-CAP-API-OAUTH-TOKEN`), or Basic. Throws 401 when both are
 * missing, when the credential contains `invalid`, and for a token of this emulator that has expired. A credential that
 * contains `forbidden` may do nothing, one with `reader` may only read, one with `maker` may not review.
 */
export const authenticate = (call: Call, now: number, switches: CapillarySwitches): Caller => {
  const token = headerOf(call, 'x-cap-api-oauth-token')?.trim() ?? ''
  const basic = headerOf(call, 'authorization')?.trim() ?? ''
  if (token === '' && basic === '')
    return refuse('Send Authorization: Basic, or an access token in X-CAP-API-OAUTH-TOKEN')
  const credential = token === '' ? basicOf(basic) : tokenOf(token, now, switches)
  if (credential.includes('invalid')) return refuse('The credentials are not valid')
  const [name = ''] = credential.split(':')
  const forbidden = credential.includes('forbidden')
  const reader = credential.includes('reader')
  return {
    user: /^\d{1,20}$/.test(name) ? name : DEFAULT_USER,
    mayRead: !forbidden,
    mayWrite: !forbidden && !reader,
    mayReview: !forbidden && !reader && !credential.includes('maker'),
  }
}

export type Permission = 'read' | 'write' | 'review'

/** Throws 403 where the caller lacks what a route asks for. */
export const permit = (caller: Caller, permission: Permission): void => {
  const allowed = { read: caller.mayRead, write: caller.mayWrite, review: caller.mayReview }[permission]
  if (!allowed) throw new CapillaryError(403, `The credentials have no permission to ${permission} tiers`)
}
