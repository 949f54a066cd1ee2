import type { Accounting, Issue, Loss, ProviderCall } from '@rungs/model'
import type { Failure } from './failure.js'
import type { ReasonOf } from './reasons.js'

/** What became of an input: the account of every leaf, and what makes it invalid for the vendor. */
export interface Translated {
  /** What became of every leaf. */
  accounting: Accounting
  /** Nothing may be sent where there are any. */
  issues: Issue[]
  /** What the vendor cannot do without, and the input lacks: the call ends there whatever `onLoss` says. */
  missing?: Loss | undefined
}

/**
 * Hands over what became of an input, before the first request, and gives the translation back.
 * @throws RungsError `invalid_input` where there are issues; `unsupported` for what is missing, and for losses, unless
 * they are only reported.
 */
export function settled<Translation extends Translated>(
  translation: Translation,
  call: Pick<ProviderCall, 'settle'>,
  failure: Failure,
): Translation {
  const { issues, accounting, missing } = translation
  if (issues.length > 0) throw failure('invalid_input', issues)
  call.settle(accounting, missing)
  if (missing === undefined) return translation
  throw failure('unsupported', [{ path: missing.path, message: missing.reason }])
}

/** The one part of a translation that is sent, {@link settled}. @throws as that, also where the part is not there. */
export function settledPart<Part extends string, Value>(
  part: Part,
  translation: Translated & { [key in Part]?: Value },
  call: Pick<ProviderCall, 'settle'>,
  failure: Failure,
): Value {
  const value = settled(translation, call, failure)[part]
  if (value !== undefined) return value
  throw failure(
    'unsupported',
    translation.accounting.losses.map(({ path, reason }) => ({ path, message: reason })),
  )
}

/** @throws RungsError `unsupported` when a revision was given to a vendor that keeps none. */
export function refuseRevision(ifRevision: string | undefined, failure: Failure, reasonOf: ReasonOf): void {
  if (ifRevision === undefined) return
  throw failure('unsupported', [{ path: 'ifRevision', message: reasonOf('guarantee.revisions') }])
}
