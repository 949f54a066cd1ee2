/** An exact decimal: `units` times 10 to the power of `-scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?$/

/** Vendors give no bound for amounts; this one keeps a careless value from filling the memory. */
const MAX_INPUT = 200

/** The decimal that a text says which a caller sent, or undefined when it says none. */
export const decimalOf = (text: string): Decimal | undefined =>
  text.length > MAX_INPUT ? undefined : writtenDecimal(text)

/** The decimal that a text says which was written here: a sum may be longer than anything that is sent. */
export const writtenDecimal = (text: string): Decimal | undefined => {
  const [, sign, whole, fraction = ''] = pattern.exec(text) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/** The decimal that a finite number is printed as: 0.1 is one tenth, not its nearest binary fraction. */
export const decimalOfNumber = (number: number): Decimal => {
  const [mantissa = '0', exponent = '0'] = String(number).split('e')
  const { units, scale } = writtenDecimal(mantissa) ?? { units: 0n, scale: 0 }
  const shifted = scale - Number(exponent)
  return shifted >= 0 ? { units, scale: shifted } : { units: units * 10n ** BigInt(-shifted), scale: 0 }
}

export const ZERO: Decimal = { units: 0n, scale: 0 }

const aligned = (a: Decimal, b: Decimal): [a: bigint, b: bigint, scale: number] => {
  const scale = Math.max(a.scale, b.scale)
  const raise = (value: Decimal): bigint => value.units * 10n ** BigInt(scale - value.scale)
  return [raise(a), raise(b), scale]
}

export const add = (a: Decimal, b: Decimal): Decimal => {
  const [x, y, scale] = aligned(a, b)
  return { units: x + y, scale }
}

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, { units: -b.units, scale: b.scale })

export const compare = (a: Decimal, b: Decimal): number => {
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** Plain decimal text without superfluous zeros: `1200`, `-0.5`. */
export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const sign = units < 0n ? '-' : ''
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
