import { RungsError } from '@rungs/model'

/** A dot segment, also in the percent-encoded spelling that URL parsers treat alike. */
const dotSegment = /\/(\.|%2e){1,2}(\/|$)/i

/**
 * A request path with every parameter percent-encoded, so that it stays one segment: path`/v1/tiers/${id}`.
 * @throws RungsError `invalid_input` for a parameter that is empty, `.`, `..`, not text, or not well-formed
 * Unicode: a URL cannot hold these as a segment. Nothing was sent.
 */
export function path(strings: TemplateStringsArray, ...parameters: string[]): string {
  let result = strings[0] ?? ''
  for (let index = 0; index < parameters.length; index++) {
    result += encode(parameters[index], index) + (strings[index + 1] ?? '')
  }
  if (parameters.length > 0 && dotSegment.test(result)) throw refused(0, "'.' and '..' cannot be a segment")
  return result
}

function encode(parameter: unknown, index: number): string {
  if (typeof parameter !== 'string')
    throw refused(index, `got ${parameter === null ? 'null' : typeof parameter}`)
  if (parameter === '') throw refused(index, 'got empty text')
  if (!parameter.isWellFormed()) throw refused(index, 'got text that is not well-formed Unicode')
  return encodeURIComponent(parameter)
}

function refused(index: number, problem: string): RungsError {
  const where = `path parameter ${index + 1}`
  const message = `expected text that can be one segment of a URL path, ${problem}`
  return new RungsError({
    code: 'invalid_input',
    message: `${where}: ${message}. Nothing was sent.`,
    issues: [{ path: where, message }],
  })
}
