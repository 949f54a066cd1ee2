import * as z from 'zod/mini'
import type { Context } from './context.js'
import { invalidFields } from './errors.js'
import { Fields } from './fields.js'
import { columnOf, compareScalars, compileFilter } from './filter.js'
import type { Account } from './state.js'

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
  /** The page lies after or before this account. */
  side: z.enum(['after', 'before']),
  id: z.string(),
})

export type Selection = z.infer<typeof selectionSchema>
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
export const readSort = (fields: Fields, path: string): Selection['sort'] =>
  fields.objects('sort', { min: 0, max: 10 }).map((item, index) => {
    const field = item.text('fieldName') ?? ''
    const order = item.choice('order', ['ASC', 'DESC'])
    item.check()
    columnOf(field, `${path}[${index}].fieldName`)
    return { field, descending: order === 'DESC' }
  })

const matchesText = (account: Account, expression: string): boolean =>
  [account.name, account.contactId, account.memberId].some((text) =>
    text?.toLowerCase().includes(expression.toLowerCase()),
  )

/** The accounts of a selection; equal ones in the order in which they were made. */
export const selectAccounts = (
  { state }: Pick<Context, 'state'>,
  { filter, sort, expression, contactIds }: Omit<Selection, 'limit'>,
  path: string,
): Account[] => {
  const predicate = compileFilter(filter, path)
  const columns = sort.map(({ field, descending }) => ({ ...columnOf(field, 'sort'), descending }))
  const accounts = Object.values(state.accounts).filter(
    (account) =>
      predicate(account) &&
      (expression === null || matchesText(account, expression)) &&
      (contactIds === null || contactIds.includes(account.contactId)),
  )
  return accounts.sort((a, b) => {
    for (const { of, descending } of columns) {
      const order = compareScalars(of(a), of(b))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
}

const startOf = (accounts: readonly Account[], cursor: Cursor | undefined, limit: number) => {
  if (cursor === undefined) return { start: 0, end: Math.min(accounts.length, limit) }
  const at = accounts.findIndex(({ id }) => id === cursor.id)
  if (cursor.side === 'before') return { start: Math.max(0, at - limit), end: Math.max(0, at) }
  return { start: at + 1, end: Math.min(accounts.length, at + 1 + limit) }
}

/** One page of a selection, from the cursor on where `cursorPaging` has one (API Query Language page). */
export const pageOf = (
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
  const accounts = selectAccounts(context, selection, path.filter)
  const { start, end } = startOf(accounts, cursor, limit ?? selection.limit)
  const items = accounts.slice(start, end)
  const [first, last] = [items[0], items.at(-1)]
  const here = { ...selection, limit: limit ?? selection.limit }
  const next =
    last !== undefined && end < accounts.length
      ? { next: written({ selection: here, side: 'after', id: last.id }) }
      : {}
  const prev =
    first !== undefined && start > 0
      ? { prev: written({ selection: here, side: 'before', id: first.id }) }
      : {}
  const pagingMetadata = {
    count: items.length,
    cursors: { ...next, ...prev },
    hasNext: end < accounts.length,
  }
  return { items, pagingMetadata }
}

/** Cursor paging of a query string: `cursorPaging.limit` and `cursorPaging.cursor`. */
export const pagingOfQuery = (query: URLSearchParams): Fields => {
  const limit = query.get('cursorPaging.limit')
  const number = limit !== null && /^\d{1,9}$/.test(limit) ? Number(limit) : limit
  return new Fields({ limit: number, cursor: query.get('cursorPaging.cursor') }, 'cursorPaging')
}
