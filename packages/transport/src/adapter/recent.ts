/**
 * Remembers keys for a while: the latest 1,000.
 * @returns a function that says whether a key came lately, and remembers it.
 */
export function recently(): (key: string) => boolean {
  const keys = new Set<string>()
  return (key) => {
    const known = keys.has(key)
    const [oldest] = keys.add(key)
    if (keys.size > 1000 && oldest !== undefined) keys.delete(oldest)
    return known
  }
}
