import { REDACTED } from '../core/redact.js'
import type { ReadEntry } from './read.js'
import { REDACTED_IN_URI, targetOf } from './uri.js'

/** A request in the form in which two are compared: every leaf of it under a name of its own. */
export interface Ask {
  readonly method: string
  readonly path: string
  /** `query.limit`, `form.name`, `body.benefits[0]`, ...: several values of one name stay in their order. */
  readonly leaves: ReadonlyMap<string, string>
}

interface Sent {
  method: string
  url: string
  contentType: string
  body: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every leaf of JSON; an empty object or list is a leaf itself. */
const jsonLeaves = (value: unknown, path: string): [string, string][] => {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item, index) => jsonLeaves(item, `${path}[${index}]`))
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, item]) => jsonLeaves(item, `${path}.${name}`))
  return [[path, JSON.stringify(value)]]
}

const pairLeaves = (pairs: URLSearchParams, path: string): [string, string][] => {
  const seen = new Map<string, number>()
  return [...pairs].map(([name, value]) => {
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return [`${path}.${name}${count === 0 ? '' : `#${count + 1}`}`, value]
  })
}

const bodyLeaves = (body: string, contentType: string): [string, string][] => {
  if (body === '') return []
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return pairLeaves(new URLSearchParams(body), 'form')
  try {
    return jsonLeaves(JSON.parse(body), 'body')
  } catch {
    return [['body', body]]
  }
}

/** The last name of a leaf: `order_id` of `body.orders[0].order_id`. */
const fieldOf = (leaf: string): string =>
  leaf
    .replace(/(?:\[\d*\]|#\d+)*$/, '')
    .split('.')
    .at(-1) ?? ''

/** A request as it is compared, without the fields that are not to be looked at. */
export const askOf = ({ method, url, contentType, body }: Sent, ignored: ReadonlySet<string>): Ask => {
  const { pathname, searchParams } = new URL(url)
  const path = targetOf(pathname).pathname.replaceAll(REDACTED_IN_URI, REDACTED)
  const leaves = [...pairLeaves(searchParams, 'query'), ...bodyLeaves(body, contentType.toLowerCase())]
  return {
    method: method.toUpperCase(),
    path,
    leaves: new Map(leaves.filter(([leaf]) => !ignored.has(fieldOf(leaf)))),
  }
}

export const recordedAsk = ({ request }: ReadEntry, ignored: ReadonlySet<string>): Ask => {
  const { method, url, headers, postData } = request
  const params = postData?.params?.map(({ name, value = '' }) => [name, value])
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value
  return askOf(
    {
      method,
      url,
      contentType: contentType ?? postData?.mimeType ?? '',
      body: postData?.text ?? new URLSearchParams(params ?? []).toString(),
    },
    ignored,
  )
}

/** What was redacted fits whatever is sent in its place. */
const fits = (recorded: string | undefined, asked: string | undefined): boolean => {
  if (recorded === asked) return true
  if (recorded === undefined || asked === undefined || !recorded.includes(REDACTED)) return false
  let rest = 0
  const parts = recorded.split(REDACTED)
  return parts.every((part, index) => {
    const at = index === parts.length - 1 ? asked.length - part.length : asked.indexOf(part, rest)
    if (at < rest || !asked.startsWith(part, at) || (index === 0 && at > 0)) return false
    rest = at + part.length
    return true
  })
}

/** Where two requests are not the same: `method`, `path`, and the names of leaves. */
export const differences = (recorded: Ask, asked: Ask): string[] => {
  const leaves = [...new Set([...recorded.leaves.keys(), ...asked.leaves.keys()])]
  return [
    ...(recorded.method === asked.method ? [] : ['method']),
    ...(fits(recorded.path, asked.path) ? [] : ['path']),
    ...leaves.filter((leaf) => !fits(recorded.leaves.get(leaf), asked.leaves.get(leaf))),
  ]
}
