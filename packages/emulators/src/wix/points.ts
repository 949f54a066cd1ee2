import { randomUuid } from '../core/ids.js'
import type { Context, World } from './context.js'
import { notFound, refusal } from './errors.js'
import { accountPointsUpdated, accountUpdated } from './events.js'
import { pathGuid } from './path.js'
import { checkRevision } from './revision.js'
import { rewardsMayChange } from './rewards.js'
import { pointsChanged } from './rules.js'
import { accountShape } from './shapes.js'
import { type Account, entryOf, type Posting } from './state.js'

const MAX_AMOUNT = 9_999_999
const MAX_BALANCE = 999_999_999

type Totals = Pick<Account, 'balance' | 'earned' | 'adjusted' | 'redeemed' | 'expired'>

/** What a posting does to the totals of an account: balance = earned + adjusted - redeemed (Loyalty Account object page). */
const totalsAfter = (
  account: Account,
  { kind, amount }: Pick<Posting, 'kind' | 'amount'>,
  world: World,
): Totals => {
  const { balance, earned, adjusted, redeemed, expired } = account
  const totals = { balance, earned, adjusted, redeemed, expired }
  switch (kind) {
    case 'EARN':
      return { ...totals, earned: earned + amount, balance: balance + amount }
    case 'ADJUST':
      return { ...totals, adjusted: adjusted + amount, balance: balance + amount }
    case 'REDEEM':
      return { ...totals, redeemed: redeemed + amount, balance: balance - amount }
    case 'REFUND': {
      const taken = world.switches.refund_direction === 'takes' ? amount : -amount
      return { ...totals, redeemed: redeemed + taken, balance: balance - taken }
    }
    case 'EXPIRE': {
      const lowered = world.switches.expiry_and_balance === 'lowers' ? amount : 0
      return { ...totals, expired: expired + amount, balance: balance - lowered }
    }
  }
}

/** What a transaction tells beside its points. */
type About = Pick<Posting, 'appId' | 'idempotencyKey' | 'description' | 'activityType' | 'orderId'>

const nothingMore: About = {
  appId: null,
  idempotencyKey: null,
  description: null,
  activityType: null,
  orderId: null,
}

/** Writes one posting, and nothing when it leads below 0 or to totals that cannot be held exactly; then undefined. */
export const post = (
  world: World,
  account: Account,
  posting: Pick<Posting, 'kind' | 'amount' | 'at'> & Partial<About>,
): Posting | undefined => {
  const totals = totalsAfter(account, posting, world)
  if (totals.balance < 0 || !Object.values(totals).every(Number.isSafeInteger)) return undefined
  const { kind, amount, at, ...about } = posting
  const balance = { before: account.balance, after: totals.balance }
  const written: Posting = { id: randomUuid(), kind, amount, at, ...balance, ...nothingMore, ...about }
  account.postings.push(written)
  Object.assign(account, totals)
  account.revision += 1
  account.updated = world.now
  account.lastActivity = posting.at
  accountUpdated(world, account)
  accountPointsUpdated(world, account)
  pointsChanged(world, account)
  rewardsMayChange(world, account, 'BALANCE_UPDATED')
  return written
}

export const accountOf = ({ state, id }: Context, field: string): Account => {
  const account = entryOf(state.accounts, pathGuid(id, field))
  if (account === undefined) throw notFound()
  return account
}

const TEXT = { min: 1, max: 100 }

/** The same idempotency key on the same account is the same request again: it earns nothing more (Earn Points page). */
export const earnPoints = (context: Context): object => {
  const { body, now } = context
  pathGuid(context.id, 'accountId')
  for (const name of ['amount', 'appId', 'idempotencyKey']) body.required(name)
  const amount = body.integer('amount', { min: 1, max: MAX_AMOUNT }) ?? 0
  const about: About = {
    appId: body.text('appId', TEXT) ?? null,
    idempotencyKey: body.text('idempotencyKey', { min: 1, max: 256 }) ?? null,
    description: body.text('description', TEXT) ?? null,
    activityType: body.text('activityType', { max: 100 }) ?? null,
    orderId: body.text('orderId', { max: 512 }) ?? null,
  }
  const key = `key ${about.idempotencyKey}`
  body.check()
  const account = accountOf(context, 'accountId')
  const earlier = entryOf(account.keys, key)
  if (earlier !== undefined) return { account: accountShape(account), transactionId: earlier }
  const posting = post(context, account, { kind: 'EARN', amount, at: now, ...about })
  if (posting === undefined) throw refusal(400, 'INVALID_ARGUMENT', 'The balance would be too large')
  account.keys[key] = posting.id
  return { account: accountShape(account), transactionId: posting.id }
}

/** What an adjustment asks for: a balance, or an amount to add. */
export type Adjustment = { readonly balance: number } | { readonly amount: number }

/** `balance` wins over `amount` (Adjust Points page). Checks what it reads. */
export const readAdjustment = ({ body }: Pick<Context, 'body'>): Adjustment => {
  const balance = body.integer('balance', { min: 0, max: MAX_BALANCE })
  const amount = body.integer('amount', { min: -MAX_AMOUNT, max: MAX_AMOUNT })
  if (balance === undefined && amount === undefined) body.required('amount')
  if (balance === undefined && amount === 0) body.refuse('amount', 'FORMAT', 'must not be 0')
  body.check()
  return balance === undefined ? { amount: amount ?? 0 } : { balance }
}

export const adjusted = (adjustment: Adjustment, { balance }: Account): number =>
  'amount' in adjustment ? adjustment.amount : adjustment.balance - balance

export const adjustPoints = (context: Context): object => {
  const { body, switches, now } = context
  pathGuid(context.id, 'accountId')
  const revision = body.revision('revision')
  const description = body.text('description', TEXT) ?? null
  const adjustment = readAdjustment(context)
  const account = accountOf(context, 'accountId')
  checkRevision(context, { entityId: account.id, current: account.revision, field: 'revision' }, revision)
  const posting = post(context, account, {
    kind: 'ADJUST',
    amount: adjusted(adjustment, account),
    at: now,
    description,
  })
  if (posting === undefined)
    throw refusal(switches.negative_balance_status, 'NEGATIVE_BALANCE', 'The balance must not go below 0')
  return { account: accountShape(account), transactionId: posting.id }
}
