import { type Operation, type ProviderCall, systemClock } from '@rungs/model'
import type { Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'
import type { VinrCallOptions } from './vendor.js'

/** Options of native calls; what is absent is as in the settings. */
export interface VinrNativeOptions extends VinrCallOptions {
  signal?: AbortSignal
  timeoutMs?: number
  retries?: number
  /** Sent as `Idempotency-Key` with every POST; a new one for each call when not given. */
  idempotencyKey?: string
}

type Route = (call: ProviderCall, ...args: never[]) => unknown
type Native<Group> = {
  [Name in keyof Group]: Group[Name] extends (call: ProviderCall, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never
}

/**
 * VINR's own operations under its own names, with the manners of the client on the wire: credentials, retries,
 * idempotency, errors. Nothing is translated and nothing looked up first: two tiers of one threshold pass. They
 * reject with `RungsError`.
 */
export interface VinrNative {
  tiers: Native<Routes['tiers']>
  loyaltyAccounts: Native<Routes['loyaltyAccounts']>
  pointsTransactions: Native<Routes['pointsTransactions']>
  /** The same operations with these options for each call. */
  with(options: VinrNativeOptions): VinrNative
}

/** Makes the native operations. */
export function createNative(
  routes: Routes,
  settings: CheckedSettings,
  options: VinrNativeOptions = {},
): VinrNative {
  const group = <Group extends Record<string, Route>>(name: string, given: Group): Native<Group> => {
    const bound = Object.entries(given).map(([operation, route]) => [
      operation,
      async (...args: unknown[]) =>
        Reflect.apply(route, undefined, [callOf(`native.${name}.${operation}`, options, settings), ...args]),
    ])
    return Object.fromEntries(bound)
  }
  return {
    tiers: group('tiers', routes.tiers),
    loyaltyAccounts: group('loyaltyAccounts', routes.loyaltyAccounts),
    pointsTransactions: group('pointsTransactions', routes.pointsTransactions),
    with: (more) => createNative(routes, settings, { ...options, ...more }),
  }
}

function callOf(name: string, options: VinrNativeOptions, settings: CheckedSettings): ProviderCall {
  const { clock = systemClock } = settings
  const { signal, version, timeoutMs = settings.timeoutMs ?? 30_000 } = options
  const over = AbortSignal.timeout(timeoutMs)
  return {
    // Errors show it; it is no operation of the common model.
    operation: name as Operation,
    signal: signal === undefined ? over : AbortSignal.any([signal, over]),
    deadline: clock.now() + timeoutMs,
    retries: options.retries ?? settings.retries ?? 2,
    idempotencyKey: options.idempotencyKey ?? globalThis.crypto.randomUUID(),
    clock,
    vendor: version === undefined ? undefined : { vinr: { version } },
    exchange: { attempts: 0, sent: false },
    settle: () => {},
  }
}
