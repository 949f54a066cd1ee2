import type { Json } from '@rungs/model'

/** A number in plain digits, whole: not a part of one with an exponent, which no loyalty figure has. */
const numeral = /(?<![\d.eE+-])-?\d+(?:\.\d+)?(?![\d.eE])/g

/**
 * `JSON.parse`, but a number that JavaScript cannot hold exactly becomes its digits as text: 9007199254740993
 * would come out as ...992, and nobody would know. Amounts are text in the model, so adapters take both.
 * @throws SyntaxError when it is not JSON.
 */
export function parseExact(text: string): Json {
  const parsed: Json = JSON.parse(text)
  return hasLongNumeral(text) ? JSON.parse(quoteInexact(text)) : parsed
}

/** Fifteen digits always survive. Of sixteen in a row, one stands at every sixteenth place. */
const longEnough = 16

function hasLongNumeral(text: string): boolean {
  for (let at = longEnough - 1; at < text.length; at += longEnough) {
    if (!isOfNumeral(text.charCodeAt(at))) continue
    let from = at
    let to = at + 1
    while (from > 0 && isOfNumeral(text.charCodeAt(from - 1))) from--
    while (to < text.length && isOfNumeral(text.charCodeAt(to))) to++
    if (to - from >= longEnough) return true
  }
  return false
}

function isOfNumeral(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46
}

/** Puts quotes around such numbers. The text is known to be JSON. */
function quoteInexact(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('"', at)
    if (open < 0) return result + quoteOutside(text.slice(at))
    const close = endOfString(text, open)
    result += quoteOutside(text.slice(at, open)) + text.slice(open, close)
    at = close
  }
  return result
}

function quoteOutside(text: string): string {
  return text.replace(numeral, (digits) => (survives(digits) ? digits : `"${digits}"`))
}

function survives(digits: string): boolean {
  const value = Number(digits)
  if (!digits.includes('.')) return Number.isSafeInteger(value)
  return String(value) === digits.replace(/\.?0+$/, '')
}

function endOfString(text: string, open: number): number {
  let at = open + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
