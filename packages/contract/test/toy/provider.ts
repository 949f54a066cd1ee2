import {
  type Capabilities,
  type Json,
  type Operation,
  type OperationOutput,
  type Page,
  type ProviderCall,
  RungsError,
  type Tier,
  type TierProvider,
} from '@rungs/model'
import type { Subject } from '../../src/index.js'
import { ToyBackend } from './backend.js'
import { capabilitiesOf } from './capabilities.js'
import { exchange, type Line } from './exchange.js'
import type { Flaws } from './flaws.js'
import { explanationOf, movesOf, secondsOf, tiersOf } from './reasons.js'
import { standingOf, tierOf, toBackend } from './translate.js'
import { ToyWire } from './wire.js'

const apiKey = 'toy_canary_5d1e8a7b90c2'

/** The toy as a subject of the suite, whole or broken. */
export function toySubject(flaws: Flaws = {}): Subject {
  const wire = new ToyWire(new ToyBackend(flaws))
  return {
    provider: toy({ wire, apiKey, flaws }),
    wrongCredentials: toy({ wire, apiKey: 'toy_wrong_canary_17aa', flaws }),
    secrets: [apiKey, 'toy_wrong_canary_17aa'],
    reset: async () => wire.reset(),
    wire,
  }
}

function toy(line: Line): TierProvider {
  const capabilities: Capabilities = capabilitiesOf(line.flaws)
  return {
    specificationVersion: 'v1',
    name: 'toy',
    defaultMetric: 'points.balance',
    capabilities,
    operations: { ...tierOperations(line), ...memberOperations(line), ...extraOperations(line) },
  }
}

function tierOperations(line: Line): TierProvider['operations'] {
  const { flaws } = line
  const kept = new Map<string, Tier>()
  const read = (body: Json): Tier | undefined => {
    const tier = tierOf(body, flaws)
    if (tier === undefined || !flaws.keepsOutputs) return tier
    const known = kept.get(tier.id)
    if (known?.revision === tier.revision) return known
    kept.set(tier.id, tier)
    return tier
  }
  const page = (limit: number, after: string | undefined, call: ProviderCall): Promise<Page<Tier>> =>
    exchange(line, { method: 'GET', path: '/tiers', body: { limit, after } }, call, (body) => {
      const { items, next } = Object(body)
      if (!Array.isArray(items)) return undefined
      const tiers = items.flatMap((item) => read(item) ?? [])
      if (flaws.skipsBetweenPages && typeof next === 'string') tiers.pop()
      if (flaws.repeatsBetweenPages && after !== undefined && tiers[0] !== undefined) tiers.unshift(tiers[0])
      return { items: tiers.slice(0, limit), ...(typeof next === 'string' ? { nextCursor: next } : {}) }
    })
  const settled = (given: Parameters<typeof toBackend>[0], call: ProviderCall): Record<string, unknown> => {
    const { body, accounting } = toBackend(given, flaws)
    if (flaws.neverSettles) return body
    if (flaws.namesOneLossOnly) accounting.losses.splice(1)
    call.settle(accounting)
    return body
  }
  return {
    'tiers.list': ({ limit = 10, cursor }, call) => page(limit, cursor, call),
    'tiers.get': ({ id }, call) =>
      exchange(line, { method: 'GET', path: `/tiers/${encodeURIComponent(id)}` }, call, read),
    'tiers.create': async ({ tier }, call) => {
      if (flaws.writesBeforeItRefuses) await page(1, undefined, call)
      const body = settled(tier, call)
      if (tier.rule === undefined)
        throw new RungsError({ code: 'unsupported', message: 'rule: a tier of the toy needs a threshold' })
      const made = exchange(line, { method: 'POST', path: '/tiers', body }, call, read)
      if (!flaws.inventsSuccess) return made
      return made.catch(() => ({ ...(tierOf({ id: 't-0', min: '0', name: tier.name }, flaws) as Tier) }))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      const body = settled(patch, call)
      if (patch.rule === null)
        throw new RungsError({ code: 'unsupported', message: 'rule: a tier of the toy needs a threshold' })
      const path = `/tiers/${encodeURIComponent(id)}`
      if (!flaws.checksRevisionsItself)
        return exchange(
          line,
          { method: 'PATCH', path, body: { ...body, ...revision(ifRevision) } },
          call,
          read,
        )
      const { revision: current } = await exchange(line, { method: 'GET', path }, call, read)
      if (ifRevision !== undefined && current !== ifRevision)
        throw new RungsError({ code: 'conflict', message: 'stale' })
      return exchange(line, { method: 'PATCH', path, body }, call, read)
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      if (flaws.deleteDoesNotWork)
        throw new RungsError({ code: 'unsupported', message: 'the toy cannot delete' })
      const request = {
        method: 'DELETE',
        path: `/tiers/${encodeURIComponent(id)}`,
        body: revision(ifRevision),
      }
      return exchange(line, request, call, (body) =>
        Object(body).id === id ? { id, deleted: true as const } : undefined,
      )
    },
    'ladder.get': async (_, call) => ({
      ...(flaws.sharesItsSettings ? ladder : structuredClone(ladder)),
      tiers: await everything(page, call, flaws),
    }),
  }
}

