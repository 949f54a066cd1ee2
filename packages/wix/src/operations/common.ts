import { isRungsError, type JsonObject } from '@rungs/model'
import { sameJson } from '@rungs/transport'
import { failure } from '../errors.js'

/** The form of every id at Wix (Wix Tier Object and Account Object pages). */
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text can be an id at Wix. */
export function isGuid(id: string): boolean {
  return guid.test(id)
}

/**
 * Lets pass what can be an id.
 * @throws RungsError `not_found`: Wix calls other ids malformed, which to an app means that there is no such thing.
 */
export function requireGuid(id: string, path: string): string {
  if (guid.test(id)) return id
  throw failure('not_found', [{ path, message: 'Wix has nothing by this id: its ids are GUIDs' }])
}

/** Whether Wix says that a revision is not the current one. */
export function isStale(error: unknown): boolean {
  return isRungsError(error, 'conflict') && error.vendorCode === 'INVALID_REVISION'
}

/** Whether all that was sent by `vendor.wix.fields` is there as it was sent. */
export function hasFields(found: object, fields: JsonObject): boolean {
  return Object.entries(fields).every(([name, value]) => sameJson(Reflect.get(found, name), value))
}
