import type { ProviderCall, TierProvider } from '@rungs/model'
import { holdsAll, rewrite, settled } from '@rungs/transport'
import { failure } from '../errors.js'
import { siteOf } from '../extras.js'
import { ladderOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { settingsOfPatch } from '../to-vendor.js'
import type { SettingsChange, SettingsParams, WixProgramSettings, WixTier } from '../wire.js'
import { isDefined, revisions } from './common.js'

/** The handlers of the ladder: the tiers program of the site (Wix tiers program pages). */
export function ladderOperations({ tiers }: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const idIn = (call: ProviderCall): string => siteOf(call) ?? settings.siteId ?? 'wix'
  return {
    // Not the settings alone: what a site without any gets by that route is not documented.
    'ladder.get': async (_input, call) => {
      const program = await tiers.getTiersProgram(call)
      return ladderOf(idIn(call), program.tiers, program.programSettings)
    },
    'ladder.update': async ({ patch, ifRevision }, call) => {
      const { change } = settled(settingsOfPatch(patch, settings), call, failure)
      // The tiers are read before the write, so that a failing read never hides that it was made.
      let listed: WixTier[] = []
      const read = async () => {
        const program = await tiers.getTiersProgram(call)
        listed = program.tiers
        return program.programSettings
      }
      const send = (current: WixProgramSettings) =>
        tiers.updateTiersProgramSettings(call, merged(current, change))
      const now = await rewrite(change, { ...revisions, read, send, holds, ifRevision }, call)
      return ladderOf(idIn(call), listed, now)
    },
  }
}

/** All of the settings: an update replaces them, and empties a base tier that is left out (Wix Update Tiers Program Settings page). */
function merged(
  { status, rollingWindow, baseTierDefinition: kept, revision }: WixProgramSettings,
  { baseTierDefinition: asked, ...change }: SettingsChange,
): SettingsParams {
  // A base tier comes as a whole: what is left out of it is cleared, also where Wix would merge.
  const cleared = { description: '', ...(kept?.icon ? { icon: null } : {}) }
  const base = asked ? { ...cleared, ...asked } : asked === undefined ? kept : null
  const settings = { status, rollingWindow, ...change, revision: String(revision) }
  return base ? { ...settings, baseTierDefinition: base } : settings
}

/** Whether settings are as they were asked for. */
function holds(found: WixProgramSettings, change: SettingsChange): boolean {
  const { baseTierDefinition: base, rollingWindow, ...own } = change
  const whole = base === undefined ? {} : { name: '', description: '', icon: null, ...base }
  const isWindow = holdsAll(found.rollingWindow, { ...rollingWindow })
  return isWindow && holdsAll(found, own) && isDefined(found.baseTierDefinition, whole)
}
