import type { Metric, TierProvider } from '@rungs/model'
import { type Connected, type Later, later } from './later.js'
import type { NativeOptions, NativeWith } from './native.js'
import { defaultsOf } from './settings.js'

/** What {@link lateProvider} makes a provider of. */
export interface LateProvider<Settings, Groups> extends Omit<Later<Settings, Groups>, 'provider'> {
  /** The provider's name. */
  name: string
  /** The metric of a bare `threshold`. */
  defaultMetric: Metric
}

/**
 * A provider whose code is loaded with its first call; see {@link later}.
 * @throws RungsError `configuration` naming `baseUrl` or `headers.<name>`.
 */
export function lateProvider<Settings extends Connected, Groups, Options extends NativeOptions>({
  name,
  defaultMetric,
  ...parts
}: LateProvider<Settings, Groups>): TierProvider<NativeWith<Groups, Options>> {
  return {
    specificationVersion: 'v1',
    name,
    defaultMetric,
    capabilities: parts.capabilities,
    defaults: defaultsOf(parts.settings),
    ...later<Settings, Groups, Options>({ ...parts, provider: name }),
  }
}
