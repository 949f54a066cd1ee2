import { failure } from './errors.js'

/**
 * What stands where something is still to be written; delete it with its last use.
 * @throws RungsError `unexpected_response` that says what to write, and where.
 */
export function notWritten(file: string, what: string): never {
  throw failure('unexpected_response', `not written yet: ${what}, in ${file}.`)
}
