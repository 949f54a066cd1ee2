import * as z from 'zod/mini'
import type { Context } from './context.js'
import { invalidFields } from './errors.js'
import { Fields } from './fields.js'
import { type Columns, columnOf, compareScalars, compileFilter } from './filter.js'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 100

/** What is asked for; a cursor carries it along, as the requests of further pages do not repeat it. */
const selectionSchema = z.strictObject({
  filter: z.unknown(),
  sort: z.array(z.strictObject({ field: z.string(), descending: z.boolean() })),
  expression: z.nullable(z.string()),
  contactIds: z.nullable(z.array(z.string())),
  limit: z.int().check(z.gte(1), z.lte(MAX_LIMIT)),
})

const cursorSchema = z.strictObject({
  selection: selectionSchema,
  /** The page lies after or before this item. */
  side: z.enum(['after', 'before']),
  id: z.string(),
})

export type Selection = z.infer<typeof selectionSchema>

/** What is selected from: all items in their order, and what a filter and a sort can name. */
export interface Source<T extends { readonly id: string }> {
  readonly columns: Columns<T>
  all(context: Pick<Context, 'state' | 'switches'>): T[]
  /** Whether an item fits what is neither filter nor sort. Default: it does. */
  fits?(item: T, selection: Pick<Selection, 'expression' | 'contactIds'>): boolean
}
type Cursor = z.infer<typeof cursorSchema>

const written = (cursor: Cursor): string => btoa(encodeURIComponent(JSON.stringify(cursor)))

const readCursor = (text: string, field: string): Cursor => {
  try {
    return z.parse(cursorSchema, JSON.parse(decodeURIComponent(atob(text))))
  } catch {
    throw invalidFields([{ field, description: 'must be a cursor of an earlier answer', rule: 'FORMAT' }])
  }
}

/** The order in which pages go, from `[{ fieldName, order }]`. */
export const readSort = <T>(columns: Columns<T>, fields: Fields, path: string): Selection['sort'] =>
  fields.objects('sort', { min: 0, max: 10 }).map((item, index) => {
    const field = item.text('fieldName') ?? ''
    const order = item.choice('order', ['ASC', 'DESC'])
    item.check()
    columnOf(columns, field, `${path}[${index}].fieldName`)
    return { field, descending: order === 'DESC' }
  })

/** The items of a selection; equal ones in the order of the source. */
export const select = <T extends { readonly id: string }>(
  source: Source<T>,
  context: Pick<Context, 'state' | 'switches'>,
  selection: Omit<Selection, 'limit'>,
  path: string,
): T[] => {
  const predicate = compileFilter(source.columns, selection.filter, path)
  const columns = selection.sort.map(({ field, descending }) => ({
    ...columnOf(source.columns, field, 'sort'),
    descending,
  }))
  const items = source
    .all(context)
    .filter((item) => predicate(item) && source.fits?.(item, selection) !== false)
  return items.sort((a, b) => {
    for (const { of, descending } of columns) {
      const order = compareScalars(of(a), of(b))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
}

const startOf = (items: readonly { readonly id: string }[], cursor: Cursor | undefined, limit: number) => {
  if (cursor === undefined) return { start: 0, end: Math.min(items.length, limit) }
  const at = items.findIndex(({ id }) => id === cursor.id)
  if (cursor.side === 'before') return { start: Math.max(0, at - limit), end: Math.max(0, at) }
  return { start: at + 1, end: Math.min(items.length, at + 1 + limit) }
}

/** One page of a selection, from the cursor on where `cursorPaging` has one (API Query Language page). */
export const pageOf = <T extends { readonly id: string }>(
  source: Source<T>,
  context: Context,
  asked: Omit<Selection, 'limit'>,
  paging: Fields | undefined,
  path: { filter: string; cursor: string },
) => {
  const limit = paging?.integer('limit', { min: 1, max: MAX_LIMIT })
  const text = paging?.text('cursor')
  paging?.check()
  const cursor = text === undefined || text === '' ? undefined : readCursor(text, path.cursor)
  const selection = cursor?.selection ?? { ...asked, limit: limit ?? DEFAULT_LIMIT }
  const found = select(source, context, selection, path.filter)
  const { start, end } = startOf(found, cursor, limit ?? selection.limit)
  const items = found.slice(start, end)
  const [first, last] = [items[0], items.at(-1)]
  const here = { ...selection, limit: limit ?? selection.limit }
  const next =
    last !== undefined && end < found.length
      ? { next: written({ selection: here, side: 'after', id: last.id }) }
      : {}
  const prev =
    first !== undefined && start > 0
      ? { prev: written({ selection: here, side: 'before', id: first.id }) }
      : {}
  const pagingMetadata = {
    count: items.length,
    cursors: { ...next, ...prev },
    hasNext: end < found.length,
  }
  return { items, pagingMetadata }
}

/** Cursor paging of a query string: `cursorPaging.limit` and `cursorPaging.cursor`. */
export const pagingOfQuery = (query: URLSearchParams): Fields => {
  const limit = query.get('cursorPaging.limit')
  const number = limit !== null && /^\d{1,9}$/.test(limit) ? Number(limit) : limit
  return new Fields({ limit: number, cursor: query.get('cursorPaging.cursor') }, 'cursorPaging')
}
