import type { Accounting, Operation, OperationOutput } from '@rungs/model'
import { RungsError } from '@rungs/model'
import { DetailedCall } from '../call.js'
import type { Invoke, Prepared } from '../invoke.js'
import type { AnyCallOptions, Option } from '../options.js'
import { Previewed } from '../running.js'
import type { Call, Details } from '../types.js'

/** Starts a call. `extraOptions` names the options that this operation takes beside those of every call. */
export function run<O extends Operation>(
  invoke: Invoke,
  operation: O,
  prepare: (options: AnyCallOptions) => Prepared<O> | Promise<Prepared<O>>,
  options: AnyCallOptions | undefined,
  extraOptions?: readonly Option[],
): Call<OperationOutput<O>> {
  return new DetailedCall(invoke(operation, prepare, options, extraOptions))
}

/** What would become of every leaf of an input. The provider may read, but writes nothing. */
export function previewOf<O extends Operation>(
  invoke: Invoke,
  operation: O,
  prepare: (options: AnyCallOptions) => Prepared<O> | Promise<Prepared<O>>,
  options: AnyCallOptions | undefined,
): Call<Accounting> {
  return new DetailedCall(
    invoke(operation, prepare, options, [], 'preview').then(
      () => Promise.reject(unaccounted(operation)),
      (error: unknown) => {
        if (error instanceof Previewed) return detailsOf(error.accounting)
        throw error
      },
    ),
  )
}

function detailsOf(data: Accounting): Details<Accounting> {
  return { data, accounting: data, losses: data.losses, attempts: 0 }
}

function unaccounted(operation: Operation): RungsError {
  return new RungsError({
    code: 'unexpected_response',
    operation,
    message: `${operation}: the adapter carried out what was to be a preview, because it gives no account of its input. Report it to the adapter's makers.`,
  })
}

/** The revision that a change is tied to, where one was given. */
export function revision({ ifRevision }: AnyCallOptions): { ifRevision?: string } {
  return ifRevision === undefined ? {} : { ifRevision }
}
