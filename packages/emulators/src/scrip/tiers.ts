import { randomUuid } from '../core/ids.js'
import type { Answer, Context } from './context.js'
import { conflict, invalidField, notFound } from './errors.js'
import { readBody } from './input.js'
import { createLevels, upsertLevels } from './levels.js'
import { listPage, wholeList } from './paging.js'
import { programOf, writableProgram } from './programs.js'
import { tierShape } from './shapes.js'
import { entryOf, type Program, type Tier } from './state.js'
import { lifecycleOf, tierCreateSchema, tierUpdateSchema } from './tier-input.js'

const tierIn = ({ path }: Context, { tiers }: Program): Tier => {
  const key = path.tier ?? ''
  const tier = entryOf(tiers, key)
  if (tier === undefined) throw notFound('Tier', key)
  return tier
}

const refuseArchived = ({ status, key }: Tier): void => {
  if (status === 'ARCHIVED') throw conflict(`Tier "${key}" is archived`, undefined, 'tier_archived')
}

export const createTier = (context: Context): Answer => {
  const { now, switches } = context
  const sent = readBody(tierCreateSchema, context.body, switches)
  const program = writableProgram(context, context.path.program ?? '')
  if (entryOf(program.tiers, sent.key) !== undefined)
    throw conflict(`The program has a tier of the key "${sent.key}"`, 'key')
  const levels = createLevels(context, sent.levels)
  const tier: Tier = {
    id: randomUuid(),
    program_id: program.id,
    key: sent.key,
    display_name: sent.display_name ?? null,
    status: 'ACTIVE',
    levels,
    lifecycle: sent.lifecycle == null ? null : lifecycleOf(sent.lifecycle, null, levels, switches),
    archived_at: null,
    created_at: now,
    updated_at: now,
  }
  program.tiers[tier.key] = tier
  return { status: switches.tier_create_status, body: tierShape(context, tier) }
}

export const listTiers = (context: Context): Answer => {
  const { switches } = context
  const { tiers } = programOf(context, context.path.program ?? '')
  const listed = Object.values(tiers).filter(
    ({ status }) => status === 'ACTIVE' || switches.list_archived_tiers,
  )
  const shape = (tier: Tier) => tierShape(context, tier)
  if (switches.list_tiers_paging === 'ignored') return wholeList(listed.map(shape))
  return listPage(context, listed, ({ key }) => key, shape)
}

export const getTier = (context: Context): Answer => {
  const program = programOf(context, context.path.program ?? '')
  return { status: 200, body: tierShape(context, tierIn(context, program)) }
}

/** Changes what is sent and evaluates nobody: that waits for the next event or review (update a tier page). */
export const updateTier = (context: Context): Answer => {
  const { now, switches, body } = context
  const sent = readBody(tierUpdateSchema, body, switches)
  const tier = tierIn(context, writableProgram(context, context.path.program ?? ''))
  refuseArchived(tier)
  if (sent.key !== undefined && switches.tier_key_in_update === 'refused')
    throw invalidField('key', 'cannot be changed')
  const levels = sent.levels == null ? tier.levels : upsertLevels(context, tier.levels, sent.levels)
  const lifecycle =
    sent.lifecycle == null ? tier.lifecycle : lifecycleOf(sent.lifecycle, tier.lifecycle, levels, switches)
  const clearsName = sent.display_name === null && switches.null_in_update === 'cleared'
  tier.display_name = clearsName ? null : (sent.display_name ?? tier.display_name)
  tier.levels = levels
  tier.lifecycle = lifecycle
  tier.updated_at = now
  return { status: 200, body: tierShape(context, tier) }
}

/** One-way: held levels stay as history, nothing is assigned any more (archive a tier page). */
export const archiveTier = (context: Context): Answer => {
  const tier = tierIn(context, writableProgram(context, context.path.program ?? ''))
  refuseArchived(tier)
  tier.status = 'ARCHIVED'
  tier.archived_at = context.now
  tier.updated_at = context.now
  return { status: 200, body: tierShape(context, tier) }
}
