import {
  type Capabilities,
  type Operation,
  type OperationHandler,
  operationNames,
  RungsError,
  type TierProvider,
} from '@rungs/model'
import { connectionOf } from '../connection.js'
import { callOf, type NativeOptions, type NativeWith, ownOptions } from './native.js'
import type { CommonSettings } from './settings.js'

/** Settings with all that is needed to send a request. */
export type Connected = CommonSettings & { baseUrl: string }

/** The part of an adapter that waits for its first call. */
export interface Backend<Groups> {
  /** A handler for every operation whose capability is not `unsupported`. */
  operations: TierProvider['operations']
  /** The vendor's own routes, for the native operations. */
  routes: Groups
}

/** The names of all routes, by group. */
export type RouteNames<Groups> = {
  readonly [Group in keyof Groups]: { readonly [Name in keyof Groups[Group]]: true }
}

/** What an adapter is made of when nothing of it is loaded yet. */
export interface Later<Settings, Groups> {
  /** The provider's name. */
  provider: string
  /** The settings, checked. */
  settings: Settings
  /** Other places than `settings.baseUrl` that requests go to. */
  alsoAt?: readonly string[]
  /** What the provider can do: there is an operation for whatever is not `unsupported`. */
  capabilities: Capabilities
  /** The names of all routes, by group: the native operations. */
  routes: RouteNames<Groups>
  /** Imports the module that connects the adapter to its backend. */
  load: () => Promise<{ connect(settings: Settings): Backend<Groups> }>
}

/**
 * The operations and the native operations of a provider whose code is loaded with the first call, once: an app that
 * starts needs no more of an adapter than its settings and capabilities. A module that could not be loaded is
 * `network`, with nothing sent, and the next call tries again.
 * @throws RungsError `configuration` naming `baseUrl` or `headers.<name>`, at once.
 */
export function later<Settings extends Connected, Groups, Options extends NativeOptions>(
  parts: Later<Settings, Groups>,
): { operations: TierProvider['operations']; native: NativeWith<Groups, Options> } {
  const { provider, settings, alsoAt = [] } = parts
  for (const baseUrl of [settings.baseUrl, ...alsoAt]) connectionOf({ ...settings, provider, baseUrl })
  const ready = once(async () => (await imported(parts)).connect(settings))
  const handlerOf = <O extends Operation>(operation: O): OperationHandler<O> => {
    const handler = ({ operations }: Backend<Groups>): OperationHandler<O> => {
      const found = operations[operation]
      if (found !== undefined) return found
      throw new Error(`it has no handler for ${operation}`)
    }
    return (input, call) => {
      const backend = ready()
      if (!(backend instanceof Promise)) return handler(backend)(input, call)
      return backend.then((loaded) => handler(loaded)(input, call))
    }
  }
  const able = operationNames.filter((name) => parts.capabilities[name].support !== 'unsupported')
  const operations: TierProvider['operations'] = Object.fromEntries(
    able.map((name) => [name, handlerOf(name)]),
  )
  return { operations, native: nativeLater(parts, ready, {} as Options) }
}

function nativeLater<Settings extends CommonSettings, Groups, Options extends NativeOptions>(
  parts: Later<Settings, Groups>,
  ready: () => Backend<Groups> | Promise<Backend<Groups>>,
  options: Options,
): NativeWith<Groups, Options> {
  const { provider, settings, routes } = parts
  const vendor = ownOptions(provider, options)
  const bind =
    (group: string, name: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      // Its time runs while the code is loaded.
      const call = callOf(`native.${group}.${name}`, settings, options, vendor)
      const found: object = Reflect.get((await ready()).routes as object, group)
      return Reflect.apply(Reflect.get(found, name), undefined, [call, ...args])
    }
  const bound = Object.entries<object>(routes).map(([group, names]) => [
    group,
    Object.fromEntries(Object.keys(names).map((name) => [name, bind(group, name)])),
  ])
  const more = (changes: Options) => nativeLater(parts, ready, { ...options, ...changes })
  return { ...Object.fromEntries(bound), with: more }
}

/** What `load` gives, loaded when it is first asked for, and no promise any more when it is there. */
function once<T>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | undefined
  let coming: Promise<T> | undefined
  return () => {
    if (loaded !== undefined) return loaded
    coming ??= load().then(
      (value) => {
        loaded = value
        return value
      },
      (error) => {
        coming = undefined
        throw error
      },
    )
    return coming
  }
}

async function imported<Settings, Groups>({ provider, load }: Later<Settings, Groups>) {
  try {
    return await load()
  } catch (cause) {
    const message = `The part of the ${provider} adapter that is loaded with the first call could not be loaded. Nothing was sent.`
    throw new RungsError({ code: 'network', message, provider, retryable: true, cause })
  }
}
