import type { Call, CallOptions, Client } from '@rungs/client'
import type { Operation } from '@rungs/model'
import { ContractViolation, equal } from './assert.js'
import type { CaseContext } from './context.js'
import { show } from './equal.js'
import { snapshot } from './setup.js'

/** Makes a call by the operation's name, with arguments of any kind: the suite also gives what types would forbid. */
export function invoke(
  client: Client<unknown>,
  operation: Operation,
  args: readonly unknown[],
  options?: CallOptions | Record<string, unknown>,
): Call<unknown> {
  const [area = '', name = ''] = operation.split('.')
  const group: unknown = Reflect.get(client, area)
  const method: unknown = typeof group === 'object' && group !== null ? Reflect.get(group, name) : undefined
  if (typeof method !== 'function') throw new ContractViolation(`the client has no ${operation}`)
  const call: unknown = Reflect.apply(method, group, options === undefined ? args : [...args, options])
  if (!isCall(call)) throw new ContractViolation(`${operation}: expected a call, got ${show(call)}`)
  return call
}

/** Arguments that are right in form for every operation, about things that do not exist. */
export function plausibleArguments(operation: Operation): readonly unknown[] {
  return plausible[operation] ?? ['unknown-1']
}

const plausible: { readonly [operation in Operation]?: readonly unknown[] } = {
  'tiers.list': [{}],
  'tiers.create': [{ name: 'Plausible', threshold: 100 }],
  'tiers.update': ['unknown-1', { name: 'Plausible' }],
  'ladder.get': [],
  'ladder.update': [{ name: 'Plausible' }],
  'members.history': ['unknown-1', {}],
  'members.assign': ['unknown-1', { tier: null }],
  'members.record': ['unknown-1', { type: 'earn', points: 1 }],
}

/** How many requests have left so far, as the wire saw it, or else as the provider says. */
export async function requestCount(t: CaseContext): Promise<number> {
  if (t.subject.wire !== undefined) return (await t.subject.wire.requests()).length
  return t.calls.reduce((sum, { exchange }) => sum + exchange.attempts + (exchange.sent ? 1 : 0), 0)
}

/** Holds that no request leaves while `work` runs. */
export async function sendsNothing<T>(t: CaseContext, what: string, work: () => Promise<T>): Promise<T> {
  const before = await requestCount(t)
  const result = await work()
  equal((await requestCount(t)) - before, 0, `${what}: requests sent`)
  return result
}

/** Holds that the backend looks the same before and after `work`. */
export async function changesNothing<T>(t: CaseContext, what: string, work: () => Promise<T>): Promise<T> {
  const before = await snapshot(t)
  const result = await work()
  equal(await snapshot(t), before, `${what}: the backend afterwards`)
  return result
}

function isCall(value: unknown): value is Call<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && 'withDetails' in value
}
