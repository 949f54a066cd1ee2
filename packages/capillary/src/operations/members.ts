import { checkId, nextTierOf, type ProviderCall, type Standing, type TierProvider } from '@rungs/model'
import { inOurPaths, pageOfMoves, present, readings, settleLost, together } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { type Entry, isBase, refOf, statusOf } from '../from-vendor.js'
import { type Facts, movesIn, standingOf } from '../standing.js'
import type { CapillaryLoyalty } from '../wire.js'
import type { Program } from './program.js'

/** v1.1 writes the names of identifiers in another way (customer/get page). */
const v1Names: { readonly [name: string]: string } = { externalId: 'external_id', cardNumber: 'card_number' }

/** The handlers of members (customer pages; Manual Tier Adjustment page). */
export function memberOperations(program: Program): TierProvider['operations'] {
  const { settings } = program
  const members = new Members(program)
  const operations: TierProvider['operations'] = {
    ...readings(async (memberId, call) => {
      const facts = await members.facts(memberId, call)
      return [standingOf(facts, call.clock), facts.tiers]
    }, reasonOf),
    'members.assign': async ({ memberId, tier, until }, call) => {
      settleLost({ tier, until }, reasonOf('assign.until'), call, 'tier')
      return members.assign(memberId, tier === null ? null : checkId(tier, 'tier'), call)
    },
  }
  if (settings.tierHistory === 'none') return operations
  return {
    ...operations,
    'members.history': async ({ memberId, ...query }, call) => {
      const [entries, reply] = await together(program.entries(call), members.history(memberId, call))
      const moves = movesIn(reply, entries, settings.utcOffset)
      // Moves are only added, so that the number of one never changes.
      return pageOfMoves(moves, query, (_move, index) => index + 1, failure)
    },
  }
}

class Members {
  constructor(private readonly program: Program) {}

  async facts(memberId: string, call: ProviderCall): Promise<Facts> {
    const { program } = this
    const { tierHistory, utcOffset } = program.settings
    const [loyalty, entries, reply] = await together(
      this.loyalty(memberId, call),
      program.entries(call),
      tierHistory === 'none' ? undefined : this.history(memberId, call),
    )
    const moves = movesIn(reply, entries, utcOffset)
    return { memberId, loyalty, entries, tiers: program.showAll(entries), moves }
  }

  history(memberId: string, call: ProviderCall): Promise<unknown> {
    const { routes, settings } = this.program
    const name = v1Names[settings.identifierName] ?? settings.identifierName
    return routes.customers.get(call, { [name]: memberId, slab_history: true })
  }

  private async loyalty(memberId: string, call: ProviderCall): Promise<CapillaryLoyalty> {
    const { routes, settings } = this.program
    const { data } = await routes.customers.lookUpLoyaltyDetails(call, { identifierValue: memberId })
    const found = data?.find(({ programId }) => (programId ?? settings.programId) === settings.programId)
    if (found !== undefined) return found
    const message = `Capillary knows nothing of this customer in the program ${settings.programId}`
    throw failure('not_found', [{ path: 'memberId', message }])
  }

  /** A manual adjustment; no reading follows, so that none can hide that it was made. */
  async assign(memberId: string, tier: string | null, call: ProviderCall): Promise<Standing> {
    const facts = await this.facts(memberId, call)
    const target = await this.target(tier, facts.entries, call)
    const before = standingOf(facts, call.clock)
    const [from, to] = [facts.loyalty.slabSNo ?? 1, target.row.serialNumber ?? 1]
    if (from === to) return before
    const body = {
      slabAction: to > from ? 'UPGRADE' : 'DOWNGRADE',
      toSlabName: target.row.name,
      manualSlabActionValidity: 'AS_PER_TIER_STRATEGY',
      reassessTierOnNextActivity: false,
      slabChangeReason: 'Given by hand',
    }
    await this.program.routes.slabs.adjust(call, { identifierValue: memberId }, body)
    const { metrics, asOf } = before
    const given = { tier: refOf(target), metrics }
    return { memberId, ...given, ...present({ next: nextTierOf(facts.tiers, given) }), asOf }
  }

  private async target(tier: string | null, entries: readonly Entry[], call: ProviderCall): Promise<Entry> {
    const found =
      tier === null ? entries.find(isBase) : await inOurPaths(this.program.find(tier, call), { id: 'tier' })
    if (found !== undefined && statusOf(found.row) === 'active') return found
    const what = found === undefined ? 'the program has no base tier' : unpublished
    throw failure('conflict', [{ path: 'tier', message: what }])
  }
}

const unpublished = 'the tier is not published, so nobody can hold it'
