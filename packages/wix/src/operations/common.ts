import { isRungsError, type ProviderCall } from '@rungs/model'
import { holdsAll, type Revised, type RevisedChange, revise } from '@rungs/transport'
import { failure } from '../errors.js'
import { iconOf } from '../icons.js'
import type { DefinitionParams } from '../params.js'
import type { WixDefinition } from '../wire.js'

/** Whether a text can be an id at Wix: a GUID (Wix Tier Object and Account Object pages). */
export function isGuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
}

/**
 * Lets pass what can be an id.
 * @throws RungsError `not_found`: Wix calls other ids malformed, which to an app means that there is no such thing.
 */
export function requireGuid(id: string, path: string): string {
  if (isGuid(id)) return id
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

/** Whether a definition is as it was asked for. */
export function isDefined(
  held: WixDefinition | null | undefined,
  { icon, ...texts }: DefinitionParams,
): boolean {
  const image = icon && (icon.url ?? null)
  const found = {
    name: held?.name ?? '',
    description: held?.description ?? '',
    icon: iconOf(held?.icon) ?? null,
  }
  return holdsAll(found, { ...texts, icon: image })
}
