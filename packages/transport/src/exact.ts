import type { Json } from '@rungs/model'

const numeral = /-?\d+(?:\.\d+)?(?![\d.eE])/g

/**
 * `JSON.parse`, but a number that JavaScript cannot hold exactly becomes its digits as text: 9007199254740993
 * would come out as ...992, and nobody would know. Amounts are text in the model, so adapters take both.
 * @throws SyntaxError when it is not JSON.
 */
export function parseExact(text: string): Json {
  const parsed: Json = JSON.parse(text)
  // Fifteen digits always survive.
  return /[\d.]{16}/.test(text) ? JSON.parse(quoteInexact(text)) : parsed
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
