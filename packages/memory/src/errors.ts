import { type ErrorCode, type Issue, RungsError } from '@rungs/model'

/** The provider's name, as it stands in errors and under `vendor`. */
export const providerName = 'memory'

/** A failure of this provider. */
export function failure(code: ErrorCode, message: string, issues?: Issue[]): RungsError {
  return new RungsError({ code, message, provider: providerName, issues })
}

/** A failure that one path of the input is the cause of. */
export function failureAt(code: ErrorCode, path: string, message: string): RungsError {
  return failure(code, `${path}: ${message}`, [{ path, message }])
}

/** There is nothing of this id. */
export function notFound(what: 'tier' | 'member', id: string): RungsError {
  const shown = id.length > 60 ? `of ${id.length} characters` : `'${id}'`
  const how = what === 'tier' ? 'List the tiers to see which there are.' : 'Enrol the member first.'
  return failure('not_found', `There is no ${what} with the id ${shown}. ${how}`)
}

/** The revision that was given is not the current one. */
export function staleRevision(what: string, given: string, current: string): RungsError {
  return failureAt(
    'conflict',
    'ifRevision',
    `the ${what} is at revision ${current}, not at '${given.slice(0, 60)}'. Nothing was changed: read it again and decide anew.`,
  )
}
