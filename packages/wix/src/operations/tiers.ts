import { type Issue, isRungsError, type ProviderCall, type Tier, type TierProvider } from '@rungs/model'
import { isOwnConflict, pageByRank, settled } from '@rungs/transport'
import { failure } from '../errors.js'
import { tierOf, tiersOf } from '../from-vendor.js'
import type { TierParams } from '../params.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { type TierChange, tierOfDraft, tierOfPatch } from '../to-vendor.js'
import type { WixTier } from '../wire.js'
import { definitionPairs, isAsAsked, isStale, requireGuid, revised } from './common.js'

type Tiers = Routes['tiers']

/** The handlers of tiers (Wix tiers pages). */
export function tierOperations({ tiers }: Routes, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'tiers.list': async (query, call) => {
      // A cursor that is none is refused before the request.
      pageByRank([], query, failure)
      return pageByRank(tiersOf(await all(tiers, call)), query, failure)
    },
    'tiers.get': async ({ id }, call) => tierOf(await tiers.getTier(call, requireGuid(id, 'id'))),
    'tiers.create': async ({ tier }, call) =>
      create(settled(tierOfDraft(tier, settings), call, failure).change, tiers, call),
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      const { change } = settled(tierOfPatch(patch, settings), call, failure)
      return update({ id: requireGuid(id, 'id'), change, ifRevision }, tiers, call)
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      const read = () => tiers.getTier(call, requireGuid(id, 'id'))
      const write = ({ revision }: WixTier) => tiers.deleteTier(call, id, String(revision))
      // It is there to be read again, so nobody has deleted it.
      const foundIn = () => undefined
      await revised({ read, write, foundIn, ifRevision }, call)
      return { id, deleted: true }
    },
  }
}

async function create(wanted: TierChange, tiers: Tiers, call: ProviderCall): Promise<Tier> {
  // Looked up first, so that what is found after a lost reply can only be what this call has made.
  refuseTaken(await all(tiers, call), wanted)
  try {
    const { definition: tierDefinition, fields, ...points } = wanted
    return tierOf(await tiers.createTier(call, { ...fields, tierDefinition, ...points }))
  } catch (error) {
    if (!isOwnConflict(error)) throw error
    const made = (await all(tiers, call).catch(() => [])).find((found) => holds(found, wanted))
    if (made === undefined) throw error
    return tierOf(made)
  }
}

async function update(
  { id, change, ifRevision }: { id: string; change: TierChange; ifRevision: string | undefined },
  tiers: Tiers,
  call: ProviderCall,
): Promise<Tier> {
  const read = () => tiers.getTier(call, id)
  const write = async (current: WixTier) =>
    isEmpty(change) ? current : tiers.updateTier(call, id, merged(current, change))
  const foundIn = (later: WixTier) => (holds(later, change) ? later : undefined)
  try {
    return tierOf(await revised({ read, write, foundIn, ifRevision }, call))
  } catch (error) {
    // Wix says that something is taken, but not what: the other tiers tell.
    if (isRungsError(error, 'conflict') && error.status === 409 && !isStale(error)) {
      refuseTaken(await all(tiers, call).catch(() => []), change, id)
    }
    throw error
  }
}

async function all(tiers: Tiers, call: ProviderCall): Promise<WixTier[]> {
  return (await tiers.listTiers(call)).tiers
}

/** @throws RungsError `conflict` naming what another tier has: names and required points are unique (Wix Create Tier page). */
function refuseTaken(
  tiers: readonly WixTier[],
  { definition, requiredPoints }: TierChange,
  self?: string,
): void {
  const issues: Issue[] = []
  for (const { id, tierDefinition, requiredPoints: points } of tiers) {
    const message = `the tier ${id} has this already; choose another, or change that tier`
    if (id === self) continue
    if (definition.name !== undefined && definition.name === tierDefinition?.name)
      issues.push({ path: 'name', message })
    if (requiredPoints !== undefined && requiredPoints === (points ?? 0))
      issues.push({ path: 'rule.value', message })
  }
  if (issues.length > 0) throw failure('conflict', issues)
}

function isEmpty({ definition, requiredPoints, fields }: TierChange): boolean {
  return requiredPoints === undefined && Object.keys({ ...definition, ...fields }).length === 0
}

/** The whole tier goes along: whether Wix keeps what an update leaves out is not documented. */
function merged(current: WixTier, { definition, requiredPoints, fields }: TierChange): TierParams {
  return {
    ...fields,
    revision: String(current.revision),
    tierDefinition: { ...current.tierDefinition, ...definition },
    requiredPoints: requiredPoints ?? current.requiredPoints ?? 0,
  }
}

/** Whether a tier is as it was asked for. */
function holds(found: WixTier, { definition, requiredPoints, fields }: TierChange): boolean {
  const points = [requiredPoints, found.requiredPoints ?? 0] as const
  return isAsAsked([points, ...definitionPairs(definition, found.tierDefinition)], found, fields)
}
