import { randomUuid } from '../core/ids.js'
import type { World } from './context.js'
import { conflict, invalidField, requiredField } from './errors.js'
import type { Level } from './state.js'
import type { ScripSwitches } from './switches.js'
import { type LevelInput, qualificationOf } from './tier-input.js'

const isColor = (text: string): boolean => /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text)
const isUrl = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text)

const check = (sent: LevelInput, field: string, switches: ScripSwitches): void => {
  const { rank, display_name, color, icon_url } = sent
  if (rank != null && rank < switches.level_rank_minimum)
    throw invalidField(`${field}.rank`, `must be ${switches.level_rank_minimum} or more`)
  const most = switches.level_display_name_max_length
  if (display_name != null && display_name.length > most && [...display_name].length > most)
    throw invalidField(`${field}.display_name`, `must have at most ${most} characters`)
  if (switches.color_and_icon_format === 'unchecked') return
  if (color != null && !isColor(color)) throw invalidField(`${field}.color`, 'must be a hex colour')
  if (icon_url != null && !isUrl(icon_url)) throw invalidField(`${field}.icon_url`, 'must be a URL')
}

/** A value that is sent, or what stood before; what null does is a switch. */
const kept = <T>(sent: T | null | undefined, before: T | null, switches: ScripSwitches): T | null => {
  if (sent === null && switches.null_in_update === 'cleared') return null
  return sent ?? before
}

const benefitsOf = (
  sent: LevelInput['benefits'],
  before: Level['benefits'],
  switches: ScripSwitches,
): Level['benefits'] => {
  const benefits = kept(sent, before, switches)
  return switches.benefits_update === 'merge' && sent != null ? { ...before, ...sent } : benefits
}

/** A level with what is sent of it; `before` is absent for a new one. */
const levelFrom = (
  { now, switches }: World,
  sent: LevelInput,
  before: Level | undefined,
  field: string,
): Level => {
  check(sent, field, switches)
  const rank = sent.rank ?? before?.rank
  if (rank === undefined) throw requiredField(`${field}.rank`)
  const qualification = before?.qualification ?? null
  return {
    id: before?.id ?? randomUuid(),
    key: sent.key,
    rank,
    display_name: kept(sent.display_name, before?.display_name ?? null, switches),
    color: kept(sent.color, before?.color ?? null, switches),
    icon_url: kept(sent.icon_url, before?.icon_url ?? null, switches),
    benefits: benefitsOf(sent.benefits, before?.benefits ?? null, switches),
    qualification:
      sent.qualification == null
        ? qualification
        : qualificationOf(sent.qualification, qualification, `${field}.qualification`, switches),
    created_at: before?.created_at ?? now,
    updated_at: now,
  }
}

const codeOf = (status: number): string => (status === 400 ? 'bad_request' : 'conflict')

const refuseEqualRanks = (levels: readonly Level[], status: number): void => {
  const ranks = new Map<number, string>()
  for (const { rank, key } of levels) {
    const other = ranks.get(rank)
    if (other !== undefined)
      throw conflict(
        `Levels "${other}" and "${key}" have the same rank ${rank}`,
        'levels',
        codeOf(status),
        status,
      )
    ranks.set(rank, key)
  }
}

const refuseEqualKeys = (sent: readonly LevelInput[], status: number): void => {
  const keys = new Set<string>()
  for (const { key } of sent) {
    if (keys.has(key))
      throw conflict(`The level key "${key}" is sent twice`, 'levels', codeOf(status), status)
    keys.add(key)
  }
}

/** The levels of a new tier. */
export const createLevels = (world: World, sent: readonly LevelInput[]): Level[] => {
  const status = world.switches.duplicate_levels_status
  refuseEqualKeys(sent, status)
  const levels = sent.map((level, index) => levelFrom(world, level, undefined, `levels[${index}]`))
  refuseEqualRanks(levels, status)
  return levels
}

const refuseTakenRanks = (before: readonly Level[], sent: readonly LevelInput[]): void => {
  for (const { key, rank } of sent) {
    const holder = before.find((level) => level.rank === rank && level.key !== key)
    if (holder !== undefined) throw conflict(`Rank ${rank} is that of level "${holder.key}"`, 'levels')
  }
}

/**
 * The levels of a tier after an update: matched by key, changed in what is sent, added where the key is new, and kept
 * where they are not named (update a tier page).
 */
export const upsertLevels = (
  world: World,
  before: readonly Level[],
  sent: readonly LevelInput[],
): Level[] => {
  if (sent.length === 0 && world.switches.empty_levels_update === 'refused')
    throw invalidField('levels', 'must have at least one level')
  refuseEqualKeys(sent, 409)
  if (world.switches.rank_conflict_judged === 'one_by_one') refuseTakenRanks(before, sent)
  const levels = new Map(before.map((level) => [level.key, level]))
  for (const [index, level] of sent.entries())
    levels.set(level.key, levelFrom(world, level, levels.get(level.key), `levels[${index}]`))
  const all = [...levels.values()]
  refuseEqualRanks(all, 409)
  return all
}
