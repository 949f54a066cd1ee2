import { type Call, headerOf } from '../core/call.js'
import { unreadable } from './errors.js'
import { Fields } from './fields.js'

/** How deep a body may be nested; no field that Wix knows comes near. */
const MAX_DEPTH = 100

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Looks at everything, also at what no field names, without recursion. */
const checkTree = (root: unknown): void => {
  const open: [value: unknown, depth: number][] = [[root, 1]]
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const [value, depth] = entry
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) throw unreadable(`The body is nested deeper than ${MAX_DEPTH}`)
    if (!Array.isArray(value) && Object.hasOwn(value, '__proto__'))
      throw unreadable('The body has a field that cannot be read')
    for (const child of Object.values(value)) open.push([child, depth + 1])
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('The body is no JSON')
  }
}

/**
 * The JSON object of a body; without a body it is empty. Fields that Wix does not know are ignored, as its clients send
 * read-only ones too. Throws 400 for another content type, for what is no JSON object, and for what is nested too deep.
 */
export const bodyOf = (call: Call): Fields => {
  if (call.method === 'GET' || call.body.trim() === '') return new Fields({}, '')
  const type = headerOf(call, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== 'application/json')
    throw unreadable(`The content type "${type.slice(0, 100)}" is not supported`)
  const value = parsed(call.body)
  if (!isObject(value)) throw unreadable('The body is no JSON object')
  checkTree(value)
  return new Fields(value, '')
}
