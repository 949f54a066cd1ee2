import { invalidField } from './errors.js'
import { instantText } from './input.js'

const timeIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name)
  if (text === null) return undefined
  if (!instantText.safeParse(text).success) throw invalidField(name, 'expected RFC 3339')
  return Date.parse(text)
}

/** Tells whether an instant is in the span of two parameters, both ends included. Throws 400 for what is no time. */
export const spanIn = (query: URLSearchParams, from: string, to: string): ((at: number) => boolean) => {
  const least = timeIn(query, from) ?? -Infinity
  const most = timeIn(query, to) ?? Infinity
  return (at) => at >= least && at <= most
}

const oneOf = (query: URLSearchParams, name: string, words: readonly string[]): string | undefined => {
  const word = query.get(name)
  if (word !== null && !words.includes(word)) throw invalidField(name, `must be one of ${words.join(', ')}`)
  return word ?? undefined
}

/**
 * Items by `sort_by` and `sort_dir`; what is equal stays in the order of creation, or in that turned round. Throws 400
 * for a field that the list is not sorted by.
 */
export const sortedBy = <T>(
  query: URLSearchParams,
  items: readonly T[],
  fields: Readonly<Record<string, (item: T) => string | number>>,
  normally: 'asc' | 'desc',
): T[] => {
  const field = fields[oneOf(query, 'sort_by', Object.keys(fields)) ?? 'created_at']
  const order = (a: T, b: T): number => {
    const [first, second] = [field?.(a) ?? 0, field?.(b) ?? 0]
    return first < second ? -1 : first > second ? 1 : 0
  }
  const ascending = items.toSorted(order)
  return (oneOf(query, 'sort_dir', ['asc', 'desc']) ?? normally) === 'asc' ? ascending : ascending.reverse()
}
