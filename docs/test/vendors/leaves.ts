import { leafPaths } from '@rungs/model'

/** What stands at the leaves of plain data: values by path, list positions as `[]`. */
function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of leafPaths(value)) {
    const name = path.replace(/\[\d+\]/g, '[]')
    found.set(name, `${found.get(name) ?? ''}${JSON.stringify(at(value, path))},`)
  }
  return found
}

/** The leaves that one of two values has differently, or not at all. */
export function differing(a: unknown, b: unknown): Set<string> {
  const [left, right] = [leaves(a), leaves(b)]
  return new Set([...left.keys(), ...right.keys()].filter((path) => left.get(path) !== right.get(path)))
}

/** What stands at a path such as `tiers[0].name` or `['points.earned']`. */
export function at(value: unknown, path: string): unknown {
  const keys = [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|([^.[\]]+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
  )
  return keys.reduce<unknown>(
    (inner, key) => (Object(inner) === inner ? Reflect.get(Object(inner), key) : undefined),
    value,
  )
}
