import { type Call, headerOf } from '../core/call.js'
import { badRequest } from './errors.js'
import type { VinrSwitches } from './switches.js'

/** The one version that a page of VINR names (versioning page). */
const NAMED = '2026-04-01'

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

/** Throws 400 for a `Vinr-Version` that is none; without one the account's own version applies (versioning page). */
export const checkVersion = (call: Call, { version_header }: VinrSwitches): void => {
  const version = headerOf(call, 'vinr-version')?.trim()
  if (version === undefined || version_header === 'ignored') return
  if (version_header === 'any_date' ? isDate(version) : version === NAMED) return
  throw badRequest('parameter_invalid', `Vinr-Version must be a version such as ${NAMED}.`, 'Vinr-Version')
}
