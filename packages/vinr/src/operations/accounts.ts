import { isRungsError, type ProviderCall } from '@rungs/model'
import { inOurPaths } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Params } from '../params.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { VinrLoyaltyAccount } from '../wire.js'

/** What VINR's pages show in front of the id of a loyalty account. */
const accountId = /^la_/
/** VINR calls the id in the path `id`; here it is the member's. */
const ofMember = { id: 'memberId' }

/** Loyalty accounts by member: a customer's id, or the id of a loyalty account (`la_...`). */
export class Accounts {
  constructor(
    private readonly routes: Routes,
    private readonly settings: CheckedSettings,
  ) {}

  /** The account of a member. @throws RungsError `not_found` when there is none. */
  async get(memberId: string, call: ProviderCall): Promise<VinrLoyaltyAccount> {
    const account = await this.find(memberId, call)
    if (account !== undefined) return account
    const { programmeId } = this.settings
    const where = programmeId === undefined ? '' : ` in the programme ${programmeId}`
    const missing = `VINR has no loyalty account for this customer${where}. Make one with members.enroll.`
    throw failure('not_found', `memberId: ${missing}`)
  }

  /** An account by its own id, with its tier as an object. */
  retrieve(id: string, call: ProviderCall): Promise<VinrLoyaltyAccount> {
    return inOurPaths(this.routes.loyaltyAccounts.retrieve(call, id, { expand: ['tier'] }), ofMember)
  }

  /** The id of a member's account; needs no request when the member is given by it. */
  async idOf(memberId: string, call: ProviderCall): Promise<string> {
    return accountId.test(memberId) ? memberId : (await this.get(memberId, call)).id
  }

  update(id: string, params: Params, call: ProviderCall): Promise<VinrLoyaltyAccount> {
    const paths = { ...ofMember, [this.settings.tierParameter]: 'tier' }
    return inOurPaths(this.routes.loyaltyAccounts.update(call, id, params), paths)
  }

  /** Makes an account for a customer; when another process does so at the same time, that one is it. */
  async create(customer: string, call: ProviderCall): Promise<VinrLoyaltyAccount> {
    try {
      const { programmeId } = this.settings
      return await this.routes.loyaltyAccounts.create(call, { customer, programme_id: programmeId })
    } catch (error) {
      const made = isRungsError(error, 'conflict') ? await this.find(customer, call) : undefined
      if (made === undefined) throw error
      return made
    }
  }

  /** The account that is there, if any. @throws RungsError `not_found` for an account id that is not there. */
  async find(memberId: string, call: ProviderCall): Promise<VinrLoyaltyAccount | undefined> {
    if (accountId.test(memberId)) return this.retrieve(memberId, call)
    const { programmeId } = this.settings
    // The list takes no programme (VINR loyalty accounts page), so it is picked here.
    const limit = programmeId === undefined ? 1 : 100
    const list = await this.routes.loyaltyAccounts.list(call, { customer: memberId, limit })
    if (programmeId !== undefined) return list.data.find((account) => account.programme_id === programmeId)
    if (!(list.has_more ?? list.page?.has_more ?? false)) return list.data[0]
    const help = 'Name one by the setting programmeId, or give the id of the loyalty account (la_...)'
    throw failure('conflict', `memberId: this customer has accounts in several programmes. ${help}.`)
  }
}
