import { type Issue, RungsError } from '@rungs/model'

/** Ends with `invalid_input` naming every issue; does nothing when there are none. */
export function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw refusal(issues)
}

/** An `invalid_input` about one path. */
export function invalid(path: string, message: string): RungsError {
  return refusal([{ path, message }])
}

function refusal(issues: readonly Issue[]): RungsError {
  const shown = issues.slice(0, 20).map(({ path, message }) => `${path}: ${message}`)
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : ''
  return new RungsError({ code: 'invalid_input', message: shown.join('; ') + more, issues })
}

/** What a value is, for a message. Text is not repeated: it may be secret or huge. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string')
    return value.length > 40 ? `text of ${value.length} characters` : `'${value}'`
  return typeof value === 'object' ? 'an object' : String(value)
}

/** Whether a value is a plain object and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
