import type { Context, World } from './context.js'
import { emptyDefinition, readDefinition } from './definition.js'
import { alreadyExists, notFound } from './errors.js'
import { Fields } from './fields.js'
import { checkRevision } from './revision.js'
import { tierChanged } from './rules.js'
import { SITE_ID } from './seed.js'
import { settingsShape, tierShape } from './shapes.js'
import type { Settings, TierDefinition } from './state.js'
import { sortedTiers } from './tiers.js'

const MAX_MONTHS = 36
const statuses = ['DISABLED', 'DRAFT', 'ACTIVE', 'PAUSED', 'UNKNOWN'] as const

type SettingsFields = Pick<Settings, 'windowMonths' | 'baseTier'> & { status: Settings['status'] | undefined }

const settingsField = ({ body }: Context): Fields => {
  body.required('programSettings')
  const fields = body.object('programSettings')
  body.check()
  return fields ?? new Fields({}, 'programSettings')
}

const statusOf = (fields: Fields, { switches }: World): Settings['status'] | undefined => {
  const known = switches.unknown_status === 'accepted' ? statuses : statuses.slice(0, -1)
  return fields.choice('status', known)
}

/** A base tier that is not sent is reset (Update Tiers Program Settings page). */
const baseTierOf = (fields: Fields): TierDefinition | null => {
  const sent = fields.object('baseTierDefinition')
  if (sent === undefined) return null
  const definition = readDefinition(sent, emptyDefinition, { minName: 0, nullDescription: 'clears' })
  return JSON.stringify(definition) === JSON.stringify(emptyDefinition) ? null : definition
}

const readSettings = (fields: Fields, world: World): SettingsFields => {
  const min = world.switches.window_minimum_months
  const status = statusOf(fields, world)
  fields.required('rollingWindow')
  const window = fields.object('rollingWindow')
  window?.required('durationInMonths')
  const windowMonths = window?.integer('durationInMonths', { min, max: MAX_MONTHS }) ?? 0
  return { status, windowMonths, baseTier: baseTierOf(fields) }
}

const make = (
  { state, now }: World,
  fields: Omit<Settings, 'revision' | 'created' | 'updated'>,
): Settings => {
  const { status, windowMonths, baseTier } = fields
  state.settings = { status, windowMonths, revision: 1, baseTier, created: now, updated: now }
  return state.settings
}

const makeDefaults = (world: World): Settings =>
  make(world, {
    status: 'DISABLED',
    windowMonths: world.switches.default_window_months,
    baseTier: world.switches.default_base_tier === 'basic' ? { ...emptyDefinition, name: 'Basic' } : null,
  })

const shown = (context: Context, settings: Settings) => ({
  programSettings: settingsShape(context, settings),
})

/** Writes settings over those that there are, or new ones, and recalculates (a settings change triggers it). */
const write = (context: Context, { status, windowMonths, baseTier }: SettingsFields): Settings => {
  const { now, state } = context
  const { settings: old } = state
  const settings =
    old === null
      ? make(context, { status: status ?? 'DISABLED', windowMonths, baseTier })
      : Object.assign(old, {
          status: status ?? 'DISABLED',
          windowMonths,
          revision: old.revision + 1,
          baseTier,
          updated: now,
        })
  tierChanged(context)
  return settings
}

export const createSettings = (context: Context): object => {
  const fields = settingsField(context)
  const sent = readSettings(fields, context)
  fields.check()
  if (context.state.settings !== null && context.switches.existing_settings === 'conflict')
    throw alreadyExists()
  return shown(context, write(context, sent))
}

export const getSettings = (context: Context): object => {
  const { settings } = context.state
  if (settings !== null) return shown(context, settings)
  if (context.switches.missing_settings === 'not_found') throw notFound()
  return shown(context, makeDefaults(context))
}

/** Status, revision and window must all be sent: an update replaces (Update Tiers Program Settings page). */
export const updateSettings = (context: Context): object => {
  const fields = settingsField(context)
  fields.required('status')
  const revision = fields.revision('revision')
  const sent = readSettings(fields, context)
  fields.check()
  const { settings } = context.state
  if (settings === null) throw notFound()
  const guarded = { entityId: SITE_ID, current: settings.revision, field: 'programSettings.revision' }
  checkRevision(context, guarded, revision)
  return shown(context, write(context, sent))
}

/** The tiers with the settings, which are made when there are none (Get Tiers Program page). */
export const getProgram = (context: Context): object => ({
  tiers: sortedTiers(context).map(tierShape),
  ...shown(context, context.state.settings ?? makeDefaults(context)),
})

/** Whether the plan of the site has tiers, as it is read before a program is set up (Loyalty Program page). */
export const getLoyaltyProgram = ({ switches }: Context): object => ({
  loyaltyProgram: { premiumFeatures: { tiers: switches.tier_quota > 0 } },
})
