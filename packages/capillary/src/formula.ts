import type { Formula } from '@rungs/model'

/** `1`, `1 AND 2`, `(1 AND 2) OR 3`, `ANY2` (Create Tier page). */
export function printFormula({ terms, atLeast }: Formula): string {
  if (atLeast !== undefined) return `ANY${atLeast}`
  const several = terms.length > 1
  return terms
    .map((term) => (several && term.length > 1 ? `(${term.join(' AND ')})` : term.join(' AND ')))
    .join(' OR ')
}

/**
 * Reads an expression over `count` conditions: `ALL`, `ANYn`, groups of AND joined by OR, or Capillary's older
 * `[[1,2],[3]]`. `undefined` for anything else, and for numbers of conditions that there are not.
 */
export function parseFormula(text: string, count: number): Formula | undefined {
  const every = Array.from({ length: count }, (_, index) => index + 1)
  if (/^\s*ALL\s*$/i.test(text)) return { terms: [every], exact: true }
  const any = /^\s*ANY\s*(\d+)\s*$/i.exec(text)
  if (any !== null) {
    const atLeast = Number(any[1])
    if (atLeast < 1 || atLeast > count) return undefined
    return atLeast === count ? { terms: [every], exact: true } : { terms: [], atLeast, exact: true }
  }
  const terms = /^\s*\[/.test(text) ? nested(text) : text.split(/\bOR\b/i).map(termOf)
  const right = terms?.every((term) => term.length > 0 && term.every((number) => every.includes(number)))
  return terms !== undefined && terms.length > 0 && right ? { terms, exact: true } : undefined
}

function termOf(text: string): number[] {
  const inner = /^\s*(?:\(([^()]*)\)|([^()]*))\s*$/.exec(text)
  const numbers = (inner?.[1] ?? inner?.[2] ?? '').split(/\bAND\b/i).map((part) => part.trim())
  return numbers.every((number) => /^\d+$/.test(number)) ? numbers.map(Number) : []
}

function nested(text: string): number[][] | undefined {
  if (!/^[\s\d,[\]]*$/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    const lists = Array.isArray(value) ? value : []
    return lists.every((list) => Array.isArray(list) && list.every(Number.isInteger)) ? lists : undefined
  } catch {
    return undefined
  }
}
