const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const pool = new Uint8Array(4096)
let used = pool.length

const nextByte = (): number => {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  return pool[used++] ?? 0
}

/** `prefix` and `length` random letters and digits. Random bytes are drawn by the block, since ids are made per request. */
export const randomId = (prefix: string, length: number): string => {
  let id = prefix
  for (let index = 0; index < length; index += 1) id += alphabet[nextByte() % alphabet.length]
  return id
}

/** A random UUID (version 4), also on a page that came over plain http, where browsers have no `randomUUID`. */
export const randomUuid = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const hex = Array.from({ length: 16 }, (_, index) => {
    const byte = nextByte()
    // The version and the variant of RFC 9562, section 5.4.
    if (index === 6) return 0x40 | (byte & 0x0f)
    return index === 8 ? 0x80 | (byte & 0x3f) : byte
  })
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
