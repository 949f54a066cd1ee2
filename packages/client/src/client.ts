import { type CapabilityKey, RungsError, type TierProvider } from '@rungs/model'
import { ladderOf } from './api/ladder.js'
import { membersOf } from './api/members.js'
import { tiersOf } from './api/tiers.js'
import { workflowOf } from './api/workflow.js'
import { createInvoke } from './invoke.js'
import type { Client, ClientOptions } from './types.js'

/**
 * One typed client for loyalty tiers, whichever backend runs them.
 * @throws RungsError `configuration` when the provider speaks another version of the interface.
 */
export function createClient<Native>(
  provider: TierProvider<Native>,
  options: ClientOptions = {},
): Client<Native extends undefined ? undefined : Native> {
  if (provider.specificationVersion !== 'v1') throw unknownVersion(provider)
  const invoke = createInvoke(provider, options)
  return {
    provider: provider.name,
    tiers: tiersOf(provider, invoke),
    ladder: ladderOf(provider, invoke),
    workflow: workflowOf(invoke),
    members: membersOf(invoke),
    capabilities: provider.capabilities,
    native: provider.native as Native extends undefined ? undefined : Native,
    supports: (key: CapabilityKey) =>
      (provider.capabilities[key]?.support ?? 'unsupported') !== 'unsupported',
    close: async () => provider.close?.(),
  }
}

function unknownVersion(provider: { specificationVersion: unknown; name: unknown }): RungsError {
  return new RungsError({
    code: 'configuration',
    message: `The ${String(provider.name)} adapter speaks version ${String(provider.specificationVersion)} of the provider interface, and this client speaks v1. Use versions of @rungs/client and the adapter that were released together.`,
  })
}
