import type { Context } from './context.js'
import { itemErrorOf, WixError } from './errors.js'
import type { Fields } from './fields.js'
import { tierShape } from './shapes.js'
import type { WixState } from './state.js'
import { createFrom } from './tiers.js'

const LIMITS = { min: 1, max: 20 }

const attempt = (context: Context, fields: Fields, originalIndex: number) => {
  try {
    const tier = createFrom(context, fields)
    const itemMetadata = { id: tier.id, originalIndex, success: true, error: null }
    return { itemMetadata, item: tierShape(tier) }
  } catch (error) {
    if (!(error instanceof WixError)) throw error
    return { itemMetadata: { originalIndex, success: false, error: itemErrorOf(error) } }
  }
}

/** Every item on a copy of what there is; nothing is made and nobody is told when one of them fails. */
const rehearse = (context: Context, items: readonly Fields[]): void => {
  const { tiers, ...others } = context.state
  const state: WixState = { ...structuredClone(others), tiers: { ...tiers } }
  for (const item of items) createFrom({ ...context, state, publish: () => {} }, item)
}

/** 1 to 20 tiers, each with a result of its own (Bulk Create Tiers page). */
export const bulkCreateTiers = (context: Context): object => {
  const items = context.body.objects('tiers', LIMITS)
  context.body.check()
  if (context.switches.bulk_failures === 'whole_request') rehearse(context, items)
  const results = items.map((item, index) => attempt(context, item, index))
  const totalSuccesses = results.filter(({ itemMetadata }) => itemMetadata.success).length
  const totalFailures = results.length - totalSuccesses
  return { results, bulkActionMetadata: { totalSuccesses, totalFailures, undetailedFailures: 0 } }
}
