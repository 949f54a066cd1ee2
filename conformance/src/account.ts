import type { Migration } from '@rungs/client'
import { type Accounting, type Ladder, leafPaths } from '@rungs/model'

/** What only the source itself can say of a ladder or a tier: it is no part of what is carried over. */
const own = /^(id|revision|createdAt|updatedAt)$|^tiers\[\d+\]\.(id|revision|createdAt|updatedAt)$/

/** The leaves of a ladder that somebody has to account for. */
export function leavesOf(ladder: Ladder): string[] {
  return leafPaths({ ...ladder, tiers: ladder.tiers.length === 0 ? undefined : ladder.tiers })
    .filter((path) => !own.test(path))
    .sort()
}

/** Every path that a migration speaks of, each as often as it is spoken of. */
export function spokenFor({ settings, tiers }: Migration): string[] {
  return [settings, ...tiers.map(({ accounting }) => accounting)].flatMap(pathsOf).sort()
}

function pathsOf({ mapped, emulated, vendor, losses }: Accounting): string[] {
  return [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)]
}

/** The paths that the target is said to hold: as they are, or in a way of its own. */
export function held(migration: Migration): { mapped: string[]; emulated: string[] } {
  const accounts = [migration.settings, ...migration.tiers.map(({ accounting }) => accounting)]
  return {
    mapped: accounts.flatMap(({ mapped }) => mapped),
    emulated: accounts.flatMap(({ emulated }) => emulated.map(({ path }) => path)),
  }
}

/** Where a path of the source is at the target: benefits after one that is lost move up. */
export function placeAfterLosses(path: string, { losses }: Migration): string {
  const [, list, index] = /^(tiers\[\d+\]\.benefits)\[(\d+)\]/.exec(path) ?? []
  if (list === undefined) return path
  const before = Array.from({ length: Number(index) }, (_, at) => `${list}[${at}].`)
  const gone = before.filter((place) => losses.some((loss) => loss.path.startsWith(place))).length
  return path.replace(`${list}[${index}]`, `${list}[${Number(index) - gone}]`)
}

/** The value at a path such as `tiers[1].benefits[0].label`. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? []
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  )
}
