/**
 * The level key of a tier that was given none: its name in Scrip's letters (`^[a-z][a-z0-9_]*$`, at most 100, Scrip
 * create-a-tier page) and a mark of the call, so that a repeated call finds what it has made.
 */
export function keyOf(name: string, idempotencyKey: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
  const words = plain
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 60)
    .replace(/^_+|_+$/g, '')
  const begun = /^[a-z]/.test(words) ? words : `tier_${words}`
  return `${begun.replace(/_$/, '')}${markOf(idempotencyKey)}`
}

/** What ends the key of every level that was made under an idempotency key: 53 bits of it (cyrb53). */
export function markOf(idempotencyKey: string): string {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < idempotencyKey.length; at++) {
    const code = idempotencyKey.charCodeAt(at)
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  return `_${(4_294_967_296 * (2_097_151 & high) + (low >>> 0)).toString(36)}`
}
