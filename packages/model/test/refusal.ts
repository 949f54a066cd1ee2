import { type Issue, isRungsError } from '../src/index.js'

/** The issues that a call is refused with. Any other outcome, or any other error, fails the test. */
export function refusalOf(call: () => unknown): readonly Issue[] {
  return errorOf(call).issues
}

/** The `invalid_input` that a call ends with. */
export function errorOf(call: () => unknown): Error & { issues: readonly Issue[] } {
  try {
    call()
  } catch (error) {
    if (isRungsError(error, 'invalid_input')) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

/** Issues as `path: message`; of an unknown key without those that are known, which have a test of their own. */
export function lines(issues: readonly Issue[]): string[] {
  return issues.map(
    ({ path, message }) => `${path}: ${message.replace(/^(unknown key); known are .*$/, '$1')}`,
  )
}
