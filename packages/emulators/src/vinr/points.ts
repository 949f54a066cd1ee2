import { randomId } from '../core/ids.js'
import type { Context, World } from './context.js'
import { missingReference, notFound, VinrError } from './errors.js'
import { expansionOf } from './expand.js'
import { listPage, newestFirst, pageParams } from './paging.js'
import { balanceChanged } from './rules.js'
import { transactionShape, transactionView } from './shapes.js'
import { type Account, entryOf, type Transaction } from './state.js'

const types = ['credit', 'debit'] as const

/** The balance that a posting leads to; undefined where it cannot be held exactly. Below zero is the caller's to refuse. */
export const balanceAfter = (
  account: Account,
  { amount, type }: Pick<Transaction, 'amount' | 'type'>,
): number | undefined => {
  const after = account.points_balance + (type === 'credit' ? amount : -amount)
  return Number.isSafeInteger(after) ? after : undefined
}

/** Writes one posting whose result was found possible, and evaluates the account. */
export const post = (
  world: World,
  account: Account,
  posting: Pick<Transaction, 'amount' | 'type' | 'points_after' | 'reason' | 'created'>,
): Transaction => {
  const { amount, type, points_after, reason, created } = posting
  const id = randomId('pt_', 12)
  const transaction = { id, loyalty_account: account.id, amount, type, points_after, reason, created }
  world.state.transactions[id] = transaction
  account.points_balance = points_after
  world.emit('points_transaction.created', transactionShape(transaction))
  balanceChanged(world, account)
  return transaction
}

const possible = (
  context: Context,
  account: Account,
  posting: Pick<Transaction, 'amount' | 'type'>,
): number => {
  const after = balanceAfter(account, posting)
  if (after === undefined)
    context.input.refuseInteger('amount', 'leads to a balance that cannot be held exactly')
  if (after === undefined || after >= 0) return after ?? 0
  throw new VinrError(context.switches.over_debit_status, {
    code: 'balance_insufficient',
    message: `The balance of ${account.points_balance} points does not cover a debit of ${posting.amount}.`,
    param: 'amount',
  })
}

export const createTransaction = (context: Context): object => {
  const { input, state, seconds } = context
  input.only('loyalty_account', 'amount', 'type', 'reason', 'expand')
  for (const name of ['loyalty_account', 'amount', 'type']) input.required(name)
  const accountId = input.filledText('loyalty_account') ?? ''
  const amount = input.integer('amount') ?? 0
  if (amount < 1) input.refuseInteger('amount', 'must be positive; the direction is the type')
  const type = input.choice('type', types) ?? 'credit'
  const reason = input.text('reason') ?? null
  const expand = expansionOf(context, 'loyalty_account')
  const account = entryOf(state.accounts, accountId)
  if (account === undefined) throw missingReference('loyalty account', accountId, 'loyalty_account')
  const points_after = possible(context, account, { amount, type })
  const transaction = post(context, account, { amount, type, points_after, reason, created: seconds })
  return transactionView(context, transaction, expand)
}

export const getTransaction = (context: Context): object => {
  const { state, id, switches, input } = context
  input.only('expand')
  const expand = expansionOf(context, 'loyalty_account')
  const transaction = entryOf(state.transactions, id)
  if (transaction === undefined) throw notFound('points transaction', id, switches.not_found_param)
  return transactionView(context, transaction, expand)
}

export const listTransactions = (context: Context): object => {
  const { state, input } = context
  input.only('loyalty_account', 'type', 'expand', ...pageParams)
  const account = input.filledText('loyalty_account')
  const type = input.choice('type', types)
  const expand = expansionOf(context, 'loyalty_account')
  const transactions = newestFirst(state.transactions).filter(
    (transaction) =>
      (account === undefined || transaction.loyalty_account === account) &&
      (type === undefined || transaction.type === type),
  )
  return listPage(context, transactions, (transaction) => transactionView(context, transaction, expand))
}
