import { type Issue, isRungsError, type Operation, RungsError } from '@rungs/model'
import { type Rename, renameIssues } from './given.js'

/** What every error of a call says about the call. */
export interface Where {
  provider: string
  operation: Operation
}

/** The error that the caller gets: always a {@link RungsError}, always saying where, in the user's own paths. */
export function failureOf(error: unknown, where: Where, rename?: Rename): RungsError {
  return isRungsError(error) ? told(error, where, rename) : defect(error, where)
}

function told(error: RungsError, where: Where, rename?: Rename): RungsError {
  const complete = error.provider !== undefined && error.operation !== undefined
  if (complete && (rename === undefined || error.issues.length === 0)) return error
  const issues: Issue[] = rename === undefined ? [...error.issues] : renameIssues(error.issues, rename)
  const message = rename === undefined ? error.message : renamedMessage(error, rename)
  const failure = new RungsError({ ...where, ...error, message, issues, cause: error.cause })
  if (error.stack !== undefined) failure.stack = error.stack.replace(error.message, () => message)
  return failure
}

function renamedMessage({ issues, message }: RungsError, rename: Rename): string {
  return issues.reduce((text, { path }) => text.replace(path, () => rename(path)), message)
}

/** A frame of the runtime's own modules. */
const internal = /[ (]node\W[a-z]/

/**
 * Ends the stack of an error where the app made the call. An error that is made when a reply comes knows nothing of
 * it; V8 does, as long as `call`, whose promise is about to be rejected, runs.
 */
export function calledFrom(error: RungsError, call: (...args: never[]) => unknown): RungsError {
  const here: { stack?: string } = {}
  Error.captureStackTrace?.(here, call)
  const callers = (here.stack ?? '').split('\n').slice(1)
  const { stack = '' } = error
  const missing = callers.filter((line) => !internal.test(line) && !stack.includes(lineOf(line)))
  if (missing.length > 0) error.stack = [stack, ...missing].join('\n')
  return error
}

/** A frame's file and line, without the column: a call and the wait for it stand at two. */
function lineOf(frame: string): string {
  return frame.replace(/^.*?(\S+:\d+):\d+\)?$/, '$1')
}

/** Something that an adapter did not foresee. */
function defect(error: unknown, where: Where): RungsError {
  // Text of anything else may throw in its turn.
  const thrown = typeof error === 'string' ? error : `it threw ${error === null ? 'null' : typeof error}`
  const what = error instanceof Error ? error.message : thrown
  return new RungsError({
    ...where,
    code: 'unexpected_response',
    message: `The ${where.provider} adapter failed in a way that it does not explain: ${what}`,
    cause: error,
  })
}
