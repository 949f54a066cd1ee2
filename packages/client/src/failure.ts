import { type Issue, isRungsError, type Operation, RungsError } from '@rungs/model'
import { type Rename, renameIssues } from './given.js'

/** What every error of a call says about the call. */
export interface Where {
  provider: string
  operation: Operation
}

/** The error that the caller gets: always a {@link RungsError}, always saying where, in the user's own paths. */
export function failureOf(error: unknown, where: Where, rename?: Rename): RungsError {
  if (!isRungsError(error)) return defect(error, where)
  const complete = error.provider !== undefined && error.operation !== undefined
  if (complete && (rename === undefined || error.issues.length === 0)) return error
  const issues: Issue[] = rename === undefined ? [...error.issues] : renameIssues(error.issues, rename)
  const message = rename === undefined ? error.message : renamedMessage(error, issues)
  const failure = new RungsError({ ...where, ...error, message, issues, cause: error.cause })
  if (error.stack !== undefined) failure.stack = error.stack.replace(error.message, message)
  return failure
}

function renamedMessage(error: RungsError, issues: readonly Issue[]): string {
  return error.issues.reduce(
    (message, issue, index) => message.replace(issue.path, issues[index]?.path ?? issue.path),
    error.message,
  )
}

/** Something that an adapter did not foresee. */
function defect(error: unknown, where: Where): RungsError {
  const what = error instanceof Error ? error.message : String(error)
  return new RungsError({
    ...where,
    code: 'unexpected_response',
    message: `The ${where.provider} adapter failed in a way that it does not explain: ${what}`,
    cause: error,
  })
}
