import {
  type Accounting,
  type CapabilityKey,
  type Operation,
  type OperationHandler,
  type OperationInput,
  type OperationOutput,
  RungsError,
  systemClock,
  type TierProvider,
} from '@rungs/model'
import { abortWith } from './abort.js'
import { Deadline } from './deadlines.js'
import { calledFrom, failureOf, type Where } from './failure.js'
import { type Rename, renameAccounting } from './given.js'
import { type AnyCallOptions, checkOptions, type Option } from './options.js'
import { type Manners, Previewed, RunningCall } from './running.js'
import type { ClientOptions, Details } from './types.js'

/** A checked input, with what is needed to speak of it in the user's own paths. */
export interface Prepared<O extends Operation> extends Paths {
  input: OperationInput<O>
}

interface Paths {
  rename?: Rename | undefined
  /** Leaves that are addressed to other providers. */
  foreign?: readonly string[] | undefined
}

/** Carries out operations of one provider: checks, refusals, deadline, details. */
export type Invoke = <O extends Operation>(
  operation: O,
  prepare: (options: AnyCallOptions) => Prepared<O> | Promise<Prepared<O>>,
  options: AnyCallOptions | undefined,
  extraOptions?: readonly Option[],
  mode?: 'preview',
) => Promise<Details<OperationOutput<O>>>

const noOptions: AnyCallOptions = {}

/** Makes the one function that all calls of a client go through. */
export function createInvoke(provider: TierProvider, chosen: ClientOptions): Invoke {
  const defaults = {
    timeoutMs: chosen.timeoutMs ?? provider.defaults?.timeoutMs ?? 30_000,
    retries: chosen.retries ?? provider.defaults?.retries ?? 2,
    onLoss: chosen.onLoss ?? 'reject',
    clock: chosen.clock ?? provider.defaults?.clock ?? systemClock,
  } as const

  const mannersOf = (given: AnyCallOptions, mode?: 'preview'): Manners => ({
    timeoutMs: given.timeoutMs ?? defaults.timeoutMs,
    retries: given.retries ?? defaults.retries,
    onLoss: mode ?? given.onLoss ?? defaults.onLoss,
    clock: defaults.clock,
    signal: given.signal,
    idempotencyKey: given.idempotencyKey,
    vendor: given.vendor,
  })

  const invoke: Invoke = async <O extends Operation>(
    operation: O,
    prepare: (options: AnyCallOptions) => Prepared<O> | Promise<Prepared<O>>,
    options: AnyCallOptions = noOptions,
    extraOptions: readonly Option[] = [],
    mode?: 'preview',
  ): Promise<Details<OperationOutput<O>>> => {
    const where: Where = { provider: provider.name, operation }
    let paths: Paths = {}
    // As they are at the call: the caller may change them while it runs.
    const given = options === noOptions ? noOptions : { ...options }
    try {
      if (given !== noOptions) checkOptions(given, extraOptions)
      const handler = handlerOf(provider, operation)
      if (given.ifRevision !== undefined) refuse(provider, 'guarantee.revisions', 'ifRevision')
      if (given.signal?.aborted) throw abortedBefore()
      const ready = prepare(given)
      const call = new RunningCall(where, mannersOf(given, mode))
      const carryOut = (prepared: Prepared<O>): Promise<OperationOutput<O>> => {
        // While its input was checked, its time may have come.
        if (call.ended !== undefined) throw call.ended
        paths = prepared
        call.rename = prepared.rename
        return handler(prepared.input, call)
      }
      const data = await watched(call, given.signal, () =>
        ready instanceof Promise ? ready.then(carryOut) : carryOut(ready),
      )
      return detailsOf(data, call, paths)
    } catch (error) {
      if (error instanceof Previewed) throw new Previewed(accountOf(error.accounting, paths))
      throw calledFrom(failureOf(error, where, paths.rename), invoke)
    }
  }
  return invoke
}

async function watched<T>(
  call: RunningCall,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const release = signal === undefined ? undefined : abortWith(signal, call)
  const deadline = new Deadline(call)
  try {
    return await call.race(work())
  } finally {
    deadline.settle()
    release?.()
  }
}

function abortedBefore(): RungsError {
  const message = 'The signal was aborted before the call began; nothing was sent.'
  return new RungsError({ code: 'aborted', message })
}

function detailsOf<O extends Operation>(
  data: OperationOutput<O>,
  { accounting, exchange }: RunningCall,
  paths: Paths,
): Details<OperationOutput<O>> {
  const details: Details<OperationOutput<O>> = { data, losses: [], attempts: exchange.attempts }
  if (accounting !== undefined) {
    details.accounting = accountOf(accounting, paths)
    details.losses = details.accounting.losses
  }
  if (exchange.requestId !== undefined) details.requestId = exchange.requestId
  if (exchange.raw !== undefined) details.raw = exchange.raw
  return details
}

function accountOf(accounting: Accounting, { rename, foreign = [] }: Paths): Accounting {
  return renameAccounting(accounting, rename ?? ((path) => path), foreign)
}

function handlerOf<O extends Operation>(provider: TierProvider, operation: O): OperationHandler<O> {
  refuse(provider, operation, operation)
  const handler = provider.operations[operation]
  if (handler !== undefined) return handler
  throw new RungsError({
    code: 'unsupported',
    message: `${operation}: the ${provider.name} adapter does not have this operation. Update the adapter, or ask supports('${operation}') first.`,
  })
}

function refuse(provider: TierProvider, key: CapabilityKey, path: string): void {
  const capability = provider.capabilities[key]
  if (capability?.support !== 'unsupported') return
  throw new RungsError({
    code: 'unsupported',
    message: `${path}: ${capability.reason} Nothing was sent.`,
    issues: [{ path, message: capability.reason }],
  })
}
