import * as z from 'zod/mini'
import { type Answer, type Context, success } from './context.js'
import { notFound } from './errors.js'
import { kpiTypes, upgradeTypes } from './fields.js'
import { bind, bodyOf } from './input.js'
import { programOf } from './records.js'
import type { Program } from './state.js'

const flag = z.optional(z.boolean())

const settingsSchema = z.strictObject({
  kpiType: z.optional(z.enum(kpiTypes)),
  slabUpgradeMode: z.optional(z.enum(upgradeTypes)),
  dailyDowngradeEnabled: flag,
  isDowngradeOnReturnEnabled: flag,
  isDowngradeOnPartnerProgramExpiryEnabled: flag,
  retainPoints: flag,
  reminders: z.optional(z.array(z.unknown())),
})

const programAt = (context: Context): Program => {
  const id = context.path.programId ?? ''
  const program = /^\d{1,15}$/.test(id) ? programOf(context, Number(id)) : undefined
  if (program === undefined) throw notFound(`There is no program "${id.slice(0, 100)}"`)
  return program
}

const settingsShape = ({
  id,
  sequence: _,
  hasUpgradeStrategy,
  hasDowngradeStrategy,
  ...settings
}: Program) => ({
  programId: id,
  ...settings,
  hasUpgradeStrategy,
  hasDowngradeStrategy,
})

export const getSettings = (context: Context): Answer => success(settingsShape(programAt(context)))

/** Sets what is program-level, and so configures both strategies (Create Tier page, prerequisites). */
export const updateSettings = (context: Context): Answer => {
  const { body, switches } = context
  const sent = bind(settingsSchema, bodyOf(body, switches), switches)
  const program = programAt(context)
  Object.assign(program, sent, { hasUpgradeStrategy: true, hasDowngradeStrategy: true })
  return success(settingsShape(program))
}
