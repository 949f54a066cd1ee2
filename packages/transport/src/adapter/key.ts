/**
 * A key for a tier that was given none, where the vendor takes keys from us: its name in lower case letters, digits and
 * `_`, the first a letter, at most 100, and the mark of the call.
 */
export function keyFromName(name: string, idempotencyKey: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
  const words = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 60)
  const begun = /^[a-z]/.test(words) ? words : `tier_${words}`
  return `${begun.replace(/_$/, '')}${markOf(idempotencyKey)}`
}

/** What ends every key that was made under an idempotency key, so that a repeated call finds it: 53 bits (cyrb53). */
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
