import {
  type Capabilities,
  type Capability,
  type CapabilityKey,
  native,
  type Operation,
  type OperationHandler,
  type Tier,
  type TierProvider,
} from '@rungs/model'

/** A tier as a provider would give it. */
export const gold: Tier = { id: 'gold', name: 'Gold', rank: 1, benefits: [], status: 'active' }

/** A provider whose capabilities and handlers a test chooses; everything else is native and absent. */
export function fakeProvider(
  operations: { [O in Operation]?: OperationHandler<O> },
  capabilities: { [key in CapabilityKey]?: Capability } = {},
  more: Partial<TierProvider> = {},
): TierProvider {
  const complete = new Proxy(capabilities, {
    get: (given, key) =>
      typeof key === 'string' && Object.hasOwn(given, key) ? Reflect.get(given, key) : native(),
  }) as Capabilities
  return {
    specificationVersion: 'v1',
    name: 'fake',
    defaultMetric: 'points.balance',
    capabilities: complete,
    operations,
    ...more,
  }
}
