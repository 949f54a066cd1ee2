import type { Client, Ladder, Standing } from 'rungs'
import { type Done, type Promotion, putLadder, readLadder } from './ladder.js'

/** What the app saw of a ladder and a member on it. */
export interface View {
  provider: string
  ladder: Ladder
  standing: Standing
}

/** What the VINR tiers page does in its update example. */
const promotion: Promotion = { from: 'Gold', to: { name: 'Platinum', threshold: 7500 } }

/**
 * Puts the ladder of a file on whichever provider the client has, promotes Gold to Platinum at 7,500 points, and lets a
 * member earn points where the provider takes that from apps. No line of the app knows the provider.
 */
export async function prepare(rungs: Client, file: URL, memberId: string, points: number): Promise<Done> {
  const done = await putLadder(rungs, await readLadder(file), promotion)
  const { status } = await rungs.ladder.get()
  if (status !== 'active') {
    await rungs.ladder.update({ status: 'active' })
    done.changes.push('made the ladder count')
  }
  if (rungs.supports('members.enroll')) await rungs.members.enroll(memberId)
  if (rungs.supports('members.record')) await rungs.members.record(memberId, { type: 'earn', points })
  return done
}

/** Where the ladder and the member are now. */
export async function look(rungs: Client, memberId: string): Promise<View> {
  const ladder = await rungs.ladder.get()
  const standing = await rungs.members.standing(memberId)
  return { provider: rungs.provider, ladder, standing }
}
