import { type Client, isRungsError } from '@rungs/client'

/** What the loyalty desk tells the person in front of it. */
export type Answer = { done: true; text: string } | { done: false; text: string; tryAgainInSeconds?: number }

/** The loyalty desk of a shop: it opens tiers and looks members up. Which backend is behind it, it does not know. */
export class Desk {
  constructor(private readonly rungs: Client) {}

  /** One line about a member: `Gold, 250 points to Platinum`. */
  async look(memberId: string): Promise<string> {
    const { tier, next } = await this.rungs.members.standing(memberId)
    const held = tier?.name ?? 'No tier yet'
    if (next === undefined || next === null) return held
    return `${held}, ${next.remaining} points to ${next.tier.name}`
  }

  /** Opens a tier, and says what to do when that is not possible. */
  async open(name: string, threshold: number): Promise<Answer> {
    try {
      const tier = await this.rungs.tiers.create({ name, threshold }, { retries: 0 })
      return { done: true, text: `${tier.name} is open from ${threshold} points.` }
    } catch (error) {
      return answerTo(error, name)
    }
  }
}

function answerTo(error: unknown, name: string): Answer {
  if (isRungsError(error, 'conflict')) {
    return { done: false, text: 'There is a tier with that threshold. Choose another.' }
  }
  if (isRungsError(error, 'rate_limited')) {
    const seconds = Math.ceil((error.retryAfterMs ?? 1000) / 1000)
    return { done: false, text: 'Too busy right now.', tryAgainInSeconds: seconds }
  }
  if (isRungsError(error, 'outcome_unknown')) {
    return { done: false, text: `${name} may be open already. Look at the list before you try again.` }
  }
  throw error
}
