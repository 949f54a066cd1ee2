import type { Operation, ProviderCall, TierProvider } from '@rungs/model'
import { FaultList, type ProviderFault } from './fault-list.js'
import { broken, type Context, type Failed, finalError, interrupted, refused } from './outcome.js'

/** A provider that fails as planned. */
export interface FaultyProvider<Native> extends TierProvider<Native> {
  /** Replaces the planned failures; an empty list clears them. @throws RungsError `configuration` naming every wrong path. */
  setFaults(faults: readonly ProviderFault[]): void
}

/**
 * A provider, of any adapter, whose operations fail as planned: for tests of what an app does then, without a wire.
 * Each operation counts as one request. Attempts are repeated as adapters do it, as often as the call's `retries`
 * say, at once or after `retry-after`: reads always; writes where nothing was done, or where they happen once for
 * one idempotency key. A write whose reply is lost for good is `outcome_unknown`. Faults come before the
 * provider's own checks. `native` never fails.
 * @throws RungsError `configuration` naming every wrong path of `faults`.
 */
export function withFaults<Native>(
  provider: TierProvider<Native>,
  faults: readonly ProviderFault[] = [],
): FaultyProvider<Native> {
  const list = new FaultList()
  list.replace(faults)
  const { specificationVersion, name, defaultMetric, capabilities, defaults, native } = provider
  // By the capabilities, and not by spreading: a provider, or its operations, may be an instance of a class.
  const operations = (Object.keys(capabilities) as Operation[]).flatMap((operation) => {
    const handler = provider.operations[operation]
    if (handler === undefined) return []
    const faulty = (input: object, call: ProviderCall): Promise<unknown> => {
      const work = (): Promise<unknown> => Reflect.apply(handler, provider.operations, [input, call])
      return attempts(provider, operation, list, work, call)
    }
    return [[operation, faulty] as const]
  })
  return {
    ...{ specificationVersion, name, defaultMetric, capabilities },
    ...(defaults === undefined ? {} : { defaults }),
    ...(native === undefined ? {} : { native }),
    operations: Object.fromEntries(operations),
    close: async () => provider.close?.(),
    setFaults: (next) => list.replace(next),
  }
}

const reads = new Set<Operation>([
  'tiers.list',
  'tiers.get',
  'ladder.get',
  'members.standing',
  'members.explain',
  'members.history',
])

/** Writes that happen once for one idempotency key, where the provider has such keys. */
const keyed = new Set<Operation>(['tiers.create', 'members.record'])

async function attempts(
  provider: TierProvider,
  operation: Operation,
  list: FaultList,
  work: () => Promise<unknown>,
  call: ProviderCall,
): Promise<unknown> {
  const context: Context = { provider: provider.name, operation, safe: reads.has(operation) }
  const exactlyOnce = provider.capabilities['guarantee.exactlyOnce'].support === 'native'
  const repeatable = context.safe || operation === 'members.enroll' || (exactlyOnce && keyed.has(operation))
  let lost = false
  for (let repeats = 0; ; repeats += 1) {
    if (!context.safe) call.exchange.sent = true
    const outcome = await attempt(list.take(operation), work, call, context).catch((error: unknown) => {
      throw error === call.signal.reason ? interrupted(error, context) : error
    })
    if ('value' in outcome) return outcome.value
    lost ||= outcome.leavesOpen
    const { retryAfterMs: wait = 0, passing, didNothing } = outcome
    const again = passing && (repeatable || didNothing) && repeats < call.retries
    if (!again || call.clock.now() + wait >= call.deadline) throw finalError(outcome, lost, context)
    if (wait === 0) continue
    await call.clock.sleep(wait, call.signal).catch((reason: unknown) => {
      throw lost ? interrupted(reason, context) : reason
    })
  }
}

/** One attempt, which counts as one request, whether the provider sends any or not. */
async function attempt(
  fault: ProviderFault | undefined,
  work: () => Promise<unknown>,
  call: ProviderCall,
  context: Context,
): Promise<Failed | { value: unknown }> {
  const { exchange } = call
  const before = exchange.attempts
  const counted = async <T>(running: Promise<T>): Promise<T> => {
    try {
      return await running
    } finally {
      if (exchange.attempts === before) exchange.attempts += 1
    }
  }
  const delayMs = fault?.delayMs ?? (fault?.kind === 'delay' ? 100 : 0)
  if (delayMs > 0) await call.clock.sleep(delayMs, call.signal)
  switch (fault?.kind) {
    case undefined:
    case 'delay':
      return { value: await counted(work()) }
    case 'status':
      exchange.attempts += 1
      return refused(fault, context)
    case 'reset':
      exchange.attempts += 1
      return broken(context)
    case 'hang':
      exchange.attempts += 1
      return aborted(call.signal)
    case 'lost_reply':
      // What it came to is lost too, a refusal like a success.
      await counted(work()).catch(() => undefined)
      return broken(context)
  }
}

/** Settles only when the signal aborts, and then with its reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
