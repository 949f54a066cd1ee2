import { isRungsError, type ProviderCall, RungsError } from '@rungs/model'
import { isOwnConflict } from './truthful.js'

/** Something that has a revision at the vendor. */
export type Revised = { readonly revision?: string | number | null | undefined }

/** A change under a revision. */
export interface RevisedChange<State extends Revised, Result> {
  /** The provider's name, for messages. */
  provider: string
  /** Reads what is to be changed, with its revision. */
  read(): Promise<State>
  /** What was read just before, where it was: the first round takes it. */
  first?: State
  /** Sends the change, made on what was read, under its revision. */
  write(current: State): Promise<Result>
  /** The result, where what is read later shows that the change was made; `undefined` where it does not. */
  foundIn(later: State, current: State): Result | undefined
  /** Whether an error says that the revision is not the current one. */
  isStale(error: RungsError): boolean
  /** The revision that the caller has seen; without one, a change of somebody else's is merged with. */
  ifRevision?: string | undefined
}

/**
 * Carries out a change under the revision that was read, so that nobody else's change is lost. One that came in
 * between is a conflict for a caller who named a revision; for others all begins anew with the state that it left,
 * as often as the call may retry. A change whose reply was lost is looked up.
 * @throws RungsError `conflict`; `outcome_unknown` where the state does not tell what became of the change.
 */
export async function revise<State extends Revised, Result>(
  change: RevisedChange<State, Result>,
  { retries }: Pick<ProviderCall, 'retries'>,
): Promise<Result> {
  const { ifRevision } = change
  for (let round = 0; ; round++) {
    const current = round === 0 && change.first !== undefined ? change.first : await change.read()
    if (ifRevision !== undefined && ifRevision !== String(current.revision)) throw stale(change, current)
    try {
      return await change.write(current)
    } catch (error) {
      if (!isRungsError(error)) throw error
      const own = isOwnConflict(error)
      const found = own ? await lookUp(change, current, error) : undefined
      if (found !== undefined) return found
      const again = own || change.isStale(error)
      if (!again || ifRevision !== undefined || round >= retries) throw own ? refused(error) : error
    }
  }
}

/** A change under a revision whose result is the new state. */
export interface Rewriting<State extends Revised, Change extends object>
  extends Omit<RevisedChange<State, State>, 'write' | 'foundIn'> {
  /** Sends the change, made on what was read, under its revision. */
  send(current: State, change: Change): Promise<State>
  /** Whether a state is as it was asked for. */
  holds(state: State, change: Change): boolean
}

/** Carries out a change of fields by {@link revise}; one of nothing only reads. @throws as that. */
export function rewrite<State extends Revised, Change extends object>(
  change: Change,
  how: Rewriting<State, Change>,
  call: Pick<ProviderCall, 'retries'>,
): Promise<State> {
  const isEmpty = Object.keys(change).length === 0
  const write = async (current: State) => (isEmpty ? current : how.send(current, change))
  const foundIn = (later: State) => (how.holds(later, change) ? later : undefined)
  return revise({ ...how, write, foundIn }, call)
}

/** The result where the state shows it; `undefined` where it shows that nothing was made of the change. */
async function lookUp<State extends Revised, Result>(
  change: RevisedChange<State, Result>,
  current: State,
  error: RungsError,
): Promise<Result | undefined> {
  // Whatever keeps the state from being read, the outcome stays as unknown as it is.
  const later = await change.read().catch(() => Promise.reject(error))
  const found = change.foundIn(later, current)
  if (found !== undefined || isNext(current, later)) return found
  throw error
}

/** Whether one change alone was made since, so that nothing but that one can be ours. Revisions count up by 1. */
export function isNext({ revision: before }: Revised, { revision: after }: Revised): boolean {
  const [from, to] = [before, after].map((value) =>
    /^\d{1,30}$/.test(`${value}`) ? BigInt(`${value}`) : undefined,
  )
  return from !== undefined && to === from + 1n
}

/** The one change that was made was somebody else's, so this one was refused. */
function refused(error: RungsError): RungsError {
  const message = 'It was changed meanwhile by somebody else: read it again, and repeat the change on that.'
  return new RungsError({ ...error, code: 'conflict', message, cause: error.cause })
}

function stale<State extends Revised>(
  { provider, ifRevision = '' }: RevisedChange<State, unknown>,
  { revision }: State,
): RungsError {
  const seen = ifRevision.slice(0, 40)
  const message = `the revision is ${revision}, not ${seen}: read it again, and repeat the change on that`
  const issues = [{ path: 'ifRevision', message }]
  return new RungsError({
    code: 'conflict',
    provider,
    message: `ifRevision: ${message}. Nothing was changed.`,
    issues,
  })
}
