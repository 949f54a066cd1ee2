import {
  type Accounting,
  type Clock,
  isRungsError,
  type JsonObject,
  type Operation,
  type OperationInput,
  type OperationOutput,
  type ProviderCall,
  RungsError,
  type RungsError as RungsErrorType,
  type TierDraft,
  type TierProvider,
} from '@rungs/model'
import { type MemoryControl, type MemorySettings, memory } from '../src/index.js'

/** A clock that a test sets. */
export class SetClock implements Clock {
  constructor(public ms: number = Date.parse('2026-06-01T12:00:00Z')) {}

  now(): number {
    return this.ms
  }

  sleep(): Promise<void> {
    return Promise.resolve()
  }
}

let calls = 0

/** The least that a call can be: what a client would make of it, without a client. */
class StubCall implements ProviderCall {
  readonly signal = new AbortController().signal
  readonly deadline = Number.POSITIVE_INFINITY
  readonly retries = 0
  readonly idempotencyKey: string
  readonly vendor: JsonObject | undefined = undefined
  readonly exchange = { attempts: 0, sent: false }
  accounting: Accounting | undefined

  constructor(
    readonly operation: Operation,
    readonly clock: Clock,
    private readonly options: CallOptions = {},
  ) {
    calls += 1
    this.idempotencyKey = options.idempotencyKey ?? `call ${calls}`
  }

  settle(accounting: Accounting): void {
    this.accounting = accounting
    if (accounting.losses.length === 0 || this.options.onLoss === 'report') return
    const issues = accounting.losses.map(({ path, reason }) => ({ path, message: reason }))
    throw new RungsError({ code: 'unsupported', message: 'losses', issues })
  }
}

interface CallOptions {
  idempotencyKey?: string
  onLoss?: 'reject' | 'report'
}

/** A backend with the calls that tests make of it. */
export function backend(settings: MemorySettings = {}) {
  const clock = settings.clock ?? new SetClock()
  const provider: TierProvider<MemoryControl> = memory({ ...settings, clock })
  if (provider.native === undefined) throw new Error('a control object')
  const run = async <O extends Operation>(
    operation: O,
    input: OperationInput<O>,
    options?: CallOptions,
  ): Promise<OperationOutput<O>> => (await detailed(operation, input, options)).output
  const detailed = async <O extends Operation>(
    operation: O,
    input: OperationInput<O>,
    options?: CallOptions,
  ): Promise<{ output: OperationOutput<O>; accounting: Accounting | undefined }> => {
    const handler = provider.operations[operation]
    if (handler === undefined) throw new Error(`no ${operation}`)
    const call = new StubCall(operation, clock, options)
    return { output: await handler(input, call), accounting: call.accounting }
  }
  return { provider, control: provider.native, clock, run, detailed }
}

/** A tier from so many points on. */
export function tierAt(value: string | number, over: Partial<TierDraft> = {}): TierDraft {
  return { name: `At ${value}`, rule: { metric: 'points.balance', op: '>=', value: String(value) }, ...over }
}

/** How something was refused. */
async function refusal(work: PromiseLike<unknown> | (() => unknown)): Promise<RungsErrorType> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (isRungsError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** The code and the paths of a refusal. */
export async function codeAndPaths(
  work: PromiseLike<unknown> | (() => unknown),
): Promise<[string, string[]]> {
  const { code, issues } = await refusal(work)
  return [code, issues.map(({ path }) => path)]
}
