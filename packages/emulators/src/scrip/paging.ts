import type { Answer, Context } from './context.js'
import { invalidField } from './errors.js'

interface Limits {
  readonly normal: number
  readonly most: number
}

/** The limits of lists whose own page names none (introduction page). */
const usual: Limits = { normal: 50, most: 200 }

const limitOf = (query: URLSearchParams, { normal, most }: Limits): number => {
  const text = query.get('limit')
  if (text === null) return normal
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > most)
    throw invalidField('limit', `must be a whole number from 1 to ${most}`, `1-${most}`)
  return limit
}

const cursorOf = (name: string): string => Array.from(new TextEncoder().encode(name), hex).join('')

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

const positionOf = (names: readonly string[], cursor: string | null): number => {
  if (cursor === null) return 0
  const position = names.findIndex((name) => cursorOf(name) === cursor)
  if (position === -1) throw invalidField('cursor', 'is not a cursor of this list')
  return position + 1
}

/**
 * One page of a list in the order of creation, which no later write disturbs. The cursor names the last item shown;
 * `nameOf` is unique in the list.
 */
export const listPage = <T>(
  { query }: Pick<Context, 'query'>,
  items: readonly T[],
  nameOf: (item: T) => string,
  shape: (item: T) => object,
  limits = usual,
): Answer => {
  const limit = limitOf(query, limits)
  const start = positionOf(items.map(nameOf), query.get('cursor'))
  const page = items.slice(start, start + limit)
  const last = page.at(-1)
  const hasMore = start + limit < items.length
  return {
    status: 200,
    body: {
      data: page.map(shape),
      pagination: {
        has_more: hasMore,
        next_cursor: hasMore && last !== undefined ? cursorOf(nameOf(last)) : null,
      },
    },
  }
}

export const wholeList = (data: readonly object[]): Answer => ({
  status: 200,
  body: { data, pagination: { has_more: false, next_cursor: null } },
})
