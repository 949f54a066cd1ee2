import { failuresOf } from '@rungs/transport/provider'

// Not that of ./errors.js, which is loaded with the first call.
const failure = failuresOf('scrip')

/** A rule that makes Scrip count what {@link countingRules} is for; the body of `native.rules.create`. */
export type CountingRule = {
  program_id: string
  name: string
  condition: string
  actions: { type: 'COUNTER'; key: string; value: string }[]
}

/**
 * The rules that make a program count what `members.record` sends: one for each counter, which adds the change that the
 * event's `counters` names (Scrip writing-rules and rule-actions pages). Nothing is sent.
 * @param counters the keys of counters, those of the setting `counters` and others.
 * @throws RungsError `invalid_input` for a key that cannot stand in a CEL expression.
 */
export function countingRules(programId: string, counters: readonly string[]): CountingRule[] {
  return counters.map((key, index) => {
    if (!/^(?!(true|false|null|in)$)[A-Za-z_]\w*$/.test(key)) {
      const message =
        'expected letters, digits and _, the first no digit, and no word of CEL, as it names fields'
      throw failure('invalid_input', [{ path: `counters[${index}]`, message }])
    }
    return {
      program_id: programId,
      name: `Count ${key}`,
      condition: `has(event.counters.${key})`,
      actions: [{ type: 'COUNTER', key, value: `event.counters.${key}` }],
    }
  })
}
