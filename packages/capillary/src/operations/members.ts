import {
  checkId,
  explainStanding,
  type HistoryQuery,
  Ledger,
  nextTierOf,
  type ProviderCall,
  type Standing,
  type TierChange,
  type TierProvider,
} from '@rungs/model'
import { inOurPaths, pageOfMoves } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure, refuseErrors } from '../errors.js'
import { type Entry, isBase, refOf, rowOf } from '../from-vendor.js'
import { type Facts, movesIn, standingOf } from '../standing.js'
import type { CapillaryLoyalty } from '../wire.js'
import type { Program } from './program.js'

/** Moves are only added, so that the number of one never changes. */
const byNumber = (_move: TierChange, index: number): number => index + 1

/** v1.1 writes the names of identifiers in another way (customer/get page). */
const v1Names: { readonly [name: string]: string } = { externalId: 'external_id', cardNumber: 'card_number' }

/** The handlers of members (customer pages; Manual Tier Adjustment page). */
export function memberOperations(program: Program): TierProvider['operations'] {
  const { settings } = program
  const members = new Members(program)
  const history = settings.tierHistory !== 'none'
  return {
    'members.standing': async ({ memberId }, call) => standingOf(await members.facts(memberId, call)),
    'members.explain': async ({ memberId, at }, call) => {
      call.settle(new Ledger({ at }).close(() => reasonOf('explain.at')))
      const facts = await members.facts(memberId, call)
      return explainStanding(facts.tiers, standingOf(facts))
    },
    ...(history
      ? {
          'members.history': async (
            { memberId, ...query }: { memberId: string } & HistoryQuery,
            call: ProviderCall,
          ) => {
            const [entries, reply] = await Promise.all([
              program.entries(call),
              members.history(memberId, call),
            ])
            return pageOfMoves(movesIn(reply, entries, settings.utcOffset), query, byNumber, failure)
          },
        }
      : {}),
    'members.assign': async ({ memberId, tier, until }, call) => {
      const ledger = new Ledger({ tier, until })
      ledger.mapped('tier')
      call.settle(ledger.close(() => reasonOf('assign.until')))
      return members.assign(memberId, tier === null ? null : checkId(tier, 'tier'), call)
    },
  }
}

class Members {
  constructor(private readonly program: Program) {}

  async facts(memberId: string, call: ProviderCall): Promise<Facts> {
    const { program } = this
    const [loyalty, entries, reply] = await Promise.all([
      this.loyalty(memberId, call),
      program.entries(call),
      program.settings.tierHistory === 'none' ? undefined : this.history(memberId, call),
    ])
    const moves = reply === undefined ? undefined : movesIn(reply, entries, program.settings.utcOffset)
    const tiers = entries.filter((entry) => !isBase(rowOf(entry))).map((entry) => program.show(entry))
    return { memberId, loyalty, entries, tiers, moves, clock: call.clock }
  }

  async history(memberId: string, call: ProviderCall): Promise<unknown> {
    const { identifierName } = this.program.settings
    const name = v1Names[identifierName] ?? identifierName
    const reply = await this.program.routes.customers.get(call, { [name]: memberId, slab_history: true })
    refuseErrors(reply)
    return reply
  }

  private async loyalty(memberId: string, call: ProviderCall): Promise<CapillaryLoyalty> {
    const { routes, settings } = this.program
    const reply = await routes.customers.lookUpLoyaltyDetails(call, { identifierValue: memberId })
    refuseErrors(reply)
    const found = reply.data?.find(
      ({ programId }) => (programId ?? settings.programId) === settings.programId,
    )
    if (found !== undefined) return found
    const message = `Capillary knows nothing of this customer in the program ${settings.programId}`
    throw failure('not_found', [{ path: 'memberId', message }])
  }

  /** A manual adjustment; no reading follows, so that none can hide that it was made. */
  async assign(memberId: string, tier: string | null, call: ProviderCall): Promise<Standing> {
    const facts = await this.facts(memberId, call)
    const before = standingOf(facts)
    const target = rowOf(await this.target(tier, facts.entries, call))
    const [from, to] = [facts.loyalty.slabSNo ?? 1, target.serialNumber ?? 1]
    if (from === to) return before
    const body = {
      slabAction: to > from ? 'UPGRADE' : 'DOWNGRADE',
      toSlabName: target.name,
      manualSlabActionValidity: 'AS_PER_TIER_STRATEGY',
      reassessTierOnNextActivity: false,
      slabChangeReason: 'Given by hand',
    }
    const reply = await this.program.routes.slabs.adjust(call, { identifierValue: memberId }, body)
    refuseErrors(reply)
    const { memberId: id, metrics, asOf } = before
    const given = isBase(target) ? null : refOf(target)
    const next = nextTierOf(facts.tiers, { tier: given, metrics })
    return { memberId: id, tier: given, metrics, ...(next === undefined ? {} : { next }), asOf }
  }

  private async target(tier: string | null, entries: readonly Entry[], call: ProviderCall): Promise<Entry> {
    const base = entries.find((entry) => isBase(rowOf(entry)))
    const found = tier === null ? base : await inOurPaths(this.program.find(tier, call), { id: 'tier' })
    if (found === undefined)
      throw failure('conflict', [{ path: 'tier', message: 'the program has no base tier' }])
    if (found.live !== undefined) return found
    throw failure('conflict', [{ path: 'tier', message: 'the tier is not published, so nobody can hold it' }])
  }
}
