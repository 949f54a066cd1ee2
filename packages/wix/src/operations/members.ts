import {
  explainStanding,
  Ledger,
  type ProviderCall,
  type Standing,
  type Tier,
  type TierProvider,
} from '@rungs/model'
import { everyPage, isNext, present, revise, together } from '@rungs/transport'
import { capabilitiesOf, reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { recordOptions } from '../extras.js'
import { receiptOf, standingOf, tierOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { movementOf } from '../to-vendor.js'
import type { WixAccount, WixPointsReply } from '../wire.js'
import { Accounts, orNone } from './accounts.js'
import { isStale } from './common.js'
import { historyPage, movesOf } from './history.js'

type Operations = TierProvider['operations']

/** The handlers of members (Wix loyalty accounts pages). */
export function memberOperations(routes: Routes, settings: CheckedSettings): Operations {
  const accounts = new Accounts(routes.accounts, settings)
  const listed = async (call: ProviderCall): Promise<Tier[]> =>
    tiersOf((await routes.tiers.listTiers(call)).tiers)
  // Whatever has to be read is read before the write, so that a failing read never hides that it was made.
  const enroll: Operations['members.enroll'] = async ({ memberId, since }, call) => {
    const ledger = new Ledger({ since })
    call.settle(ledger.close(() => 'Wix dates a loyalty account by the time of the request'))
    const [found, tiers] = await together(accounts.find(memberId, call), listed(call))
    return standingOf(memberId, found ?? (await accounts.create(memberId, call)), tiers, call.clock)
  }
  const canEnroll = capabilitiesOf(settings)['members.enroll'].support !== 'unsupported'
  return {
    ...(canEnroll ? { 'members.enroll': enroll } : {}),
    'members.standing': async ({ memberId }, call) => (await standing(memberId, call))[0],
    'members.explain': async ({ memberId, at }, call) => {
      call.settle(new Ledger({ at }).close(() => reasonOf('explain.at')))
      const [held, tiers] = await standing(memberId, call)
      return explainStanding(tiers, held)
    },
    'members.history': async ({ memberId, ...query }, call) => {
      // A cursor that is none is refused before any request.
      historyPage([], query)
      const [account, program] = await together(
        accounts.get(memberId, call),
        routes.tiers.getTiersProgram(call),
      )
      const transactions = await everyPage((cursor) => transactionsOf(account, cursor, call), failure)
      const { durationInMonths } = program.programSettings.rollingWindow
      const tiers = tiersOf(program.tiers)
      return historyPage(movesOf(account, transactions, tiers, durationInMonths, call.clock.now()), query)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const { change: movement, accounting, issues } = movementOf(activity)
      if (issues.length > 0) throw failure('invalid_input', issues)
      call.settle(accounting)
      if (movement === undefined) {
        throw failure('unsupported', [{ path: 'type', message: reasonOf(`activity.${activity.type}`) }])
      }
      const account = await accounts.get(memberId, call)
      const move = movement.kind === 'earn' ? earn : adjust
      return receiptOf(memberId, await move(account, movement.amount, call), call.clock)
    },
  }

  async function standing(memberId: string, call: ProviderCall): Promise<[Standing, Tier[]]> {
    const [account, tiers] = await together(accounts.get(memberId, call), listed(call))
    const held = account.tier?.id
    if (held && tiers.every(({ id }) => id !== held)) {
      // It may have been made between the two replies; or it was deleted, and not taken away yet.
      const made = await orNone(routes.tiers.getTier(call, held))
      if (made !== undefined) tiers.push(tierOf(made))
    }
    return [standingOf(memberId, account, tiers, call.clock), tiers]
  }

  async function transactionsOf({ id }: WixAccount, cursor: string | undefined, call: ProviderCall) {
    const [limit, sort] = [100, [{ fieldName: 'createdDate', order: 'ASC' as const }]]
    const query =
      cursor === undefined ? { filter: { accountId: id }, sort } : { cursorPaging: { limit, cursor } }
    const page = await routes.transactions.queryLoyaltyTransactions(call, {
      cursorPaging: { limit },
      ...query,
    })
    const { hasNext, cursors } = page.pagingMetadata ?? {}
    return { items: page.loyaltyTransactions, next: (hasNext !== false && cursors?.next) || undefined }
  }

  /** A repetition with the same idempotency key books nothing (Wix Earn Points page). */
  function earn({ id }: WixAccount, amount: number, call: ProviderCall): Promise<WixPointsReply> {
    const { siteId: _, appId = settings.appId, ...more } = recordOptions(call)
    const { idempotencyKey } = call
    return routes.accounts.earnPoints(call, id, { ...present(more), amount, appId, idempotencyKey })
  }

  /** A repetition under the same revision is refused, so nothing is booked twice (Wix Adjust Points page). */
  function adjust(
    found: WixAccount,
    amount: number,
    call: ProviderCall,
  ): Promise<Pick<WixPointsReply, 'account' | 'transactionId'>> {
    const { description } = recordOptions(call)
    let first: WixAccount | undefined = found
    const read = async () => {
      const account = first ?? (await routes.accounts.getAccount(call, found.id))
      first = undefined
      return account
    }
    const write = async ({ id, revision, points }: WixAccount) => {
      refuseOverdraft(points?.balance, amount)
      const params = { ...present({ description }), amount, revision: String(revision) }
      return routes.accounts.adjustPoints(call, id, params)
    }
    const foundIn = (later: WixAccount, current: WixAccount) =>
      isNext(current, later) && adjustedOf(later) - adjustedOf(current) === BigInt(amount)
        ? { account: later }
        : undefined
    return revise({ provider: 'wix', read, write, foundIn, isStale }, call)
  }
}

function adjustedOf({ points }: WixAccount): bigint {
  return BigInt(points?.adjusted ?? 0)
}

/** @throws RungsError `rejected`: Wix refuses a balance below 0 (Wix Adjust Points page), but not by a status of its own. */
function refuseOverdraft(balance: string | number | null | undefined, amount: number): void {
  if (balance === null || balance === undefined || BigInt(balance) + BigInt(amount) >= 0n) return
  const message = `the balance is ${balance}, and Wix lets none fall below 0`
  throw failure('rejected', [{ path: 'points', message }])
}
