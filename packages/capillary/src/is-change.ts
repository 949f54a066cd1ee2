import type { JsonObject } from '@rungs/model'
import { partsOf } from './validity.js'
import type { CapillaryTier } from './wire.js'

/**
 * Whether a draft is a tier with just this change, so that it may be taken for our own: it shows what was sent, and else
 * what was there before. What it does not show of validity cannot be told.
 * @param before the published row; `undefined` for a new tier.
 */
export function isChange(before: CapillaryTier | undefined, draft: CapillaryTier, body: JsonObject): boolean {
  const { validity, ...fields } = body
  const sent = { ...fields, validity: partsOf(validity) }
  // Capillary fills in figures of a new tier, but no texts.
  const there = before === undefined ? { ...seen(draft), description: '', color: '' } : seen(before)
  return contains(draft, fields) && follows(seen(draft), there, sent)
}

/** What can be changed of a tier; without what Capillary fills in always. */
function seen({ name, description, color, eligibility, validity, renewal }: CapillaryTier): object {
  const { unit: _unit, criteriaType: _criteria, ...period } = partsOf(validity ?? renewal)
  return { name, description, color, eligibility, validity: period }
}

/** Whether all that is shown is what was sent, or else what was there before. */
function follows(shown: unknown, before: unknown, sent: unknown): boolean {
  const expected = sent ?? before ?? ''
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) {
    return (shown ?? '') === '' || (contains(shown, expected) && contains(expected, shown))
  }
  return Object.entries(shown).every(([key, value]) => follows(value, at(before, key), at(sent, key)))
}

/** Texts and numbers are told apart by neither view, and an empty text or list may be absent. */
function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return String(whole ?? '') === String(part)
  if (typeof whole !== 'object' || whole === null) return Array.isArray(part) && part.length === 0
  return Object.entries(part).every(([key, value]) => contains(Reflect.get(whole, key), value))
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
