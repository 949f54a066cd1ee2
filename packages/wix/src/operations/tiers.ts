import { isRungsError, type ProviderCall, type TierProvider } from '@rungs/model'
import { isOwnConflict, listing, orFound, refuseTaken, revise, rewrite, settled } from '@rungs/transport'
import { failure } from '../errors.js'
import { tierOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { tierOfDraft, tierOfPatch } from '../to-vendor.js'
import type { TierParams, WixTier } from '../wire.js'
import { isAsAsked, requireGuid, revisions } from './common.js'

/** The handlers of tiers (Wix tiers pages). */
export function tierOperations({ tiers }: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const all = async (call: ProviderCall): Promise<WixTier[]> => (await tiers.listTiers(call)).tiers
  // Names and required points are unique (Wix Create Tier page).
  const refuse = (
    listed: readonly WixTier[],
    { tierDefinition, requiredPoints }: TierParams,
    self?: string,
  ) => refuseTaken(tiersOf(listed), { name: tierDefinition?.name, threshold: requiredPoints }, failure, self)
  return {
    'tiers.list': listing(async (call) => tiersOf(await all(call)), failure),
    'tiers.get': async ({ id }, call) => tierOf(await tiers.getTier(call, requireGuid(id, 'id'))),
    'tiers.create': async ({ tier }, call) => {
      const { change } = settled(tierOfDraft(tier, settings), call, failure)
      // Looked up first, so that what is found after a lost reply can only be what this call has made.
      refuse(await all(call), change)
      const find = async () => (await all(call)).find((found) => isAsAsked(found, change))
      return tierOf(await orFound(tiers.createTier(call, change), isOwnConflict, find))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      const { change } = settled(tierOfPatch(patch, settings), call, failure)
      const read = () => tiers.getTier(call, requireGuid(id, 'id'))
      const send = (current: WixTier) => tiers.updateTier(call, id, merged(current, change))
      const updated = rewrite(change, { ...revisions, read, send, holds: isAsAsked, ifRevision }, call)
      return tierOf(await updated.catch((error) => explained(error, change, id, call)))
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      const read = () => tiers.getTier(call, requireGuid(id, 'id'))
      const write = ({ revision }: WixTier) => tiers.deleteTier(call, id, String(revision))
      // It is there to be read again, so nobody has deleted it.
      await revise({ ...revisions, read, write, foundIn: () => undefined, ifRevision }, call)
      return { id, deleted: true }
    },
  }

  /** Wix says that something is taken, but not what: the other tiers tell. */
  async function explained(
    error: unknown,
    change: TierParams,
    id: string,
    call: ProviderCall,
  ): Promise<never> {
    const isTaken = isRungsError(error, 'conflict') && error.status === 409 && !revisions.isStale(error)
    if (isTaken) refuse(await all(call).catch(() => []), change, id)
    throw error
  }
}

/** The whole tier goes along: whether Wix keeps what an update leaves out is not documented. */
function merged({ revision, tierDefinition, requiredPoints }: WixTier, change: TierParams): TierParams {
  return {
    requiredPoints: requiredPoints ?? 0,
    ...change,
    tierDefinition: { ...tierDefinition, ...change.tierDefinition },
    revision: String(revision),
  }
}
