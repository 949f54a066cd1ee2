import { type Issue, RungsError } from '@rungs/model'

/** A `configuration` error: where it is wrong, every path of it, and what to do. */
export function configurationError(
  where: string,
  issues: readonly Issue[],
  advice = '',
  cause?: unknown,
): RungsError {
  const lines = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const message = `${where}: ${lines.join('; ')}${advice === '' ? '' : `. ${advice}`}`
  return new RungsError({ code: 'configuration', message, issues, cause })
}
