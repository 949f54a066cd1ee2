import {
  type Client,
  compareAmounts,
  type Migration,
  migrateLadder,
  previewMigration,
  subtractAmounts,
} from 'rungs'
import { type Member, standingOf } from './app.js'
import { pointsOf, remeasured } from './measure.js'
import { ladderRows, type Row } from './rows.js'

/** What a move did, or would do: how many of the tiers arrived, and everything that stayed behind or changed. */
export interface Move {
  tiers: Migration['tiers']
  rows: Row[]
}

/** What {@link moveLadder} would do. Nothing is written. */
export async function previewLadder(from: Client, to: Client): Promise<Move> {
  const { ladder, exchanges } = remeasured(await from.ladder.get(), to)
  const migration = await previewMigration({ from: ladder, to })
  return { tiers: migration.tiers, rows: ladderRows(ladder, migration, exchanges) }
}

/** Brings the ladder over. What the target cannot hold is left out and told; it can be run again. */
export async function moveLadder(from: Client, to: Client): Promise<Move> {
  const { ladder, exchanges } = remeasured(await from.ladder.get(), to)
  const migration = await migrateLadder({ from: ladder, to, onLoss: 'report' })
  return { tiers: migration.tiers, rows: ladderRows(ladder, migration, exchanges) }
}

/**
 * Brings the members over with the points that decide their tier: enrols them, and books what is missing. It can be run
 * again: what was booked is not booked twice. Returns what could not be brought.
 */
export async function moveMembers(
  from: { rungs: Client; members: readonly Member[] },
  to: { rungs: Client; members: readonly Member[] },
): Promise<Row[]> {
  const counted = pointsOf(await from.rungs.ladder.get())
  const counting = pointsOf(await to.rungs.ladder.get())
  const rows: Row[] = []
  for (const { name, memberId } of from.members) {
    const there = to.members.find((member) => member.name === name)
    const before = await standingOf(from.rungs, memberId)
    if (there === undefined || before === undefined) continue
    const points = before.metrics[counted] ?? '0'
    rows.push(...(await carry(to.rungs, { ...there, points }, counting)))
    const after = await standingOf(to.rungs, there.memberId)
    if (after !== undefined && before.since !== undefined && after.since !== before.since)
      rows.push({
        where: name,
        what: 'since',
        was: before.since,
        why: 'Begins anew, or is not told',
        paths: [],
      })
  }
  return rows
}

async function carry(
  to: Client,
  { name, memberId, points }: Member & { points: string },
  counting: ReturnType<typeof pointsOf>,
): Promise<Row[]> {
  const enroll = to.capabilities['members.enroll']
  const earn = to.capabilities['activity.earn']
  const row = { where: name, what: 'points', was: points, paths: [] }
  const isKnown = (await standingOf(to, memberId)) !== undefined
  if (!isKnown && enroll.support === 'unsupported') return [{ ...row, what: 'member', why: enroll.reason }]
  const { metrics } = await (isKnown ? to.members.standing(memberId) : to.members.enroll(memberId))
  const missing = subtractAmounts(points, metrics[counting] ?? '0')
  if (compareAmounts(missing, '0') <= 0) return []
  if (earn.support === 'unsupported') return [{ ...row, why: earn.reason }]
  await to.members.record(memberId, { type: 'earn', points: missing })
  return []
}
