import * as z from 'zod/mini'
import { EmulatorError, type EmulatorIssue } from './error.js'

const english = z.locales.en().localeError

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')

const issuesOf = (issue: z.core.$ZodIssue): EmulatorIssue[] => {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathText(issue.path), message: issue.message }]
  return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: 'unknown field' }))
}

/** The value as the schema says, or an `invalid_input` error that names each bad field. */
export const parseWith = <T>(schema: z.ZodMiniType<T>, value: unknown, what: string): T => {
  const result = z.safeParse(schema, value, { error: english })
  if (result.success) return result.data
  const issues = result.error.issues.flatMap(issuesOf)
  const lines = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  throw new EmulatorError('invalid_input', `${what}: ${lines.join('; ')}`, issues)
}
