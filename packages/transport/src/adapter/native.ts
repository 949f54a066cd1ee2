import { type JsonObject, type ProviderCall, RungsError, randomUuid, systemClock } from '@rungs/model'
import { sentence } from './failure.js'
import { type CommonSettings, wrongCommon } from './settings.js'

/** Options of native calls; what is absent is as in the settings. */
export interface NativeOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined
  /** Milliseconds after which a call has settled, retries included. */
  timeoutMs?: number | undefined
  /** How many times a failed attempt is repeated. */
  retries?: number | undefined
  /** Makes a repeated write one write, where the vendor supports it; a new one for each call when not given. */
  idempotencyKey?: string | undefined
}

/** A group of routes by name, each of which takes the call first. */
export type RouteGroups = { readonly [group: string]: { readonly [route: string]: Route } }
type Route = (call: ProviderCall, ...args: never[]) => unknown

/** Routes without the call: the vendor's own operations, to be called by an app. */
export type Native<Groups> = {
  readonly [Group in keyof Groups]: {
    readonly [Name in keyof Groups[Group]]: Groups[Group][Name] extends (
      call: ProviderCall,
      ...args: infer Args
    ) => infer Result
      ? (...args: Args) => Result
      : never
  }
}

/** Gives every route a call of its own, under the name `native.<group>.<route>`. */
export function nativeOf<Groups extends RouteGroups>(
  groups: Groups,
  settings: CommonSettings,
  options: NativeOptions,
  vendor?: JsonObject,
): Native<Groups> {
  const bind =
    (group: string, name: string, route: Route) =>
    async (...args: unknown[]) =>
      Reflect.apply(route, undefined, [callOf(`native.${group}.${name}`, settings, options, vendor), ...args])
  const bound = Object.entries(groups).map(([group, routes]) => [
    group,
    Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, bind(group, name, route)])),
  ])
  return Object.fromEntries(bound)
}

/** Native operations that may be given other options. */
export type NativeWith<Groups, Options> = Native<Groups> & {
  with(options: Options): NativeWith<Groups, Options>
}

/**
 * The native operations of a provider. Options beside those of {@link NativeOptions} are the vendor's own, and go with
 * each call as its option `vendor.<provider>` does.
 */
export function nativeWith<Groups extends RouteGroups, Options extends NativeOptions>(
  provider: string,
  groups: Groups,
  settings: CommonSettings,
  options: Options,
): NativeWith<Groups, Options> {
  return {
    ...nativeOf(groups, settings, options, ownOptions(provider, options)),
    with: (more) => nativeWith(provider, groups, settings, { ...options, ...more }),
  }
}

/** Options beside those of {@link NativeOptions}, as the `vendor` of a call. */
export function ownOptions(provider: string, options: NativeOptions): JsonObject | undefined {
  const { signal: _signal, timeoutMs: _timeoutMs, retries: _retries, idempotencyKey: _key, ...own } = options
  return Object.keys(own).length === 0 ? undefined : { [provider]: own as JsonObject }
}

/** Longer than this no timer can wait: 24 days. */
const longestMs = 2_147_483_647

function refuseOptions(operation: string, { timeoutMs, retries }: NativeOptions): void {
  const issues = wrongCommon({ timeoutMs, retries })
  if (issues.length === 0) return
  const message = `${sentence(issues)}. Nothing was sent.`
  throw new RungsError({ code: 'invalid_input', operation, message, issues })
}

/** A call that no operation of an app stands behind: one of its own, with the settings' deadline and retries. */
export function callOf(
  operation: `native.${string}`,
  { clock = systemClock, ...settings }: CommonSettings,
  options: NativeOptions,
  vendor?: JsonObject,
): ProviderCall {
  refuseOptions(operation, options)
  const { signal, timeoutMs = settings.timeoutMs ?? 30_000 } = options
  const over = AbortSignal.timeout(Math.min(Math.ceil(timeoutMs), longestMs))
  return {
    operation,
    signal: signal === undefined ? over : AbortSignal.any([signal, over]),
    deadline: clock.now() + timeoutMs,
    retries: options.retries ?? settings.retries ?? 2,
    idempotencyKey: options.idempotencyKey ?? randomUuid(),
    clock,
    vendor,
    exchange: { attempts: 0, sent: false },
    settle: () => {},
  }
}
