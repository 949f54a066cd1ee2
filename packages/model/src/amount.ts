/**
 * An exact amount of points, money, visits or a counter, as canonical decimal text: `"5000"`, `"0.3"`,
 * `"-12.5"`. No exponent, no leading zeros, no trailing fraction zeros, never `"-0"`. Any length: values past
 * 2^53 survive. Money is in major units of the provider's currency.
 */
export type Amount = string

/** What people may write for an {@link Amount}: decimal text, or a number that text would print exactly. */
export type AmountInput = string | number

const decimalText = /^-?\d+(\.\d+)?$/

/** More are refused in input: no loyalty figure is that long, and an attack may be. */
const maxDigits = 100

/**
 * The canonical text of an amount, or `undefined` when the value is none: not a number or decimal text,
 * not finite, an integer past 2^53 given as a number (its digits are already lost), a number that JavaScript
 * prints with an exponent, or over 100 digits.
 */
export function toAmount(value: unknown): Amount | undefined {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return undefined
    return toAmount(String(value))
  }
  if (typeof value !== 'string' || value.length > maxDigits + 2 || !decimalText.test(value)) return undefined
  return value.replace(/\D/g, '').length > maxDigits ? undefined : canonical(value)
}

/**
 * -1, 0 or 1 as `a` is less than, equal to or greater than `b`, by value: `"1.0"` equals `"1"`.
 * Both must be decimal text; {@link toAmount} makes it so.
 */
export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  // Fifteen digits are exact in a number, and cost a tenth of what they cost as big integers.
  const short = a.length <= 15 && b.length <= 15
  const [left, right] = short ? [Number(a), Number(b)] : align(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The exact sum of two amounts of any length. Both must be decimal text. */
export function addAmounts(a: Amount, b: Amount): Amount {
  const [left, right, scale] = align(a, b)
  return print(left + right, scale)
}

/** The exact difference `a - b` of two amounts of any length. Both must be decimal text. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  const [left, right, scale] = align(a, b)
  return print(left - right, scale)
}

/** Whether a canonical amount has no fraction. */
export function isWhole(amount: Amount): boolean {
  return !amount.includes('.')
}

function canonical(text: string): Amount {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const digits = whole.replace(/^0+(?=\d)/, '')
  const decimals = fraction.replace(/0+$/, '')
  const magnitude = decimals === '' ? digits : `${digits}.${decimals}`
  return negative && magnitude !== '0' ? `-${magnitude}` : magnitude
}

function align(a: Amount, b: Amount): [bigint, bigint, number] {
  const scale = Math.max(decimalsOf(a), decimalsOf(b))
  return [scaled(a, scale), scaled(b, scale), scale]
}

function decimalsOf(amount: Amount): number {
  const point = amount.indexOf('.')
  return point < 0 ? 0 : amount.length - point - 1
}

function scaled(amount: Amount, scale: number): bigint {
  return BigInt(amount.replace('.', '') + '0'.repeat(scale - decimalsOf(amount)))
}

function print(value: bigint, scale: number): Amount {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  return canonical(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`)
}
