import { isRungsError, type ProviderCall } from '@rungs/model'
import { isOwnConflict, orNone } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { WixAccount } from '../wire.js'
import { isGuid, requireGuid } from './common.js'

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
    const account = await this.find(memberId, call)
    if (account !== undefined) return account
    const message = `Wix has no loyalty account by this id, taken as that of its ${this.kinds.join(', or ')}; members.enroll makes one`
    throw failure('not_found', [{ path: 'memberId', message }])
  }

  /** The account that is there, if any; the kinds of ids are tried one after the other. */
  async find(memberId: string, call: ProviderCall): Promise<WixAccount | undefined> {
    for (const kind of isGuid(memberId) ? this.kinds : []) {
      const reading =
        kind === 'account'
          ? this.accounts.getAccount(call, memberId)
          : this.accounts
              .getAccountBySecondaryId(call, { [`${kind}Id`]: memberId })
              .then(({ account }) => account)
      const account = await orNone(reading)
      if (account !== undefined) return account
    }
    return undefined
  }

  /** Makes an account for a contact; when another process does so at the same time, that one is it. */
  async create(contactId: string, call: ProviderCall): Promise<WixAccount> {
    try {
      return (await this.accounts.createAccount(call, requireGuid(contactId, 'memberId'))).account
    } catch (error) {
      const taken = isRungsError(error, 'conflict') || isOwnConflict(error)
      const made = taken ? await this.find(contactId, call).catch(() => undefined) : undefined
      if (made === undefined) throw error
      return made
    }
  }
}
