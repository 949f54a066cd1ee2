import type { Context } from './context.js'
import { invalidFields } from './errors.js'
import { Fields, isGuid } from './fields.js'
import { post, readAdjustment } from './points.js'
import { pageOf, pagingOfQuery, readSort, selectAccounts } from './selection.js'
import { accountShape } from './shapes.js'

const everything = { filter: null, sort: [], expression: null, contactIds: null }
const empty = new Fields({}, '')

/** The key of the list is `loyaltyAccounts` here, as the SDK reads it, and `accounts` elsewhere. */
export const queryAccounts = (context: Context): object => {
  const query = context.body.object('query') ?? empty
  const paging = query.object('cursorPaging')
  context.body.check()
  const sort = readSort(query, 'query.sort')
  query.check()
  const asked = { ...everything, filter: query.raw('filter') ?? null, sort }
  const path = { filter: 'query.filter', cursor: 'query.cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(context, asked, paging, path)
  return { loyaltyAccounts: items.map(accountShape), pagingMetadata }
}

const expressionOf = (search: Fields | undefined): string | null =>
  search?.text('expression', { max: 100 }) ?? null

export const searchAccounts = (context: Context): object => {
  const search = context.body.object('search') ?? empty
  const expression = expressionOf(search.object('search'))
  const paging = search.object('cursorPaging')
  context.body.check()
  const sort = readSort(search, 'search.sort')
  search.check()
  const asked = { ...everything, filter: search.raw('filter') ?? null, sort, expression }
  const path = { filter: 'search.filter', cursor: 'search.cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(context, asked, paging, path)
  return { accounts: items.map(accountShape), pagingMetadata }
}

export const countAccounts = (context: Context): object => {
  const expression = expressionOf(context.body.object('search'))
  context.body.check()
  const asked = { ...everything, filter: context.body.raw('filter') ?? null, expression }
  return { count: selectAccounts(context, asked, 'filter').length }
}

const MAX_CONTACTS = 50

export const listAccounts = (context: Context): object => {
  const contactIds = context.query.getAll('contactIds').map((id) => id.toLowerCase())
  if (contactIds.length > MAX_CONTACTS)
    throw invalidFields([
      { field: 'contactIds', description: 'must have 50 items or fewer', rule: 'MAX_SIZE', threshold: 50 },
    ])
  if (!contactIds.every(isGuid))
    throw invalidFields([{ field: 'contactIds', description: 'must be GUIDs', rule: 'FORMAT' }])
  const asked = { ...everything, contactIds: contactIds.length === 0 ? null : contactIds }
  const path = { filter: 'filter', cursor: 'cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(context, asked, pagingOfQuery(context.query), path)
  return { accounts: items.map(accountShape), pagingMetadata }
}

/** Adjusts every account that a search finds, at once, though the answer is that of a job that goes on. */
export const bulkAdjustPoints = (context: Context): object => {
  const search = context.body.object('search')
  const expression = expressionOf(search?.object('search'))
  const amountFor = readAdjustment(context)
  const asked = { ...everything, filter: search?.raw('filter') ?? null, expression }
  for (const account of selectAccounts(context, asked, 'search.filter'))
    post(context, account, { kind: 'ADJUST', amount: amountFor(account), at: context.now })
  return { asyncJobId: crypto.randomUUID() }
}
