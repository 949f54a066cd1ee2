/**
 * A path one step further down: `benefits` and `1` give `benefits[1]`, `vendor` and `acme` give `vendor.acme`.
 * A key that is no plain word is quoted, `vendor["a.b"]`, so that two leaves never share a path.
 */
export function joinPath(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`
  const name = String(key)
  if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === '' ? name : `${path}.${name}`
}
