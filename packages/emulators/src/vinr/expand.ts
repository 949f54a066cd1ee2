import type { Context } from './context.js'
import { badRequest } from './errors.js'
import type { Expansion } from './shapes.js'

/** The references that a request wants to see whole; on lists `data.tier` means the same as `tier`. */
export const expansionOf = ({ input }: Context, ...fields: readonly string[]): Expansion => {
  const wanted = (input.texts('expand') ?? []).map((path) => path.replace(/^data\./, ''))
  const unknown = wanted.find((path) => !fields.includes(path))
  if (unknown !== undefined)
    throw badRequest('parameter_invalid', `expand can name ${fields.join(' and ')} here.`, 'expand')
  return new Set(wanted)
}
