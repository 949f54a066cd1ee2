import {
  type ErrorCode,
  isRungsError,
  type Json,
  type Page,
  type Remaining,
  type Standing,
  type Tier,
} from '@rungs/model'
import { describe, expectTypeOf, it } from 'vitest'
import {
  type Call,
  type CallOptions,
  type Client,
  createClient,
  type Details,
  defineConfig,
  type ListCall,
  type LoadOptions,
  loadClient,
} from '../src/index.js'
import { fakeProvider } from './fake-provider.js'

declare module '@rungs/model' {
  /** What an adapter adds. */
  interface VendorCallOptions {
    acme?: { region?: string }
  }
}

const client = createClient(fakeProvider({}))
const controller = new AbortController()

/** Compiled, never run: what an app writes, and what it must not. */
const compiled = (_app: (given: never) => unknown): void => {}

describe('what an app writes has the types that it expects', () => {
  it('a call is a promise of its data', () => {
    expectTypeOf(client.tiers.get).returns.toEqualTypeOf<Call<Tier>>()
    expectTypeOf<Awaited<Call<Tier>>>().toEqualTypeOf<Tier>()
    expectTypeOf<Call<Tier>>().toExtend<Promise<Tier>>()
    expectTypeOf<Awaited<ReturnType<Call<Tier>['withDetails']>>>().toEqualTypeOf<Details<Tier>>()
    expectTypeOf<Details<Tier>['raw']>().toEqualTypeOf<Json | undefined>()
  })

  it('a list is a promise of a page and everything when iterated', () => {
    expectTypeOf(client.tiers.list).returns.toEqualTypeOf<ListCall<Tier>>()
    expectTypeOf<Awaited<ListCall<Tier>>>().toEqualTypeOf<Page<Tier>>()
    expectTypeOf<ListCall<Tier>>().toExtend<AsyncIterable<Tier>>()
  })

  it('a client of any provider is a client', () => {
    expectTypeOf(createClient(fakeProvider({}) as never)).toExtend<Client>()
    expectTypeOf<Client<{ tiers: object }>>().toExtend<Client>()
    expectTypeOf(loadClient).returns.resolves.toEqualTypeOf<Client>()
  })

  it('an option that may be undefined is one, also where undefined and absent are told apart', () => {
    expectTypeOf<{ signal: AbortSignal | undefined; timeoutMs: number | undefined }>().toExtend<CallOptions>()
    compiled((tier = {} as Tier) =>
      client.tiers.update(tier.id, { name: 'x' }, { ifRevision: tier.revision }),
    )
    compiled((comment = '' as string | undefined) => client.workflow.approve('x', { comment }))
  })

  it('extras of a call are those that the adapters at hand take, and whatever others take', () => {
    expectTypeOf<{ vendor: { acme: { region: string } } }>().toExtend<CallOptions>()
    expectTypeOf<{ vendor: { other: { anything: number } } }>().toExtend<CallOptions>()
    expectTypeOf<{ vendor: { acme: { region: number } } }>().not.toExtend<CallOptions>()
  })

  it('what is missing is one amount or an amount for each metric', () => {
    const { next } = {} as Standing
    expectTypeOf(next?.remaining).toEqualTypeOf<Remaining | undefined>()
  })

  it('an error is told apart by its code', () => {
    const error: unknown = undefined
    if (isRungsError(error)) expectTypeOf(error.code).toEqualTypeOf<ErrorCode>()
    if (isRungsError(error, 'rate_limited')) {
      expectTypeOf(error.code).toEqualTypeOf<'rate_limited'>()
      expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>()
    }
  })
})

it('what an app must not write does not compile', () => {
  // @ts-expect-error a provider is needed
  compiled(() => createClient())
  // @ts-expect-error an adapter has to be called
  compiled(() => createClient(fakeProvider))
  // @ts-expect-error timeoutMs
  compiled(() => createClient(fakeProvider({}), { timeoutMS: 5 }))
  // @ts-expect-error a tier has a name
  compiled(() => client.tiers.create({ threshold: 5 }))
  // @ts-expect-error threshold
  compiled(() => client.tiers.create({ name: 'x', treshold: 5 }))
  // @ts-expect-error what the provider makes is no input
  compiled(() => client.tiers.create({ name: 'x', createdAt: '2026-03-01T00:00:00Z' }))
  // @ts-expect-error no such metric
  compiled(() => client.tiers.create({ name: 'x', rule: { metric: 'points', op: '>=', value: 5 } }))
  // @ts-expect-error no such operator
  compiled(() => client.tiers.create({ name: 'x', rule: { metric: 'spend', op: '=>', value: 5 } }))
  // @ts-expect-error a benefit with a key has a value
  compiled(() => client.tiers.create({ name: 'x', benefits: [{ key: 'x' }] }))
  // @ts-expect-error nothing was read before a create
  compiled(() => client.tiers.create({ name: 'x' }, { ifRevision: '1' }))
  // @ts-expect-error an id is text
  compiled(() => client.tiers.get(5))
  // @ts-expect-error timeoutMs
  compiled(() => client.tiers.get('x', { timeout: 5 }))
  // @ts-expect-error the signal, not its controller
  compiled(() => client.tiers.get('x', { signal: controller }))
  // @ts-expect-error region
  compiled(() => client.tiers.get('x', { vendor: { acme: { regoin: 'eu' } } }))
  // @ts-expect-error a name cannot be cleared
  compiled(() => client.tiers.update('x', { name: null }))
  // @ts-expect-error the workflow changes a status
  compiled(() => client.tiers.update('x', { status: 'active' }))
  // @ts-expect-error pages go by cursor
  compiled(() => client.tiers.list({ page: 1 }))
  // @ts-expect-error a limit is needed
  compiled(() => client.tiers.list().toArray())
  // @ts-expect-error points, for an earn
  compiled(() => client.members.record('x', { type: 'earn', spend: 5 }))
  // @ts-expect-error tiers are given by assign
  compiled(() => client.members.record('x', { type: 'set_tier', tier: 'gold' }))
  // @ts-expect-error an instant is text
  compiled(() => client.members.record('x', { type: 'visit', at: new Date() }))
  // @ts-expect-error an object with `tier`
  compiled(() => client.members.assign('x', 'gold'))
  // @ts-expect-error a rolling window has a length
  compiled(() => client.ladder.update({ window: { kind: 'rolling' } }))
  // @ts-expect-error no such key
  compiled(() => client.supports('tiers.destroy'))
  // @ts-expect-error no such key
  compiled(() => client.capabilities['tiers.destroy'])
  // @ts-expect-error a promise has no data
  compiled(() => client.tiers.get('x').withDetails().data)
  // @ts-expect-error a call is no tier
  compiled((): Tier => client.tiers.get('x'))
  // @ts-expect-error providers
  compiled(() => defineConfig({ provider: {} }))
  // @ts-expect-error adapter
  compiled(() => defineConfig({ providers: { a: { adaptor: 'memory' } } }))
  // @ts-expect-error cwd
  compiled((): LoadOptions => ({ cdw: '.' }))
  // @ts-expect-error no such code
  compiled((error: unknown) => isRungsError(error, 'teapot'))
})
