import type { Exchange, Operation, TierProvider } from '@rungs/model'
import { describe, expect, it, vi } from 'vitest'
import { runContract } from '../src/index.js'
import { toySubject } from './toy/provider.js'

/** A client that checks nothing and refuses nothing: what the suite says of it are the promises that the client keeps. */
vi.mock('@rungs/client', () => {
  const parts: Readonly<Record<string, (args: unknown[]) => object>> = {
    'tiers.list': ([query]) => Object(query),
    'tiers.create': ([tier]) => ({ tier }),
    'tiers.update': ([id, patch]) => ({ id, patch }),
    'ladder.get': () => ({}),
    'ladder.update': ([patch]) => ({ patch }),
    'members.enroll': ([memberId]) => ({ memberId }),
    'members.standing': ([memberId]) => ({ memberId }),
    'members.explain': ([memberId, options]) => ({ memberId, ...Object(options) }),
    'members.history': ([memberId, query]) => ({ memberId, ...Object(query) }),
    'members.assign': ([memberId, assignment]) => ({ memberId, ...Object(assignment) }),
    'members.record': ([memberId, activity]) => ({ memberId, activity }),
  }
  const details = async (provider: TierProvider, operation: string, args: unknown[]): Promise<object> => {
    const exchange: Exchange = { attempts: 0, sent: false }
    const { signal } = new AbortController()
    const clock = { now: () => 0, sleep: async () => {} }
    const call = {
      operation,
      signal,
      deadline: 1,
      retries: 0,
      idempotencyKey: 'k',
      clock,
      exchange,
      settle: () => {},
    }
    const handler = provider.operations[operation as Operation]
    const input = (parts[operation] ?? (([id]) => ({ id })))(args)
    const data: unknown = await Reflect.apply(handler ?? (() => undefined), undefined, [input, call])
    return { data, losses: [], attempts: exchange.attempts }
  }
  const callOf =
    (provider: TierProvider, operation: string) =>
    (...args: unknown[]) => {
      const running = details(provider, operation, args)
      const data = running.then((found) => Reflect.get(found, 'data'))
      data.catch(() => {})
      return Object.assign(data, {
        withDetails: () => running,
        toArray: async () => Reflect.get(Object(await data), 'items'),
      })
    }
  const area = (provider: TierProvider, name: string) =>
    new Proxy({}, { get: (_, method) => callOf(provider, `${name}.${String(method)}`) })
  return {
    createClient: (provider: TierProvider) => ({
      provider: provider.name,
      capabilities: provider.capabilities,
      supports: () => true,
      ...Object.fromEntries(
        ['tiers', 'ladder', 'workflow', 'members'].map((name) => [name, area(provider, name)]),
      ),
    }),
  }
})

const caught = [
  'L1.create-refuses.tier.color',
  'L6.bad-tier.null',
  'L6.bad-tier.name-is-empty',
  'L6.bad-tier.unknown-key',
  'L6.bad-tier.proto-key',
  'L6.bad-tier.name-of-10-mb',
  'L6.bad-tier.benefits-value-cycle',
  'L6.bad-change.empty',
  'L6.bad-id.tiers.get',
  'L6.bad-query',
  'L6.bad-history-query',
  'L6.bad-explain-at',
  'L6.bad-activity',
  'L6.bad-options.tiers.get',
  'L7.refused.ladder.update',
  'L7.supports-agrees',
  'L8.aborted-before.tiers.get',
]

describe('a client that checks nothing is caught', () => {
  it.each(caught)('%s', async (id) => {
    const report = await runContract({
      name: 'no checks',
      subject: () => toySubject(),
      only: (info) => info.id === id,
    })
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['failed'])
  })
})
