import type { Subject } from '@rungs/contract'
import {
  type Accounting,
  isRungsError,
  leafPaths,
  type Operation,
  type OperationInput,
  type OperationOutput,
  type ProviderCall,
  RungsError,
  type RungsErrorInit,
  type Standing,
  type TierProvider,
} from '@rungs/model'
import { subjects } from './subjects.js'

/** A way in which a provider is broken, and cases that have to notice. */
export interface Mutant {
  /** What the broken provider does. */
  does: string
  /** Which provider is broken. */
  of: 'memory' | 'vinr'
  /** Cases of the law that is broken, each of which fails. */
  caughtBy: readonly string[]
  break(provider: TierProvider): TierProvider
}

type Handler<O extends Operation> = (
  input: OperationInput<O>,
  call: ProviderCall,
) => Promise<OperationOutput<O>>

/** The provider with one operation done otherwise. */
export function otherwise<O extends Operation>(
  operation: O,
  make: (handler: Handler<O>) => Handler<O>,
): (provider: TierProvider) => TierProvider {
  return (provider) => {
    const handler = provider.operations[operation] as Handler<O> | undefined
    if (handler === undefined) throw new Error(`${provider.name} has no ${operation}`)
    return { ...provider, operations: { ...provider.operations, [operation]: make(handler) } }
  }
}

/** One operation whose input loses something, while the account says that all of it is held. */
export function silently<O extends Operation>(
  operation: O,
  lose: (input: OperationInput<O>) => OperationInput<O>,
  part: keyof OperationInput<O>,
): (provider: TierProvider) => TierProvider {
  return otherwise(operation, (handler) => (input, call) => {
    const left = lose(structuredClone(input))
    const kept = new Set(leafPaths(left[part]))
    const gone = leafPaths(input[part]).filter((path) => !kept.has(path))
    return handler(
      left,
      withCall(call, { settle: (told, missing) => call.settle(claiming(told, gone), missing) }),
    )
  })
}

/** A call with some of its parts otherwise. */
export function withCall(call: ProviderCall, other: Partial<ProviderCall>): ProviderCall {
  return new Proxy(call, {
    get: (target, key) => {
      const value: unknown = Reflect.get(Object.hasOwn(other, key) ? other : target, key)
      return typeof value === 'function' && !Object.hasOwn(other, key) ? value.bind(target) : value
    },
  })
}

function claiming(told: Accounting, gone: readonly string[]): Accounting {
  return { ...told, mapped: [...told.mapped, ...gone] }
}

/** A subject whose provider is broken. */
export async function broken({ of, break: spoil }: Mutant): Promise<Subject> {
  const subject = await subjects[of]?.()
  if (subject === undefined) throw new Error(`no subject ${of}`)
  return { ...subject, provider: spoil(subject.provider) }
}

/** A provider whose errors are told otherwise, of every operation. */
export function failing(
  retell: (error: RungsError, call: ProviderCall) => unknown,
): (provider: TierProvider) => TierProvider {
  return (provider) => {
    const operations = Object.entries(provider.operations).map(([operation, handler]) => [
      operation,
      async (input: never, call: ProviderCall) => {
        try {
          return await (handler as Handler<Operation>)(input, call)
        } catch (error) {
          if (!isRungsError(error)) throw error
          throw await retell(error, call)
        }
      },
    ])
    return { ...provider, operations: Object.fromEntries(operations) }
  }
}

/** The same error with something else in it. */
export function retold({ cause, message, ...error }: RungsError, other: Partial<RungsErrorInit>): RungsError {
  return new RungsError({ ...error, message, cause, ...other })
}

/** An operation that gives every reader the same value. */
export function shared<O extends 'members.standing' | 'ladder.get'>(
  operation: O,
): (provider: TierProvider) => TierProvider {
  const kept = new Map<string, OperationOutput<O>>()
  return otherwise(operation, (handler) => async (input, call) => {
    const fresh = await handler(input, call)
    const known = kept.get(JSON.stringify(fresh, without)) ?? fresh
    kept.set(JSON.stringify(fresh, without), known)
    return known
  })
}

const without = (key: string, value: unknown): unknown => (key === 'asOf' ? undefined : value)

/** A standing whose amounts are no texts. */
export function inBigInts(standing: Standing): Standing {
  const metrics = Object.entries(standing.metrics).map(([metric, amount]) => [metric, BigInt(amount ?? 0)])
  return { ...standing, metrics: Object.fromEntries(metrics) }
}
