import {
  explainStanding,
  Ledger,
  type ProviderCall,
  type Standing,
  type Tier,
  type TierProvider,
} from '@rungs/model'
import { orNone, settledPart, together } from '@rungs/transport'
import { capabilitiesOf, reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { receiptOf, standingOf, tierOf, tiersOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { movementOf } from '../to-vendor.js'
import { Accounts } from './accounts.js'
import { historyPage, movesOf, transactionsOf } from './history.js'
import { moving } from './points.js'

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
      const transactions = await transactionsOf(account, routes, call)
      const { durationInMonths } = program.programSettings.rollingWindow
      const tiers = tiersOf(program.tiers)
      return historyPage(movesOf(account, transactions, tiers, durationInMonths, call.clock.now()), query)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const movement = settledPart('change', movementOf(activity), call, failure)
      const move = moving(movement, routes, settings, call)
      return receiptOf(memberId, await move(await accounts.get(memberId, call)), call.clock)
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
}
