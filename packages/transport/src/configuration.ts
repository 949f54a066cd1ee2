import { RungsError } from '@rungs/model'

/** The error of a setting that is wrong. `message` says what was expected, and repeats no credential. */
export function configuration(path: string, message: string, provider: string): RungsError {
  return new RungsError({
    code: 'configuration',
    message: `${path}: ${message}.`,
    provider,
    issues: [{ path, message }],
  })
}
