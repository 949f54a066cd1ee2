/** What an error says, also when it is none. */
export function messageOf(error: unknown): string {
  return textOf(property(error, 'message')) || textOf(error) || 'an error without a message'
}

/** A property of anything; `undefined` when it has none or its getter throws. */
export function property(value: unknown, key: string): unknown {
  try {
    return Object(value)[key]
  } catch {
    return undefined
  }
}

/** Anything as text; empty when it cannot be. */
export function textOf(value: unknown): string {
  try {
    return value === undefined || value === null ? '' : String(value)
  } catch {
    return ''
  }
}
