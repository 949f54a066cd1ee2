import { isRungsError, type JsonObject, type ProviderCall } from '@rungs/model'
import { type Revised, type RevisedChange, revise, sameJson } from '@rungs/transport'
import { failure } from '../errors.js'
import { iconOf } from '../icons.js'
import type { DefinitionChange } from '../to-vendor.js'
import type { WixDefinition } from '../wire.js'

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

/** Carries out a change under Wix's revision. @throws as {@link revise}. */
export function revised<State extends Revised, Result>(
  change: Omit<RevisedChange<State, Result>, 'provider' | 'isStale'>,
  call: ProviderCall,
): Promise<Result> {
  return revise({ provider: 'wix', isStale, ...change }, call)
}

/** Whether something is as it was asked for: each value that was, and all that was sent by `vendor.wix.fields`. */
export function isAsAsked(
  pairs: readonly (readonly [asked: unknown, found: unknown])[],
  found: object,
  fields: JsonObject,
): boolean {
  const all = [...pairs, ...Object.entries(fields).map(([name, value]) => [value, Reflect.get(found, name)])]
  return all.every(([asked, is]) => asked === undefined || sameJson(asked, is))
}

/** What was asked of a name, a description and an icon, beside what is there; see {@link isAsAsked}. */
export function definitionPairs(
  { name, description, icon }: DefinitionChange,
  held: WixDefinition | null | undefined,
): (readonly [asked: unknown, found: unknown])[] {
  const image = iconOf(held?.icon) ?? null
  return [
    [name, held?.name ?? ''],
    [description, held?.description ?? ''],
    [icon === undefined ? undefined : (icon?.url ?? null), image],
  ]
}
