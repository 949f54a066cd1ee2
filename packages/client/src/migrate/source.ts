import {
  type Ladder,
  type LadderPatchInput,
  type Loss,
  leafPaths,
  type Tier,
  type TierInput,
} from '@rungs/model'

/** What of a tier an input can say. Its id, revision and times are the source's own and stay there. */
export function inputOf({ id, revision, createdAt, updatedAt, vendor, ...input }: Tier): TierInput {
  return input
}

/** A ladder's own settings, as a change of another ladder. */
export function settingsOf({
  name,
  status,
  window,
  lifecycle,
  baseTier,
  timeZone,
}: Ladder): LadderPatchInput {
  const given = { name, status, window, lifecycle, baseTier, timeZone }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** What of the ladder itself no change can say: its key stays with the source, and so do its vendor fields. */
export function ladderLosses({ key, vendor }: Ladder): Loss[] {
  const reason = 'A ladder keeps the key that it has'
  return [...(key === undefined ? [] : [{ path: 'key', reason }]), ...vendorLosses({ vendor })]
}

/** The source's own vendor fields: what a provider tells is not what it takes, its own kind included. */
export function vendorLosses({ vendor }: { vendor?: object | undefined }): Loss[] {
  const reason = "A field of the source's own, which is not carried over"
  return leafPaths(vendor, 'vendor').map((path) => ({ path, reason }))
}
