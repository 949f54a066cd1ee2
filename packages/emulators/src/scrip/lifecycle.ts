import type { World } from './context.js'
import { goDurationMs } from './durations.js'
import { deferredTarget, lapseTarget } from './lapse.js'
import { addMonths, nextPeriodEnd } from './periods.js'
import { counterWindowEnd } from './qualification.js'
import { measureRollover, rollsOver, writeRollover } from './rollover.js'
import { assignLevel, heldLevel, isEnrolled, standingOf } from './rules.js'
import type { Lifecycle, Participant, Standing, Tier } from './state.js'

const DAY_MS = 86_400_000

/** The tiers whose time runs for a participant: archived ones keep what was held as history (archive a tier page). */
const runningTiers = ({ state }: World, participant: Participant): Tier[] =>
  Object.values(state.programs)
    .filter(({ id, status }) => status !== 'ARCHIVED' && isEnrolled(participant, id))
    .flatMap(({ tiers }) => Object.values(tiers))
    .filter(({ status }) => status === 'ACTIVE')

const periodEnd = ({ switches }: World, lifecycle: Lifecycle, after: number): number | undefined =>
  nextPeriodEnd(lifecycle, after, switches.period_utc_offset_minutes)

const timerEnd = ({ retention }: Lifecycle, { refreshed_at, pending }: Standing): number | undefined => {
  if (retention.mode !== 'ACTIVITY_REFRESH' || refreshed_at === null || pending !== null) return undefined
  const length = goDurationMs(retention.duration ?? '')
  return length === undefined ? undefined : refreshed_at + length
}

/** Whether the end of a period does anything to this participant. */
const hasPeriods = (
  world: World,
  tier: Tier,
  lifecycle: Lifecycle,
  standing: Standing | undefined,
): boolean => standing !== undefined || rollsOver(world, tier, lifecycle)

/** What falls due in a tier; of the ends of periods, the first after `after`. */
const duesOfTier = (
  world: World,
  participant: Participant,
  tier: Tier,
  after: number,
): (number | undefined)[] => {
  const standing = standingOf(participant, tier)
  const { lifecycle } = tier
  const ends = [standing?.expires_at ?? undefined, standing?.pending?.due]
  if (lifecycle === null) return ends
  if (hasPeriods(world, tier, lifecycle, standing)) ends.push(periodEnd(world, lifecycle, after))
  if (standing !== undefined && lifecycle.downgrade_policy?.mode !== 'HOLD')
    ends.push(timerEnd(lifecycle, standing))
  return ends
}

/** When something next falls due for a participant by time alone; Infinity for never. */
export const nextDue = (world: World, participant: Participant): number => {
  const after = world.state.evaluated_at
  const least = runningTiers(world, participant)
    .flatMap((tier) => duesOfTier(world, participant, tier, after))
    .reduce<number>((first, due) => Math.min(first, due ?? Infinity), Infinity)
  return Math.max(least, after)
}

const drop = (world: World, participant: Participant, tier: Tier, level: string | null): void => {
  assignLevel(world, participant, tier, { level })
  const standing = standingOf(participant, tier)
  if (standing !== undefined && world.switches.refresh_timer_after_drop === 'stops')
    standing.refreshed_at = null
}

/** An assignment by hand that has ended: removed to the base, or dropped as the policy says. */
const endAssignment = (world: World, participant: Participant, tier: Tier, standing: Standing): void => {
  const held = heldLevel(participant, tier)
  const byPolicy = world.switches.assignment_end === 'downgrade_policy' && tier.lifecycle !== null
  const target =
    byPolicy && held !== undefined && tier.lifecycle !== null
      ? lapseTarget(world, participant, tier, held, tier.lifecycle)
      : undefined
  if (target !== undefined && target === held) standing.expires_at = null
  else drop(world, participant, tier, target?.key ?? null)
}

const endDeferral = (world: World, participant: Participant, tier: Tier, said: string | null): void => {
  const held = heldLevel(participant, tier)
  const target = held === undefined ? undefined : deferredTarget(world, participant, tier, held, said)
  drop(world, participant, tier, target?.key ?? null)
}

/** When a drop of a closed period takes effect, and the end of status that is shown until then. */
const deferral = (
  { switches }: World,
  { status_validity, downgrade_policy }: Lifecycle,
  end: number,
): { due: number; shown: number } => {
  const shown = addMonths(end, status_validity?.extend_months ?? 0)
  const grace = (downgrade_policy?.grace_days ?? 0) * DAY_MS
  const due = switches.grace_counts_from === 'extension' ? shown + grace : Math.max(shown, end + grace)
  return { due, shown }
}

