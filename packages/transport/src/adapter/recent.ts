const most = 1000

/**
 * Remembers the first value of each key for a while: of the latest 1,000 keys. So a repeated call says what the first
 * said, an instant for one, and is the same request to the vendor.
 */
export function firstOf<T>(): (key: string, value: T) => { value: T; known: boolean } {
  const first = new Map<string, T>()
  return (key, value) => {
    const known = first.has(key)
    if (!known) first.set(key, value)
    const [oldest] = first.keys()
    if (first.size > most && oldest !== undefined) first.delete(oldest)
    return { value: first.get(key) ?? value, known }
  }
}

/** Keys that are known from when they are added on, for a while: the latest 1,000. */
export class LatestKeys extends Set<string> {
  override add(key: string): this {
    super.add(key)
    const [oldest] = this
    if (this.size > most && oldest !== undefined) this.delete(oldest)
    return this
  }
}
