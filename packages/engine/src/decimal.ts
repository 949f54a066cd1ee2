import { type Amount, toAmount } from '@rungs/model'

/** The canonical text of an amount, as `toAmount` has it; whole numbers, which most are, without looking closely. */
export function amountOf(value: unknown): Amount | undefined {
  return Number.isSafeInteger(value) ? String(value) : toAmount(value)
}

/** How many digits an amount has after the point. */
export function decimalsOf(amount: Amount): number {
  const point = amount.indexOf('.')
  return point < 0 ? 0 : amount.length - point - 1
}

/** An amount as a whole number of units of 10^-scale. `scale` must not be below the amount's own decimals. */
export function toUnits(amount: Amount, scale: number): bigint {
  const missing = scale - decimalsOf(amount)
  return BigInt(amount.replace('.', '') + '0'.repeat(missing))
}

/** The canonical text of a number of units of 10^-scale. */
export function toText(units: bigint, scale: number): Amount {
  if (scale === 0) return units.toString()
  const negative = units < 0n
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)
  const decimals = digits.slice(-scale).replace(/0+$/, '')
  const magnitude = decimals === '' ? whole : `${whole}.${decimals}`
  return negative ? `-${magnitude}` : magnitude
}

/** 10^exponent. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}
