import type { ProviderCall, TierProvider } from '@rungs/model'
import { orNone, present, readings, settledPart, settleLost, takePoints, together } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { recordOptions } from '../extras.js'
import { receiptOf, standingOf, tierOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { thresholds } from '../to-vendor.js'
import { Accounts } from './accounts.js'
import { historyPage, movesOf, transactionsOf } from './history.js'

/** The handlers of members (Wix loyalty accounts pages). */
export function memberOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const accounts = new Accounts(routes.accounts, settings)
  const listed = async (call: ProviderCall) => tiersOf((await routes.tiers.listTiers(call)).tiers)
  const read = async (memberId: string, call: ProviderCall) => {
    const [account, tiers] = await together(accounts.get(memberId, call), listed(call))
    const held = account.tier?.id
    if (held && tiers.every(({ id }) => id !== held)) {
      // It may have been made between the two replies; or it was deleted, and not taken away yet.
      const made = await orNone(routes.tiers.getTier(call, held))
      if (made !== undefined) tiers.push(tierOf(made))
    }
    return [standingOf(memberId, account, tiers, call.clock), tiers] as const
  }
  // Whatever has to be read is read before the write, so that a failing read never hides that it was made.
  return {
    'members.enroll': async ({ memberId, since }, call) => {
      settleLost({ since }, 'Wix dates a loyalty account by the time of the request', call)
      const [found, tiers] = await together(accounts.find(memberId, call), listed(call))
      return standingOf(memberId, found ?? (await accounts.create(memberId, call)), tiers, call.clock)
    },
    ...readings(read, reasonOf),
    'members.history': async ({ memberId, ...query }, call) => {
      // A cursor that is none is refused before any request.
      historyPage([], query)
      const reading = [accounts.get(memberId, call), routes.tiers.getTiersProgram(call)] as const
      const [account, { tiers, programSettings }] = await together(...reading)
      const transactions = await transactionsOf(account, routes, call)
      const months = programSettings.rollingWindow.durationInMonths
      return historyPage(movesOf(account, transactions, tiersOf(tiers), months, call.clock.now()), query)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const taken = takePoints(activity, ['earn', 'adjust'], thresholds)
      const { type, points: amount } = settledPart('movement', taken, call, failure)
      const { siteId: _, appId = settings.appId, ...more } = recordOptions(call, type)
      const account = await accounts.get(memberId, call)
      const booked =
        type === 'earn'
          ? await accounts.earn(account, { ...present(more), amount, appId }, call)
          : await accounts.adjust(account, { ...more, amount }, call)
      return receiptOf(memberId, booked, call.clock)
    },
  }
}
