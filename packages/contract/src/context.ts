import { type Client, type ClientOptions, createClient } from '@rungs/client'
import type { Capability, CapabilityKey, TierProvider } from '@rungs/model'
import { type Random, seeded } from './random.js'
import { type ObservedCall, observed } from './spy.js'
import type { Subject, Wire } from './types.js'

/** What a case works with. */
export interface CaseContext {
  readonly subject: Subject
  /** The subject's provider, with its calls observed. */
  readonly provider: TierProvider
  /** A client with the provider's own defaults. */
  readonly client: Client<unknown>
  /** Every call that reached the provider's handlers in this case. */
  readonly calls: readonly ObservedCall[]
  readonly random: Random
  /** The wire; only to be read by cases that need one. */
  readonly wire: Wire
  capability(key: CapabilityKey): Capability
  supports(key: CapabilityKey): boolean
  isNative(key: CapabilityKey): boolean
  /** Another client of the same provider. */
  connect(options: ClientOptions): Client<unknown>
  /** A client of another provider. */
  connectTo(provider: TierProvider): Client<unknown>
}

/** How long a call may take where the case is not about time. */
const calmTimeoutMs = 10_000

/** Makes the context of one case; `seed` makes its inputs. */
export function createContext(subject: Subject, seed: string): CaseContext {
  const calls: ObservedCall[] = []
  const provider = observed(subject.provider, calls)
  const capability = (key: CapabilityKey): Capability =>
    provider.capabilities[key] ?? { support: 'unsupported', reason: 'the provider does not declare it' }
  const connect = (options: ClientOptions): Client<unknown> =>
    createClient<unknown>(provider, { timeoutMs: calmTimeoutMs, ...options })
  return {
    subject,
    provider,
    client: connect({}),
    calls,
    random: seeded(hash(seed)),
    get wire(): Wire {
      if (subject.wire === undefined) throw new Error('a case without the need `wire` asked for one')
      return subject.wire
    },
    capability,
    supports: (key) => capability(key).support !== 'unsupported',
    isNative: (key) => capability(key).support === 'native',
    connect,
    connectTo: (other) => createClient<unknown>(other, { timeoutMs: calmTimeoutMs }),
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value
}
