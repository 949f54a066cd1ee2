import { type JsonObject, leafPaths, type ProviderCall } from '@rungs/model'
import { failure, providerName } from '../errors.js'

/**
 * Says of every leaf of an input that it is held as it is. What stands under `vendor` for other providers is not
 * read; under `vendor.memory` there is nothing to give.
 * @throws RungsError `invalid_input` for a key under `vendor.memory`.
 */
export function settle(call: ProviderCall, input: object): void {
  const { vendor, ...rest } = input as { vendor?: JsonObject }
  if (vendor !== undefined) checkVendor(vendor)
  const carried = vendor?.[providerName] === undefined ? [] : [`vendor.${providerName}`]
  call.settle({ mapped: leafPaths(rest), emulated: [], vendor: carried, losses: [] })
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