function memberOperations(line: Line): TierProvider['operations'] {
  const at = (memberId: string, part = ''): string => `/members/${encodeURIComponent(memberId)}${part}`
  const ask = <O extends Operation>(
    memberId: string,
    request: { method: string; path: string; body?: Record<string, unknown> },
    call: ProviderCall,
  ): Promise<OperationOutput<O> & ReturnType<typeof standingOf>> =>
    exchange(line, request, call, (body) => standingOf(memberId, body, line.flaws)) as never
  return {
    'members.enroll': async ({ memberId, since }, call) => {
      const losses = since === undefined ? [] : [{ path: 'since', reason: 'the toy cannot' }]
      if (!line.flaws.forgetsSince) call.settle({ mapped: [], emulated: [], vendor: [], losses })
      return ask(memberId, { method: 'PUT', path: at(memberId) }, call)
    },
    'members.standing': ({ memberId }, call) => ask(memberId, { method: 'GET', path: at(memberId) }, call),
    'members.explain': async ({ memberId, at: then }, call) => {
      const losses = then === undefined ? [] : [{ path: 'at', reason: 'the toy cannot' }]
      if (!line.flaws.explainsNowForThen) call.settle({ mapped: [], emulated: [], vendor: [], losses })
      const standing = await exchange(line, { method: 'GET', path: at(memberId) }, call, (body) =>
        standingOf(memberId, body, line.flaws),
      )
      const all = { method: 'GET', path: '/tiers', body: { limit: 1000 } }
      const tiers = await exchange(line, all, call, (body) => tiersOf(body, line.flaws))
      return explanationOf(standing, tiers, line.flaws)
    },
    'members.history': ({ memberId, from, to, limit = 10, cursor = '-1' }, call) => {
      const body = { limit, after: cursor, from: secondsOf(from, 0), to: secondsOf(to, 1e9) }
      return exchange(line, { method: 'GET', path: at(memberId, '/moves'), body }, call, (reply) =>
        movesOf(reply, line.flaws),
      )
    },
    'members.assign': async ({ memberId, tier, until }, call) => {
      const gone = [...(tier === null ? ['tier'] : []), ...(until === undefined ? [] : ['until'])]
      const losses = gone.map((path) => ({ path, reason: 'the toy cannot' }))
      call.settle({ mapped: tier === null ? [] : ['tier'], emulated: [], vendor: [], losses })
      return ask(memberId, { method: 'PUT', path: at(memberId, '/tier'), body: { tier } }, call)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const { type, at: instant } = activity
      const held = type === 'earn' || type === 'redeem'
      const gone = [...(held ? [] : ['type']), ...(instant === undefined ? [] : ['at'])]
      const losses = gone.map((path) => ({ path, reason: 'the toy cannot' }))
      call.settle({ mapped: held ? ['type', 'points'] : [], emulated: [], vendor: [], losses })
      const points = 'points' in activity ? activity.points : '0'
      const delta = type === 'redeem' ? `-${points}` : points
      await ask(memberId, { method: 'POST', path: at(memberId, '/points'), body: { delta } }, call)
      return { memberId, at: '2026-01-01T00:00:00Z' }
    },
  }
}

function extraOperations({ flaws }: Line): TierProvider['operations'] {
  if (!flaws.handlesUnsupported) return {}
  return { 'ladder.update': async () => ({ ...ladder, tiers: [] }) }
}

const ladder = {
  id: 'toy',
  status: 'active',
  window: { kind: 'lifetime' },
  lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
} as const

async function everything(
  page: (limit: number, after: string | undefined, call: ProviderCall) => Promise<Page<Tier>>,
  call: ProviderCall,
  flaws: Flaws,
): Promise<Tier[]> {
  const tiers: Tier[] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await page(10, cursor, call)
    tiers.push(...items)
    cursor = flaws.ladderHasOnePage ? undefined : nextCursor
  } while (cursor !== undefined)
  return tiers
}

function revision(ifRevision: string | undefined): Record<string, unknown> {
  return ifRevision === undefined ? {} : { revision: ifRevision }
}
