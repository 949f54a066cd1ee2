import { accountSource } from './account-source.js'
import type { Context } from './context.js'
import { invalidFields } from './errors.js'
import { Fields, isGuid } from './fields.js'
import { startAdjusting } from './jobs.js'
import { readAdjustment } from './points.js'
import { pageOf, pagingOfQuery, readSort, select } from './selection.js'
import { accountShape } from './shapes.js'

const everything = { filter: null, sort: [], expression: null, contactIds: null }
const empty = new Fields({}, '')

/** The key of the list is `loyaltyAccounts` here, as the SDK reads it, and `accounts` elsewhere. */
export const queryAccounts = (context: Context): object => {
  const query = context.body.object('query') ?? empty
  const paging = query.object('cursorPaging')
  context.body.check()
  const sort = readSort(accountSource.columns, query, 'query.sort')
  query.check()
  const asked = { ...everything, filter: query.raw('filter') ?? null, sort }
  const path = { filter: 'query.filter', cursor: 'query.cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(accountSource, context, asked, paging, path)
  return { loyaltyAccounts: items.map(accountShape), pagingMetadata }
}

const expressionOf = (search: Fields | undefined): string | null =>
  search?.text('expression', { max: 100 }) ?? null

export const searchAccounts = (context: Context): object => {
  const search = context.body.object('search') ?? empty
  const expression = expressionOf(search.object('search'))
  const paging = search.object('cursorPaging')
  context.body.check()
  const sort = readSort(accountSource.columns, search, 'search.sort')
  search.check()
  const asked = { ...everything, filter: search.raw('filter') ?? null, sort, expression }
  const path = { filter: 'search.filter', cursor: 'search.cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(accountSource, context, asked, paging, path)
  return { accounts: items.map(accountShape), pagingMetadata }
}

export const countAccounts = (context: Context): object => {
  const expression = expressionOf(context.body.object('search'))
  context.body.check()
  const asked = { ...everything, filter: context.body.raw('filter') ?? null, expression }
  return { count: select(accountSource, context, asked, 'filter').length }
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
  const { items, pagingMetadata } = pageOf(accountSource, context, asked, pagingOfQuery(context.query), path)
  return { accounts: items.map(accountShape), pagingMetadata }
}

/** Starts a job that adjusts every account that a search finds (Bulk Adjust Points page). */
export const bulkAdjustPoints = (context: Context): object => {
  const search = context.body.object('search')
  const expression = expressionOf(search?.object('search'))
  const adjustment = readAdjustment(context)
  const asked = { ...everything, filter: search?.raw('filter') ?? null, expression }
  const accounts = select(accountSource, context, asked, 'search.filter').map(({ id }) => id)
  return { asyncJobId: startAdjusting(context, accounts, adjustment).id }
}
