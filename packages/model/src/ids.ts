import { RungsError } from './errors.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const unsafe = /[\u0000-\u001f\u007f/\\?#%]/

/**
 * Checks an id that will become part of a URL path: text of 1 to 255 characters, without control characters,
 * `/ \ ? # %`, and neither `.` nor `..`.
 * @throws RungsError `invalid_input` naming `path`.
 */
export function checkId(value: unknown, path: string): string {
  const problem = problemOf(value)
  if (problem === undefined) return value as string
  const message = `expected an id of 1 to 255 characters without / \\ ? # %, got ${problem}`
  throw new RungsError({ code: 'invalid_input', message: `${path}: ${message}`, issues: [{ path, message }] })
}

function problemOf(value: unknown): string | undefined {
  if (typeof value !== 'string')
    return value === null ? 'null' : value === undefined ? 'nothing' : typeof value
  if (value === '') return 'empty text'
  if (value.length > 255) return `${value.length} characters`
  if (value === '.' || value === '..') return 'a relative path'
  if (!value.isWellFormed()) return 'text that is not well-formed Unicode'
  return unsafe.test(value) ? 'text with such a character, or a control character' : undefined
}
