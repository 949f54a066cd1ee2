import { type JsonObject, type Loss, leafPaths, type ProviderCall } from '@rungs/model'
import { failure, providerName } from '../errors.js'

/**
 * Says of every leaf of an input that it is held as it is, but for those that are lost. What stands under
 * `vendor` for other providers is not read; under `vendor.memory` there is nothing to give.
 * @throws RungsError `invalid_input` for a key under `vendor.memory`; `unsupported` for losses, as the call decides.
 */
export function settle(call: ProviderCall, input: object, losses: readonly Loss[] = []): void {
  const { vendor, ...rest } = input as { vendor?: JsonObject }
  if (vendor !== undefined) checkVendor(vendor)
  const lossOf = (leaf: string): Loss | undefined => losses.find(({ path }) => isBelow(leaf, path))
  const leaves = leafPaths(rest)
  const lost = losses.length === 0 ? [] : leaves.filter((leaf) => lossOf(leaf) !== undefined)
  call.settle({
    mapped: lost.length === 0 ? leaves : leaves.filter((leaf) => lossOf(leaf) === undefined),
    emulated: [],
    vendor: vendor?.[providerName] === undefined ? [] : [`vendor.${providerName}`],
    losses: lost.map((path) => ({ path, reason: lossOf(path)?.reason ?? '' })),
  })
}

function isBelow(leaf: string, path: string): boolean {
  return leaf === path || leaf.startsWith(`${path}.`) || leaf.startsWith(`${path}[`)
}

function checkVendor(vendor: JsonObject): void {
  const own = vendor[providerName]
  if (own === undefined) return
  const path = `vendor.${providerName}`
  const keys = typeof own === 'object' && own !== null && !Array.isArray(own) ? Object.keys(own) : undefined
  if (keys?.length === 0) return
  const issues =
    keys === undefined
      ? [{ path, message: 'expected an object' }]
      : keys.map((key) => ({ path: `${path}.${key}`, message: 'unknown key' }))
  throw failure('invalid_input', issues.map((issue) => `${issue.path}: ${issue.message}`).join('; '), issues)
}
