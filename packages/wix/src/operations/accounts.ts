import { isRungsError, type ProviderCall } from '@rungs/model'
import { isNext, isOwnConflict, orFound, orNone, refuseOverdraft, required, revise } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { WixAccount, WixPointsReply } from '../wire.js'
import { isGuid, requireGuid, revisions } from './common.js'

/** Loyalty accounts by member: the id of a contact, of a site member or of the account, by the setting `memberIds`. */
export class Accounts {
  private readonly kinds: readonly ('contact' | 'account' | 'member')[]

  constructor(
    private readonly accounts: Routes['accounts'],
    { memberIds }: Pick<CheckedSettings, 'memberIds'>,
  ) {
    this.kinds = memberIds === 'any' ? ['contact', 'account', 'member'] : [memberIds]
  }

  /** The account of a member. @throws RungsError `not_found` when there is none. */
  async get(memberId: string, call: ProviderCall): Promise<WixAccount> {
    const how = this.kinds.includes('contact') ? '; members.enroll makes one' : ''
    const none = `Wix has no loyalty account by this id, taken as that of its ${this.kinds.join(', or ')}${how}`
    return required(await this.find(memberId, call), 'memberId', none, failure)
  }

  /** The account that is there, if any; the kinds of ids are tried one after the other. */
  async find(memberId: string, call: ProviderCall): Promise<WixAccount | undefined> {
    for (const kind of isGuid(memberId) ? this.kinds : []) {
      const reading =
        kind === 'account'
          ? this.accounts.getAccount(call, memberId)
          : this.accounts.getAccountBySecondaryId(call, { [`${kind}Id`]: memberId })
      const account = await orNone(reading)
      if (account !== undefined) return account
    }
    return undefined
  }

  /** Makes an account for a contact; when another process does so at the same time, that one is it. */
  async create(contactId: string, call: ProviderCall): Promise<WixAccount> {
    const made = this.accounts.createAccount(call, requireGuid(contactId, 'memberId'))
    const isTaken = (error: unknown) => isRungsError(error, 'conflict') || isOwnConflict(error)
    return orFound(made, isTaken, () => this.find(contactId, call))
  }

  /** Books points that are earned. A repetition with the same idempotency key books nothing (Wix Earn Points page). */
  earn(
    { id }: WixAccount,
    by: { amount: number; appId: string },
    call: ProviderCall,
  ): Promise<WixPointsReply> {
    return this.accounts.earnPoints(call, id, { ...by, idempotencyKey: call.idempotencyKey })
  }

  /** Adjusts points. A repetition under the same revision is refused, so nothing is booked twice (Wix Adjust Points page). */
  adjust(first: WixAccount, params: { amount: number }, call: ProviderCall): Promise<WixPointsReply> {
    const { accounts } = this
    const read = () => accounts.getAccount(call, first.id)
    const write = async ({ id, revision, points }: WixAccount) => {
      // Wix refuses a balance below 0, but not by a status of its own.
      const message = `the balance is ${points?.balance}, and Wix lets none fall below 0`
      refuseOverdraft(points?.balance, `${-params.amount}`, message, failure)
      return accounts.adjustPoints(call, id, { ...params, revision: String(revision) })
    }
    const adjusted = ({ points }: WixAccount): bigint => BigInt(points?.adjusted ?? 0)
    const foundIn = (later: WixAccount, current: WixAccount) => {
      const isOurs = isNext(current, later) && adjusted(later) - adjusted(current) === BigInt(params.amount)
      return isOurs ? { account: later } : undefined
    }
    return revise({ ...revisions, first, read, write, foundIn }, call)
  }
}
