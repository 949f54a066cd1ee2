import { isRungsError } from '@rungs/model'
import { holdsAll, present, required } from '@rungs/transport'
import { failure } from '../errors.js'
import { iconOf } from '../icons.js'
import type { TierParams, WixDefinition, WixTier } from '../wire.js'

/** Whether a text can be an id at Wix: a GUID (Wix Tier Object and Account Object pages). */
export function isGuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
}

/** @throws RungsError `not_found` for what is no id: Wix calls it malformed, which to an app means that there is no such thing. */
export function requireGuid(id: string, path: string): string {
  return required(isGuid(id) ? id : undefined, path, 'Wix has nothing by this id: its ids are GUIDs', failure)
}

/** How revisions are kept at Wix, and whether it says that one is not the current. */
export const revisions = {
  provider: 'wix',
  isStale: (error: unknown) => isRungsError(error, 'conflict') && error.vendorCode === 'INVALID_REVISION',
}

/** Whether a definition is as it was asked for; of an icon, by what Wix does not set itself. */
export function isDefined(held: WixTier['tierDefinition'], { icon, ...texts }: WixDefinition): boolean {
  if (!holdsAll({ name: '', description: '', ...present(held ?? {}) }, texts)) return false
  if (!icon) return icon === undefined || iconOf(held?.icon) === undefined
  const { id, url, altText } = icon
  return holdsAll(held?.icon ?? {}, { id, url, altText })
}

/** Whether a tier is as it was asked for. */
export function isAsAsked(found: WixTier, { tierDefinition, ...own }: TierParams): boolean {
  const shown = { ...found, requiredPoints: found.requiredPoints ?? 0 }
  return holdsAll(shown, own) && isDefined(found.tierDefinition, tierDefinition ?? {})
}
