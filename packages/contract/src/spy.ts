import type { Exchange, Operation, OperationHandler, TierProvider } from '@rungs/model'
import { operations } from './keys.js'

/** A call that reached the provider. */
export interface ObservedCall {
  operation: Operation
  /** Filled in by the provider while the call runs. */
  exchange: Exchange
}

/** The provider, with every call that reaches one of its handlers written down. */
export function observed(provider: TierProvider, calls: ObservedCall[]): TierProvider {
  const handlers: Partial<Record<Operation, unknown>> = {}
  for (const operation of operations) {
    const handler = watch(provider, operation, calls)
    if (handler !== undefined) handlers[operation] = handler
  }
  const { specificationVersion, name, defaultMetric, capabilities, defaults, native } = provider
  return {
    specificationVersion,
    name,
    defaultMetric,
    capabilities,
    operations: handlers as TierProvider['operations'],
    ...(defaults === undefined ? {} : { defaults }),
    ...(native === undefined ? {} : { native }),
  }
}

function watch<O extends Operation>(
  provider: TierProvider,
  operation: O,
  calls: ObservedCall[],
): OperationHandler<O> | undefined {
  const handler: OperationHandler<O> | undefined = provider.operations[operation]
  if (handler === undefined) return undefined
  return (input, call) => {
    calls.push({ operation, exchange: call.exchange })
    return handler(input, call)
  }
}
