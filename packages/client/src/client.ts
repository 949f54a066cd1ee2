import type { CapabilityKey, TierProvider } from '@rungs/model'
import { ladderOf } from './api/ladder.js'
import { membersOf } from './api/members.js'
import { tiersOf } from './api/tiers.js'
import { workflowOf } from './api/workflow.js'
import { createInvoke } from './invoke.js'
import { checkDefaults } from './options.js'
import { checkProvider } from './provider.js'
import type { Client, ClientOptions } from './types.js'

/**
 * One typed client for loyalty tiers, whichever backend runs them.
 * @throws RungsError `configuration` for what is no provider, for one that speaks another version of the interface,
 * and for wrong or unknown options.
 */
export function createClient<Native>(
  provider: TierProvider<Native>,
  options: ClientOptions = {},
): Client<Native extends undefined ? undefined : Native> {
  checkProvider(provider)
  checkDefaults(options)
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
