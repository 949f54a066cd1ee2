import type { Operation, OperationOutput } from '@rungs/model'
import { DetailedCall } from '../call.js'
import type { Invoke, Prepared } from '../invoke.js'
import type { AnyCallOptions } from '../options.js'
import type { Call } from '../types.js'

/** Starts a call. `extraOptions` names the options that this operation takes beside those of every call. */
export function run<O extends Operation>(
  invoke: Invoke,
  operation: O,
  prepare: (options: AnyCallOptions) => Prepared<O> | Promise<Prepared<O>>,
  options: AnyCallOptions | undefined,
  extraOptions?: readonly string[],
): Call<OperationOutput<O>> {
  return new DetailedCall(invoke(operation, prepare, options, extraOptions))
}

/** The revision that a change is tied to, where one was given. */
export function revision({ ifRevision }: AnyCallOptions): { ifRevision?: string } {
  return ifRevision === undefined ? {} : { ifRevision }
}
