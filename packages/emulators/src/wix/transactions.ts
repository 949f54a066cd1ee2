import type { Context } from './context.js'
import { notFound } from './errors.js'
import { Fields } from './fields.js'
import type { Columns } from './filter.js'
import { pathGuid } from './path.js'
import { pageOf, readSort, type Source } from './selection.js'
import { dateOf } from './shapes.js'
import type { Posting, WixState } from './state.js'

/** A posting as one who looks at all accounts sees it: `amount` is what it did to the points. */
interface Transaction extends Posting {
  readonly accountId: string
}

/** What was redeemed or expired is negative (Loyalty Transaction object page: -50, -70). */
const signed = ({ kind, amount, before, after }: Posting): number => {
  if (kind === 'REDEEM' || kind === 'EXPIRE') return amount === 0 ? 0 : -amount
  return kind === 'REFUND' ? after - before : amount
}

const columns: Columns<Transaction> = {
  id: { kind: 'text', of: ({ id }) => id },
  accountId: { kind: 'text', of: ({ accountId }) => accountId },
  idempotencyKey: { kind: 'text', of: ({ idempotencyKey }) => idempotencyKey },
  transactionType: { kind: 'text', of: ({ kind }) => kind },
  amount: { kind: 'number', of: signed },
  description: { kind: 'text', of: ({ description }) => description },
  createdDate: { kind: 'date', of: ({ at }) => at },
}

const allOf = ({ accounts }: WixState): Transaction[] =>
  Object.values(accounts)
    .flatMap(({ id: accountId, postings }) => postings.map((posting) => ({ ...posting, accountId })))
    .sort((a, b) => a.at - b.at)

const source: Source<Transaction> = {
  columns,
  all: ({ state, switches }) =>
    switches.transactions_order === 'oldest_first' ? allOf(state) : allOf(state).reverse(),
}

const infoOf = ({ kind, before, after, appId, activityType, orderId }: Transaction): object => {
  const balances = { amountBefore: before, amountAfter: after }
  switch (kind) {
    case 'EARN':
      return {
        earnInfo: {
          ...(appId === null ? {} : { appId }),
          ...(activityType === null ? {} : { activityType }),
          ...(orderId === null ? {} : { orderId }),
        },
      }
    case 'ADJUST':
      return { adjustInfo: balances }
    case 'EXPIRE':
      return { expireInfo: balances }
    case 'REDEEM':
      return { redeemInfo: {} }
    case 'REFUND':
      return { refundInfo: {} }
  }
}

/** A transaction as it is on the wire (Loyalty Transaction object page). */
const transactionShape = (transaction: Transaction): object => {
  const { id, accountId, at, kind, description, idempotencyKey } = transaction
  return {
    id,
    accountId,
    createdDate: dateOf(at),
    amount: signed(transaction),
    transactionType: kind,
    ...(description === null ? {} : { description }),
    ...(idempotencyKey === null ? {} : { idempotencyKey }),
    ...infoOf(transaction),
  }
}

export const getTransaction = ({ state, id }: Context): object => {
  const wanted = pathGuid(id, 'loyaltyTransactionId')
  const transaction = allOf(state).find((candidate) => candidate.id === wanted)
  if (transaction === undefined) throw notFound()
  return { loyaltyTransaction: transactionShape(transaction) }
}

export const queryTransactions = (context: Context): object => {
  const query = context.body.object('query') ?? new Fields({}, '')
  const paging = query.object('cursorPaging')
  context.body.check()
  const sort = readSort(columns, query, 'query.sort')
  query.check()
  const asked = { filter: query.raw('filter') ?? null, sort, expression: null, contactIds: null }
  const path = { filter: 'query.filter', cursor: 'query.cursorPaging.cursor' }
  const { items, pagingMetadata } = pageOf(source, context, asked, paging, path)
  return { loyaltyTransactions: items.map(transactionShape), pagingMetadata }
}
