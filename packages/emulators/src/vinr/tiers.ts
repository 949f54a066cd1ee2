import { randomId } from '../core/ids.js'
import type { Context } from './context.js'
import { badRequest, notFound } from './errors.js'
import { listPage, pageParams } from './paging.js'
import { tierCreated, tierDeleted } from './rules.js'
import { tierShape } from './shapes.js'
import { entryOf, type Tier } from './state.js'

const tierOf = ({ state, id, switches }: Context): Tier =>
  entryOf(state.tiers, id) ??
  (() => {
    throw notFound('tier', id, switches.not_found_param)
  })()

const others = ({ state }: Context, self: Tier | undefined): Tier[] =>
  Object.values(state.tiers).filter((tier) => tier !== self)

/** Characters as people count them; long text is not counted out. */
const longerThan = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit

const nameOf = (context: Context, self?: Tier): string | undefined => {
  const { input, switches } = context
  const name = switches.tier_name_empty === 'refused' ? input.filledText('name') : input.text('name')
  if (name === undefined) return undefined
  if (longerThan(name, switches.tier_name_max_length))
    throw badRequest(
      'parameter_invalid',
      `name must not be longer than ${switches.tier_name_max_length} characters.`,
      'name',
    )
  if (switches.tier_name_duplicates === 'refused' && others(context, self).some((tier) => tier.name === name))
    throw badRequest('resource_already_exists', 'There is a tier of this name.', 'name')
  return name
}

const minPointsOf = (context: Context, self?: Tier): number | undefined => {
  const { input, switches } = context
  const minPoints = input.integer('min_points')
  if (minPoints === undefined) return undefined
  if (minPoints < 0 && switches.tier_min_points_negative === 'refused')
    input.refuseInteger('min_points', 'must not be negative')
  if (
    switches.tier_min_points_duplicates === 'refused' &&
    others(context, self).some((tier) => tier.min_points === minPoints)
  )
    throw badRequest('resource_already_exists', 'There is a tier of these min_points.', 'min_points')
  return minPoints
}

const newTierId = ({ state, switches }: Context, name: string): string => {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  const id = `tier_${slug}`
  const usable = switches.tier_id_format === 'slug' && slug !== '' && entryOf(state.tiers, id) === undefined
  return usable ? id : randomId('tier_', 12)
}

export const createTier = (context: Context): object => {
  const { input, state, switches, seconds } = context
  input.only('name', 'min_points', 'benefits')
  if (switches.tier_name_required) input.required('name')
  if (switches.tier_min_points_required) input.required('min_points')
  if (switches.tier_benefits_required) input.required('benefits')
  const name = nameOf(context) ?? ''
  const min_points = minPointsOf(context) ?? 0
  const benefits = input.texts('benefits') ?? []
  const tier = { id: newTierId(context, name), name, min_points, benefits, created: seconds }
  state.tiers[tier.id] = tier
  context.emit('tier.created', tierShape(tier))
  tierCreated(context)
  return tierShape(tier)
}

export const getTier = (context: Context): object => {
  context.input.only()
  return tierShape(tierOf(context))
}

/** Changes what is sent and moves nobody: accounts are evaluated at their next balance change (tiers page, update). */
export const updateTier = (context: Context): object => {
  const { input, switches } = context
  const tier = tierOf(context)
  input.only('name', 'min_points', ...(switches.benefits_update === 'replace' ? ['benefits'] : []))
  if (input.size === 0 && switches.empty_update === 'refused')
    throw badRequest('parameter_missing', 'Send at least one parameter to change.')
  const name = nameOf(context, tier)
  const minPoints = minPointsOf(context, tier)
  const benefits = switches.benefits_update === 'replace' ? input.texts('benefits') : undefined
  if (name !== undefined) tier.name = name
  if (minPoints !== undefined) tier.min_points = minPoints
  if (benefits !== undefined) tier.benefits = benefits
  if (input.size > 0) context.emit('tier.updated', tierShape(tier))
  return tierShape(tier)
}

export const deleteTier = (context: Context): object => {
  const { state, id, switches, input } = context
  input.only()
  const gone = { id, deleted: true }
  if (switches.second_delete === 200 && entryOf(state.tiers, id) === undefined && state.deleted.includes(id))
    return gone
  const tier = tierOf(context)
  delete state.tiers[id]
  state.deleted.push(id)
  tierDeleted(context, id)
  if (switches.tier_deleted_event) context.emit('tier.deleted', tierShape(tier))
  return gone
}

const tieOrders = {
  created: (a: Tier, b: Tier) => a.created - b.created || compareIds(a, b),
  created_descending: (a: Tier, b: Tier) => b.created - a.created || compareIds(a, b),
  id: (a: Tier, b: Tier) => compareIds(a, b),
}

const compareIds = (a: Tier, b: Tier): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export const listTiers = (context: Context): object => {
  const { input, state, switches } = context
  const [limit, ...cursors] = pageParams
  input.only(limit, ...(switches.tiers_cursor === 'accepted' ? cursors : []))
  const byTie = tieOrders[switches.tie_order]
  const tiers = Object.values(state.tiers).sort((a, b) => a.min_points - b.min_points || byTie(a, b))
  return listPage(context, tiers, tierShape)
}
