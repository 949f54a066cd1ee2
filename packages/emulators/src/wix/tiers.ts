import { randomUuid } from '../core/ids.js'
import type { Context, World } from './context.js'
import { emptyDefinition, readDefinition } from './definition.js'
import { alreadyExists, notFound, quotaReached, refusal } from './errors.js'
import { tierEvent } from './events.js'
import { Fields } from './fields.js'
import { pathGuid } from './path.js'
import { checkRevision } from './revision.js'
import { tierChanged, tierDeleted } from './rules.js'
import { tierShape } from './shapes.js'
import { entryOf, type Tier, type TierDefinition } from './state.js'

const MAX_POINTS = 9_999_999

/** What can be written of a tier. */
type TierFields = Pick<Tier, 'definition' | 'requiredPoints'>

const comparableName = (name: string, { name_comparison: comparison }: World['switches']): string => {
  const trimmed = comparison.startsWith('trimmed') ? name.trim() : name
  return comparison.endsWith('case_insensitive') ? trimmed.toLowerCase() : trimmed
}

/** Throws 409 for a name or requiredPoints that another tier of the site has. */
const checkUnique = ({ state, switches }: World, fields: TierFields, self?: Tier): void => {
  const name = comparableName(fields.definition.name, switches)
  for (const tier of Object.values(state.tiers)) {
    if (tier === self) continue
    if (comparableName(tier.definition.name, switches) === name) throw alreadyExists()
    if (tier.requiredPoints === fields.requiredPoints) throw alreadyExists()
  }
}

/** What is sent of a tier over what there was; a new tier starts from nothing. */
const readTier = (fields: Fields, base: TierFields | undefined, { switches }: World): TierFields => {
  const kept = base !== undefined && switches.absent_fields === 'kept' ? base : undefined
  const sent = fields.object('tierDefinition')
  const oldDefinition = kept?.definition ?? emptyDefinition
  const under: TierDefinition =
    switches.tier_definition_update === 'merged' || sent === undefined ? oldDefinition : emptyDefinition
  const rules = {
    minName: switches.name_required ? 1 : 0,
    nullDescription: switches.null_description,
  } as const
  const definition = sent === undefined ? under : readDefinition(sent, under, rules)
  const named = sent?.has('name') === true
  if (switches.name_required && definition.name === '' && !named)
    fields.refuse('tierDefinition.name', 'REQUIRED_FIELD', 'is required')
  const min = switches.zero_required_points === 'refused' ? 1 : 0
  const requiredPoints = fields.integer('requiredPoints', { min, max: MAX_POINTS })
  if (requiredPoints === undefined && kept === undefined) {
    if (switches.required_points_required) fields.required('requiredPoints')
    else if (min === 1) fields.refuse('requiredPoints', 'MIN', 'must be 1 or more', 1)
  }
  return { definition, requiredPoints: requiredPoints ?? kept?.requiredPoints ?? 0 }
}

const insert = (world: World, fields: TierFields): Tier => {
  const { state, switches, now } = world
  if (Object.keys(state.tiers).length >= switches.tier_quota) throw quotaReached(switches.tier_quota)
  checkUnique(world, fields)
  const id = randomUuid()
  const tier: Tier = { id, ...fields, revision: 1, created: now, updated: now }
  state.tiers[id] = tier
  tierEvent(world, 'created', id, { createdEvent: { entity: tierShape(tier) } })
  tierChanged(world)
  return tier
}

const tierField = (body: Fields): Fields => {
  body.required('tier')
  const tier = body.object('tier')
  body.check()
  return tier ?? new Fields({}, 'tier')
}

export const createTier = (context: Context): object => {
  const fields = tierField(context.body)
  const sent = readTier(fields, undefined, context)
  fields.check()
  return { tier: tierShape(insert(context, sent)) }
}

/** Makes one item of a bulk request out of its fields. Throws what is wrong with it. */
export const createFrom = (world: World, fields: Fields): Tier => {
  const sent = readTier(fields, undefined, world)
  fields.check()
  return insert(world, sent)
}

/** All tiers but the base tier, which is none of them. */
export const sortedTiers = ({ state, switches }: World): Tier[] => {
  const tiers = Object.values(state.tiers)
  return switches.list_order === 'created'
    ? tiers
    : tiers.sort((a, b) => a.requiredPoints - b.requiredPoints || a.created - b.created)
}

export const listTiers = (context: Context): object => ({ tiers: sortedTiers(context).map(tierShape) })

const tierOf = ({ state, id }: Context, field: string): Tier => {
  const tier = entryOf(state.tiers, pathGuid(id, field))
  if (tier === undefined) throw notFound()
  return tier
}

export const getTier = (context: Context): object => ({ tier: tierShape(tierOf(context, 'tierId')) })

export const updateTier = (context: Context): object => {
  const { switches, now } = context
  const id = pathGuid(context.id, 'tier.id')
  const fields = tierField(context.body)
  const revision = fields.revision('revision')
  const tier = tierOf(context, 'tier.id')
  const sent = readTier(fields, tier, context)
  fields.check()
  checkRevision(context, { entityId: id, current: tier.revision, field: 'tier.revision' }, revision)
  checkUnique(context, sent, tier)
  const before = { definition: tier.definition, requiredPoints: tier.requiredPoints }
  if (switches.empty_update === 'keeps' && JSON.stringify(before) === JSON.stringify(sent))
    return { tier: tierShape(tier) }
  Object.assign(tier, sent, { revision: tier.revision + 1, updated: now })
  tierEvent(context, 'updated', id, { updatedEvent: { currentEntity: tierShape(tier) } })
  tierChanged(context)
  return { tier: tierShape(tier) }
}

const revisionOfQuery = ({ query }: Context): bigint | undefined => {
  const fields = new Fields(Object.fromEntries(query), '')
  const revision = fields.revision('revision')
  fields.check()
  return revision
}

export const deleteTier = (context: Context): object => {
  const { state, switches } = context
  pathGuid(context.id, 'tierId')
  const revision = revisionOfQuery(context)
  const tier = tierOf(context, 'tierId')
  const { id } = tier
  checkRevision(context, { entityId: id, current: tier.revision, field: 'revision' }, revision)
  const held = Object.values(state.accounts).some((account) => account.tier.id === id)
  if (held && switches.delete_with_accounts === 'refused')
    throw refusal(428, 'FAILED_PRECONDITION', 'The tier has accounts')
  delete state.tiers[id]
  tierEvent(context, 'deleted', id, { deletedEvent: { deletedEntity: tierShape(tier) } })
  tierDeleted(context)
  return {}
}
