import type { Operation } from '@rungs/model'
import {
  explanationSchema,
  ladderSchema,
  standingSchema,
  tierChangeSchema,
  tierSchema,
} from '@rungs/model/schemas'
import { equal, fail, ok } from './assert.js'
import { show } from './equal.js'

/** Holds that a value is plain data: it survives a JSON round trip and a structured clone unchanged. */
export function isPlain(value: unknown, what: string): void {
  if (value === undefined) fail(`${what}: expected data, got undefined`)
  equal(value, asJson(value, what), `${what} beside its JSON`)
  equal(structuredClone(value), value, `${what} beside its structured clone`)
}

function asJson(value: unknown, what: string): unknown {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch (error) {
    // A BigInt, a cycle, or something that makes its own JSON.
    return fail(`${what}: expected plain data, but it has no JSON: ${show(error)}`)
  }
}

/** Holds that an output is exactly what the model says of its operation. */
export function isOutputOf(operation: Operation, value: unknown): void {
  if (operation === 'tiers.list') isPage(value, tierSchema)
  else if (operation === 'members.history') isPage(value, tierChangeSchema)
  else if (operation === 'members.explain') matches(explanationSchema, value, 'the explanation')
  else if (operation === 'tiers.delete') isDeleted(value)
  else if (operation === 'members.record') isReceipt(value)
  else if (operation.startsWith('members.')) matches(standingSchema, value, 'the standing')
  else if (operation.startsWith('ladder.')) matches(ladderSchema, value, 'the ladder')
  else matches(tierSchema, value, 'the tier')
}

function isPage(value: unknown, item: Schema): void {
  const { items, nextCursor, ...rest } = Object(value)
  equal(rest, {}, 'unknown keys of a page')
  ok(nextCursor === undefined || (typeof nextCursor === 'string' && nextCursor !== ''), 'a cursor is text')
  if (!Array.isArray(items)) fail(`items: expected a list, got ${show(items)}`)
  for (const listed of items) matches(item, listed, 'a listed item')
}

function isDeleted(value: unknown): void {
  const { id, ...rest } = Object(value)
  ok(typeof id === 'string' && id !== '', 'id is text')
  equal(rest, { deleted: true }, 'what is left after a delete')
}

function isReceipt(value: unknown): void {
  const { memberId, id, at, ...rest } = Object(value)
  ok(typeof memberId === 'string' && memberId !== '', 'memberId is text')
  ok(id === undefined || (typeof id === 'string' && id !== ''), 'id is text where there is one')
  ok(
    typeof at === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(at),
    'at is an instant in UTC',
  )
  equal(rest, {}, 'unknown keys of a receipt')
}

interface Schema {
  safeParse(value: unknown): {
    success: boolean
    error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
  }
}

function matches(schema: Schema, value: unknown, what: string): void {
  const result = schema.safeParse(value)
  if (result.success) return
  const found = (result.error?.issues ?? []).map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  )
  fail(`${what} is not what the model says (${found.join('; ')}): ${show(value)}`)
}
