import { type Client, isRungsError, type RungsError } from '@rungs/client'
import { adviceOf } from '../advice.js'
import type { Place } from '../place.js'
import type { Check } from './check.js'
import { breakageOf } from './connection.js'
import { watchRequests } from './wire.js'

/** What one cheap read says about a backend. */
export interface BackendChecks {
  checks: Check[]
  /** Why the read failed. */
  error?: unknown
}

const defaultTimeoutMs = 10_000
/** The `Date` of a reply has whole seconds, and the reply takes its time; less says nothing. */
const toleratedSkewMs = 60_000

/** Reads one tier, once, and tells from it whether host, credentials and clock are as they should be. */
export async function backendChecks(
  client: Client,
  { timeout = defaultTimeoutMs, retries = 0 }: { timeout?: number; retries?: number },
  place: Place,
): Promise<BackendChecks> {
  const watch = watchRequests()
  try {
    const { attempts } = await client.tiers.list({ limit: 1 }, { timeoutMs: timeout, retries }).withDetails()
    const sent = attempts > 0 || watch.origin !== undefined
    const found = sent ? `${watch.origin ?? client.provider} answers` : 'none is needed: nothing was sent'
    const read = sent ? 'accepted: the tiers can be read' : 'none are needed: the tiers can be read'
    return { checks: [ok('host', found), ok('credentials', read), ...clockChecks(watch.skewMs)] }
  } catch (error) {
    const checks = isRungsError(error) ? checksOf(error, watch.origin ?? client.provider, place) : undefined
    if (checks === undefined) throw error
    return { checks: [...checks, ...clockChecks(watch.skewMs)], error }
  } finally {
    watch.stop()
  }
}

function checksOf(error: RungsError, origin: string, place: Place): Check[] {
  const host = ok('host', `${origin} answers`)
  const told = error.message
  const general =
    adviceOf(error, place, error) ?? 'Mend what the message names, and run `rungs doctor` again.'
  switch (error.code) {
    case 'network':
      return [fail('host', `${origin}: ${breakageOf(error).what}. ${told}`, general)]
    case 'timeout':
    case 'unavailable':
    case 'unexpected_response':
    case 'configuration':
      return [fail('host', `${origin}: ${told}`, general)]
    case 'authentication':
      return [host, fail('credentials', `authentication: the key is refused. ${told}`, general)]
    case 'permission':
      return [
        host,
        fail('credentials', `permission: the key is known, but may not read tiers. ${told}`, general),
      ]
    case 'rate_limited':
      return [host, { check: 'credentials', status: 'warn', found: told, advice: general }]
    case 'unsupported':
      return [{ check: 'credentials', status: 'warn', found: told, advice: general }]
    default:
      return [host, fail('credentials', `the tiers cannot be read. ${told}`, general)]
  }
}

/** None where no reply told its time. */
function clockChecks(skewMs: number | undefined): Check[] {
  if (skewMs === undefined) return []
  if (Math.abs(skewMs) <= toleratedSkewMs) return [ok('clock', 'agrees with that of the host')]
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  const found = `this clock is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} that of the host`
  const advice = 'Let the clock be set by the network (NTP): dates of tiers and tokens depend on it.'
  return [{ check: 'clock', status: 'warn', found, advice }]
}

function ok(check: Check['check'], found: string): Check {
  return { check, status: 'ok', found }
}

function fail(check: Check['check'], found: string, advice: string): Check {
  return { check, status: 'fail', found, advice }
}
