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
