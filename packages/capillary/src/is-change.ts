import type { JsonObject } from '@rungs/model'
import { contains, follows } from '@rungs/transport'
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
