import type { Client, Ladder, Standing } from 'rungs'
import { type Promotion, putLadder, readLadder } from './ladder.js'

/** What one run of the app found and did. */
export interface Outcome {
  provider: string
  /** What was changed on the ladder; empty when it was as wanted. */
  changes: string[]
  ladder: Ladder
  standing: Standing
}

/** What the VINR tiers page does in its update example. */
const promotion: Promotion = {
  from: 'Gold',
  to: { name: 'Platinum', rule: { metric: 'points.balance', op: '>=', value: '7500' } },
}

/**
 * The app: puts the ladder of a file on whichever provider the client has, promotes Gold to Platinum at 7,500
 * points, lets a member earn points, and reads where this leaves them. No line of it knows the provider.
 */
export async function runApp(rungs: Client, file: URL, memberId: string, points: number): Promise<Outcome> {
  const changes = await putLadder(rungs, await readLadder(file), promotion)
  await rungs.members.enroll(memberId)
  await rungs.members.record(memberId, { type: 'earn', points })
  const ladder = await rungs.ladder.get()
  const standing = await rungs.members.standing(memberId)
  return { provider: rungs.provider, changes, ladder, standing }
}
