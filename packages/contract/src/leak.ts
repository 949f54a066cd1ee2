/** Where a secret shows up in a value, as paths; every form in which it may hide is looked for. */
export function leaks(value: unknown, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf)
  const found = new Set<string>()
  for (const { path, text } of textsOf(value)) if (forms.some((form) => text.includes(form))) found.add(path)
  return [...found]
}

function formsOf(secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
  const ascii = [...secret].every((character) => character.charCodeAt(0) < 128)
  // Base64 depends on where the secret begins; the middle of each shift stays the same.
  if (ascii && secret.length >= 12)
    for (const shift of ['', 'x', 'xx']) forms.push(btoa(shift + secret).slice(4, -4))
  return forms
}

interface Text {
  path: string
  text: string
}

function textsOf(value: unknown): Text[] {
  return [...printed(value), ...walk(value, '', new Set())]
}

/** What loggers print: JSON, text, and `util.inspect` where there is one. */
function printed(value: unknown): Text[] {
  const texts: Text[] = [{ path: 'String()', text: attempt(() => String(value)) }]
  texts.push({ path: 'JSON', text: attempt(() => JSON.stringify(value) ?? '') })
  const inspect = nodeInspect()
  if (inspect !== undefined)
    texts.push({ path: 'util.inspect', text: attempt(() => inspect(value, { depth: 12, showHidden: true })) })
  return texts
}

/** Every text that can be reached: hidden and symbol properties, getters, maps, headers, causes. */
function walk(value: unknown, path: string, seen: Set<object>): Text[] {
  if (typeof value === 'string') return [{ path: path === '' ? 'the value' : path, text: value }]
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return []
  if (seen.has(value) || seen.size > 20_000) return []
  seen.add(value)
  const at = (key: PropertyKey): string => (path === '' ? String(key) : `${path}.${String(key)}`)
  const texts: Text[] = []
  for (const key of keysOf(value)) {
    texts.push({ path: at(key), text: String(key) })
    texts.push(
      ...walk(
        attemptValue(() => Reflect.get(value, key)),
        at(key),
        seen,
      ),
    )
  }
  for (const [key, inner] of entriesOf(value)) {
    texts.push(...walk(key, `${path}(key)`, seen))
    texts.push(...walk(inner, at(String(key)), seen))
  }
  return texts
}

/** Own keys, and the getters of classes such as `Request`, but not those of functions. */
function keysOf(value: object): PropertyKey[] {
  const keys: PropertyKey[] = Reflect.ownKeys(value)
  if (typeof value === 'function') return keys.filter((key) => key !== 'caller' && key !== 'arguments')
  let prototype: object | null = Object.getPrototypeOf(value)
  while (prototype !== null && prototype !== Object.prototype) {
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (descriptor.get !== undefined) keys.push(key)
    prototype = Object.getPrototypeOf(prototype)
  }
  return keys
}

function entriesOf(value: object): [unknown, unknown][] {
  const isListed =
    value instanceof Map ||
    (typeof Headers !== 'undefined' && value instanceof Headers) ||
    (typeof URLSearchParams !== 'undefined' && value instanceof URLSearchParams)
  if (isListed) return [...value.entries()]
  return value instanceof Set ? [...value].map((item, index) => [index, item]) : []
}

type Inspect = (value: unknown, options: object) => string

function nodeInspect(): Inspect | undefined {
  const host: unknown = Reflect.get(globalThis, 'process')
  const load: unknown =
    typeof host === 'object' && host !== null ? Reflect.get(host, 'getBuiltinModule') : undefined
  if (typeof load !== 'function') return undefined
  const util: unknown = Reflect.apply(load, host, ['node:util'])
  const inspect: unknown =
    typeof util === 'object' && util !== null ? Reflect.get(util, 'inspect') : undefined
  return typeof inspect === 'function'
    ? (value, options) => String(Reflect.apply(inspect, util, [value, options]))
    : undefined
}

function attempt(make: () => string): string {
  try {
    return make()
  } catch {
    return ''
  }
}

function attemptValue(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}
