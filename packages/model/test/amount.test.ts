import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAmounts, compareAmounts, isWhole, subtractAmounts, toAmount } from '../src/index.js'

/** An exact decimal as an integer and a number of decimals, and one way to write it. */
const decimal = fc
  .record({
    digits: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    scale: fc.nat({ max: 30 }),
  })
  .map(({ digits, scale }) => ({ digits, scale, text: write(digits, scale) }))

function write(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(-scale)}`}`
}

/** Both as integers of one scale, for a check by arithmetic that has nothing to do with ours. */
function together(
  a: { digits: bigint; scale: number },
  b: { digits: bigint; scale: number },
): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale]
}

const canonical = /^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/

describe('toAmount', () => {
  it.each([
    ['5000', '5000'],
    [5000, '5000'],
    ['0.3', '0.3'],
    [0.3, '0.3'],
    ['007', '7'],
    ['1.500', '1.5'],
    ['100.00', '100'],
    ['0.0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    [-0, '0'],
    ['-12.50', '-12.5'],
    ['2147483647', '2147483647'],
    ['9007199254740993', '9007199254740993'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['9'.repeat(100), '9'.repeat(100)],
    [`-${'9'.repeat(99)}.5`, `-${'9'.repeat(99)}.5`],
  ])('writes %o as %s', (given, amount) => {
    expect(toAmount(given)).toBe(amount)
  })

  it.each([
    ['an integer past 2^53 as a number', 2 ** 53],
    ['a negative one', -(2 ** 53)],
    ['a number that prints with an exponent', 1e-7],
    ['a huge number', 1e21],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['an exponent', '1e3'],
    ['the text NaN', 'NaN'],
    ['the text Infinity', 'Infinity'],
    ['empty text', ''],
    ['white space', ' 5'],
    ['a line end', '5\n'],
    ['a plus sign', '+5'],
    ['two signs', '--5'],
    ['no whole part', '.5'],
    ['no fraction', '5.'],
    ['two points', '1.2.3'],
    ['a comma', '1,5'],
    ['grouping', '1_000'],
    ['other digits', '٣'],
    ['hexadecimal', '0x10'],
    ['101 digits', '9'.repeat(101)],
    ['101 digits with a fraction', `${'9'.repeat(100)}.5`],
    ['101 digits, most of them zeros', `${'0'.repeat(100)}1`],
    ['a bigint', 5n],
    ['null', null],
    ['undefined', undefined],
    ['true', true],
    ['an object', { valueOf: () => 5 }],
    ['a boxed number', Object(5)],
  ])('refuses %s', (_what, given) => {
    expect(toAmount(given)).toBeUndefined()
  })

  it('is canonical and stays so, whatever it was written as', () => {
    fc.assert(
      fc.property(decimal, fc.nat({ max: 5 }), fc.nat({ max: 5 }), ({ text }, leading, trailing) => {
        const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text]
        const padded = `${sign}${'0'.repeat(leading)}${digits}${digits.includes('.') ? '0'.repeat(trailing) : ''}`
        const amount = toAmount(padded)
        expect(amount).toMatch(canonical)
        expect(toAmount(amount)).toBe(amount)
        expect(amount).toBe(toAmount(text))
      }),
    )
  })

  it('keeps a number that survives as text, and no other', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const amount = toAmount(value)
        if (amount !== undefined) expect(Number(amount)).toBe(value === 0 ? 0 : value)
        else
          expect(/e|NaN|Infinity/.test(String(value)) || Math.abs(value) > Number.MAX_SAFE_INTEGER).toBe(true)
      }),
    )
  })

  it('refuses a huge text at once', () => {
    expect(toAmount('9'.repeat(10_000_000))).toBeUndefined()
  })
})

describe('arithmetic', () => {
  it('meets 0.3 with 0.1 and 0.2', () => {
    expect(addAmounts('0.1', '0.2')).toBe('0.3')
    expect(compareAmounts(addAmounts('0.1', '0.2'), '0.3')).toBe(0)
  })

  it('goes past 2^53 without losing a digit', () => {
    expect(addAmounts('9007199254740992', '1')).toBe('9007199254740993')
    expect(compareAmounts('9007199254740993', '9007199254740992')).toBe(1)
  })

  it('takes 100 equal to 100.00', () => {
    expect(compareAmounts('100', '100.00')).toBe(0)
  })

  it('adds, subtracts and compares as integers of one scale do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [left, right, scale] = together(a, b)
        expect(addAmounts(a.text, b.text)).toBe(toAmount(write(left + right, scale)))
        expect(subtractAmounts(a.text, b.text)).toBe(toAmount(write(left - right, scale)))
        expect(compareAmounts(a.text, b.text)).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })

  it('compares as integers of one scale do where both are short, which goes another way', () => {
    const short = fc
      .record({ digits: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), scale: fc.nat({ max: 12 }) })
      .map(({ digits, scale }) => ({ digits, scale, text: write(digits, scale) }))
    const near = fc.tuple(short, fc.constantFrom(-1n, 0n, 1n)).map(([a, step]): [typeof a, typeof a] => {
      const digits = a.digits + step
      return [a, { digits, scale: a.scale, text: write(digits, a.scale) }]
    })
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(short, short)), ([a, b]) => {
        const [left, right] = together(a, b)
        expect(compareAmounts(a.text, b.text)).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('sums a life of movements to the digit', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 50 }), (moves) => {
        const scale = Math.max(0, ...moves.map((move) => move.scale))
        const total = moves.reduce((sum, move) => sum + move.digits * 10n ** BigInt(scale - move.scale), 0n)
        const found = moves.reduce((sum, { text }) => addAmounts(sum, text), '0')
        expect(found).toBe(toAmount(write(total, scale)))
        expect(moves.reduce((sum, { text }) => subtractAmounts(sum, text), found)).toBe('0')
      }),
    )
  })

  it('keeps sums that are longer than any input may be', () => {
    const most = '9'.repeat(100)
    expect(addAmounts(most, most)).toBe(`1${'9'.repeat(99)}8`)
    const least = `0.${'0'.repeat(98)}1`
    expect(subtractAmounts(addAmounts(most, least), most)).toBe(least)
  })

  it('gives back what was added when it is taken away', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(subtractAmounts(addAmounts(a.text, b.text), b.text)).toBe(toAmount(a.text))
      }),
    )
  })
})

describe('isWhole', () => {
  it.each([
    ['5', true],
    ['-5', true],
    ['0', true],
    ['0.5', false],
    ['-12.5', false],
  ])('of %s is %s', (amount, whole) => {
    expect(isWhole(amount)).toBe(whole)
  })
})
