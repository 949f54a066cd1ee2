import { type Issue, isRungsError, type ProviderCall, type Tier, type TierProvider } from '@rungs/model'
import { holdsAll, isOwnConflict, listing, orFound, revise, rewrite, settled } from '@rungs/transport'
import { failure } from '../errors.js'
import { tierOf, tiersOf } from '../from-vendor.js'
import type { TierParams } from '../params.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { tierOfDraft, tierOfPatch } from '../to-vendor.js'
import type { WixTier } from '../wire.js'
import { isDefined, isStale, requireGuid, revisions } from './common.js'

type Tiers = Routes['tiers']

/** The handlers of tiers (Wix tiers pages). */
export function tierOperations({ tiers }: Routes, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'tiers.list': listing(async (call) => tiersOf(await all(tiers, call)), failure),
    'tiers.get': async ({ id }, call) => tierOf(await tiers.getTier(call, requireGuid(id, 'id'))),
    'tiers.create': async ({ tier }, call) =>
      create(settled(tierOfDraft(tier, settings), call, failure).change, tiers, call),
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      const { change } = settled(tierOfPatch(patch, settings), call, failure)
      const read = () => tiers.getTier(call, requireGuid(id, 'id'))
      const send = (current: WixTier) => tiers.updateTier(call, id, merged(current, change))
      const updated = rewrite(change, { ...revisions, read, send, holds, ifRevision }, call)
      return tierOf(await updated.catch((error) => refuse(error, change, id, tiers, call)))
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      const read = () => tiers.getTier(call, requireGuid(id, 'id'))
      const write = ({ revision }: WixTier) => tiers.deleteTier(call, id, String(revision))
      // It is there to be read again, so nobody has deleted it.
      await revise({ ...revisions, read, write, foundIn: () => undefined, ifRevision }, call)
      return { id, deleted: true }
    },
  }
}

async function create(wanted: TierParams, tiers: Tiers, call: ProviderCall): Promise<Tier> {
  // Looked up first, so that what is found after a lost reply can only be what this call has made.
  refuseTaken(await all(tiers, call), wanted)
  const made = tiers.createTier(call, wanted)
  const find = async () => (await all(tiers, call)).find((found) => holds(found, wanted))
  return tierOf(await orFound(made, isOwnConflict, find))
}

/** Wix says that something is taken, but not what: the other tiers tell. */
async function refuse(
  error: unknown,
  change: TierParams,
  id: string,
  tiers: Tiers,
  call: ProviderCall,
): Promise<never> {
  const isTaken = isRungsError(error, 'conflict') && error.status === 409 && !isStale(error)
  if (isTaken) refuseTaken(await all(tiers, call).catch(() => []), change, id)
  throw error
}

async function all(tiers: Tiers, call: ProviderCall): Promise<WixTier[]> {
  return (await tiers.listTiers(call)).tiers
}

/** @throws RungsError `conflict` naming what another tier has: names and required points are unique (Wix Create Tier page). */
function refuseTaken(tiers: readonly WixTier[], change: TierParams, self?: string): void {
  const issues = tiers.flatMap(({ id, tierDefinition, requiredPoints }): Issue[] => {
    const message = `the tier ${id} has this already; choose another, or change that tier`
    const taken = [
      ...(change.tierDefinition?.name === (tierDefinition?.name ?? null) ? ['name'] : []),
      ...(change.requiredPoints === (requiredPoints ?? 0) ? ['rule.value'] : []),
    ]
    return id === self ? [] : taken.map((path) => ({ path, message }))
  })
  if (issues.length > 0) throw failure('conflict', issues)
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

/** Whether a tier is as it was asked for. */
function holds(found: WixTier, { tierDefinition, ...own }: TierParams): boolean {
  const shown = { ...found, requiredPoints: found.requiredPoints ?? 0 }
  return holdsAll(shown, own) && isDefined(found.tierDefinition, tierDefinition ?? {})
}