/** Judges a closed period: renews, drops, or defers the drop; one that is deferred already stays as it is. */
const review = (world: World, participant: Participant, tier: Tier, lifecycle: Lifecycle): void => {
  const standing = standingOf(participant, tier)
  const held = heldLevel(participant, tier)
  if (standing === undefined || held === undefined) return
  const target = lapseTarget(world, participant, tier, held, lifecycle)
  if (target === held) {
    standing.pending = null
    return
  }
  const { due, shown } = deferral(world, lifecycle, world.now)
  if (due <= world.now) drop(world, participant, tier, target?.key ?? null)
  else standing.pending ??= { level: target?.key ?? null, due, shown }
}

/** The ends of periods at one instant: every tier is judged before any counter of theirs rolls over. */
const closePeriods = (
  world: World,
  participant: Participant,
  closing: readonly [Tier, Lifecycle][],
): void => {
  const measure = (): ReadonlyMap<string, string>[] =>
    closing.map(([tier, lifecycle]) =>
      measureRollover(world, participant, tier, lifecycle, heldLevel(participant, tier)),
    )
  const judge = (): void => {
    for (const [tier, lifecycle] of closing) review(world, participant, tier, lifecycle)
  }
  const write = (all: ReadonlyMap<string, string>[]): void => {
    for (const values of all) writeRollover(world, participant, values)
  }
  const before = measure()
  if (world.switches.rollover_order === 'before_judging') write(before)
  judge()
  if (world.switches.rollover_order === 'after_judging')
    write(world.switches.excess_level === 'held' ? before : measure())
}

/**
 * How far a timer that changes nothing runs on: as often as fits before anything else happens to the participant, so
 * that a long jump with a short timer takes no longer than a short one.
 */
const runOn = (world: World, participant: Participant, length: number, until: number): number => {
  const { now } = world
  const others = runningTiers(world, participant).flatMap((tier) => duesOfTier(world, participant, tier, now))
  const windows = Object.values(participant.counters).map(counterWindowEnd)
  const next = [...others, ...windows]
    .filter((due): due is number => due !== undefined && due > now)
    .reduce((first, due) => Math.min(first, due - 1), until)
  return now + Math.max(0, Math.floor((next - now) / length)) * length
}

const endTimer = (
  world: World,
  participant: Participant,
  tier: Tier,
  { lifecycle, standing, until }: { lifecycle: Lifecycle; standing: Standing; until: number },
): void => {
  const held = heldLevel(participant, tier)
  const target = held === undefined ? undefined : lapseTarget(world, participant, tier, held, lifecycle)
  if (held !== undefined && target === held) {
    standing.refreshed_at = null
    const length = goDurationMs(lifecycle.retention.duration ?? '') ?? until
    standing.refreshed_at = runOn(world, participant, length, until)
    return
  }
  const due = world.now + (lifecycle.downgrade_policy?.grace_days ?? 0) * DAY_MS
  if (due <= world.now) drop(world, participant, tier, target?.key ?? null)
  else standing.pending = { level: target?.key ?? null, due, shown: world.now }
}

/** Does what falls due for a participant at one instant, `world.now`; `until` is how far the clock has run. */
export const fallDue = (world: World, participant: Participant, until: number): void => {
  const { now, state } = world
  const tiers = runningTiers(world, participant)
  const closing = tiers.flatMap((tier): [Tier, Lifecycle][] => {
    const { lifecycle } = tier
    const end = lifecycle === null ? undefined : periodEnd(world, lifecycle, state.evaluated_at)
    return lifecycle !== null && end === now ? [[tier, lifecycle]] : []
  })
  for (const tier of tiers) {
    const assigned = standingOf(participant, tier)
    if (assigned?.expires_at != null && assigned.expires_at <= now)
      endAssignment(world, participant, tier, assigned)
    const pending = standingOf(participant, tier)?.pending
    if (pending != null && pending.due <= now) endDeferral(world, participant, tier, pending.level)
  }
  if (closing.length > 0) closePeriods(world, participant, closing)
  for (const tier of tiers) {
    const standing = standingOf(participant, tier)
    const { lifecycle } = tier
    if (standing === undefined || lifecycle === null || lifecycle.downgrade_policy?.mode === 'HOLD') continue
    const end = timerEnd(lifecycle, standing)
    if (end !== undefined && end <= now) endTimer(world, participant, tier, { lifecycle, standing, until })
  }
}

/** The end of status that is shown: of an assignment by hand, of a deferral, or as the lifecycle gives it. */
export const shownExpiry = (world: World, tier: Tier, standing: Standing): number | null => {
  if (standing.expires_at !== null) return standing.expires_at
  const { lifecycle } = tier
  if (lifecycle === null || tier.status === 'ARCHIVED' || world.switches.expires_at_shows === 'assignment')
    return null
  if (standing.pending !== null) return standing.pending.shown
  if (lifecycle.downgrade_policy?.mode === 'HOLD') return null
  const end = periodEnd(world, lifecycle, world.now)
  if (end === undefined) return timerEnd(lifecycle, standing) ?? null
  return addMonths(end, lifecycle.status_validity?.extend_months ?? 0)
}
