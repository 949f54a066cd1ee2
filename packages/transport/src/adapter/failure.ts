import { type ErrorCode, type Issue, RungsError } from '@rungs/model'

/** Makes an error of an adapter; with issues, they make the message. */
export type Failure = (code: ErrorCode, issues: readonly Issue[] | string) => RungsError

/** How a provider makes the errors that no reply stands behind: those of inputs that it refuses before a request. */
export function failuresOf(provider: string): Failure {
  return (code, issues) => {
    if (typeof issues === 'string') return new RungsError({ code, provider, message: issues })
    return new RungsError({ code, provider, message: `${sentence(issues)}. Nothing was changed.`, issues })
  }
}

/** What was found. @throws RungsError `not_found` at a path of ours, where it is nothing. */
export function required<T>(found: T | undefined, path: string, message: string, failure: Failure): T {
  if (found !== undefined) return found
  throw failure('not_found', [{ path, message }])
}

/** Issues as one sentence without its full stop: `name: expected text; rank: expected a whole number`. */
export function sentence(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
}
