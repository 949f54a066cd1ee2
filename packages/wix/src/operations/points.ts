import type { ProviderCall } from '@rungs/model'
import { isNext, present } from '@rungs/transport'
import { failure } from '../errors.js'
import { recordOptions } from '../extras.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { Movement } from '../to-vendor.js'
import type { WixAccount, WixPointsReply } from '../wire.js'
import { revised } from './common.js'

type Receipt = Pick<WixPointsReply, 'account' | 'transactionId'>

/**
 * How a movement of points is booked to an account. The options of the call are looked at here, before any request.
 * @throws RungsError `invalid_input` naming what of `vendor.wix` does not go with the movement.
 */
export function moving(
  { kind, amount }: Movement,
  { accounts }: Routes,
  settings: CheckedSettings,
  call: ProviderCall,
): (account: WixAccount) => Promise<Receipt> {
  const { siteId: _, ...options } = recordOptions(call, kind)
  if (kind === 'adjust') return (found) => adjust(found, { ...options, amount }, accounts, call)
  const { appId = settings.appId, ...more } = options
  const { idempotencyKey } = call
  // A repetition with the same idempotency key books nothing (Wix Earn Points page).
  return ({ id }) => accounts.earnPoints(call, id, { ...present(more), amount, appId, idempotencyKey })
}

/** A repetition under the same revision is refused, so nothing is booked twice (Wix Adjust Points page). */
function adjust(
  found: WixAccount,
  params: { amount: number; description?: string },
  accounts: Routes['accounts'],
  call: ProviderCall,
): Promise<Receipt> {
  let first: WixAccount | undefined = found
  const read = async () => {
    const account = first ?? (await accounts.getAccount(call, found.id))
    first = undefined
    return account
  }
  const write = async ({ id, revision, points }: WixAccount) => {
    refuseOverdraft(points?.balance, params.amount)
    return accounts.adjustPoints(call, id, { ...params, revision: String(revision) })
  }
  const adjusted = ({ points }: WixAccount): bigint => BigInt(points?.adjusted ?? 0)
  const foundIn = (later: WixAccount, current: WixAccount) => {
    const isOurs = isNext(current, later) && adjusted(later) - adjusted(current) === BigInt(params.amount)
    return isOurs ? { account: later } : undefined
  }
  return revised({ read, write, foundIn }, call)
}

/** @throws RungsError `rejected`: Wix refuses a balance below 0 (Wix Adjust Points page), but not by a status of its own. */
function refuseOverdraft(balance: string | number | null | undefined, amount: number): void {
  if (balance === null || balance === undefined || BigInt(balance) + BigInt(amount) >= 0n) return
  const message = `the balance is ${balance}, and Wix lets none fall below 0`
  throw failure('rejected', [{ path: 'points', message }])
}
