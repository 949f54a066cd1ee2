import type { Json, ProviderCall } from '@rungs/model'
import { failureAt } from './errors.js'
import type { State } from './state.js'

/** So many keys are remembered, the newest; a repeat after that is a new write. */
const remembered = 10_000

/**
 * Does a write once for an idempotency key: the same key with the same input gives the first result again.
 * A write that failed may be repeated.
 * @throws RungsError `conflict` for the same key with another input.
 */
export function once<T>(state: State, call: ProviderCall, input: object, write: () => T): T {
  const key = `${call.operation} ${call.idempotencyKey}`
  const given = canonical(input)
  const before = state.replays.get(key)
  if (before !== undefined) {
    if (before.input === given) return JSON.parse(before.result) as T
    const message = 'was used before for another input. Use a new one for a new write.'
    throw failureAt('conflict', 'idempotencyKey', message)
  }
  const result = write()
  state.replays.set(key, { key, input: given, result: JSON.stringify(result) })
  const [oldest] = state.replays.keys()
  if (state.replays.size > remembered && oldest !== undefined) state.replays.delete(oldest)
  return result
}

/** JSON text in which the order of keys makes no difference. */
function canonical(value: object): string {
  return JSON.stringify(value, (_key, item: Json) =>
    item === null || typeof item !== 'object' || Array.isArray(item)
      ? item
      : Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))),
  )
}
