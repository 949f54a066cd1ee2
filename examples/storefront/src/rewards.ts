import { type Benefit, type Client, isRungsError, type Ladder, type Standing, type Tier } from 'rungs'
import { type Trouble, troubleOf } from './trouble.js'

/** A shopper, as the shop knows them and as the loyalty provider does. */
export interface Shopper {
  id: string
  name: string
  memberId: string
}

/** What the rewards page shows. What could not be had is absent, and `trouble` says why. */
export interface View {
  provider: string
  /** With the benefits that the shop gives, whether the provider holds them or not. */
  ladder?: Ladder
  /** The ladder is the one that was last seen, because the provider does not answer now. */
  isRemembered: boolean
  shopper?: Shopper
  standing?: Standing
  /** Whether the signed-in shopper is one whom the provider does not know yet. */
  isStranger: boolean
  /** Whether this provider takes new members, and points, from apps. Others have them at the till only. */
  can: { join: boolean; earn: boolean }
  trouble?: Trouble
}

/** All that the shop asks of loyalty. No line of it knows the provider. */
export class Rewards {
  private lastLadder: Ladder | undefined

  constructor(
    private readonly rungs: Client,
    private readonly benefits: ReadonlyMap<string, Benefit[]>,
  ) {}

  /** The page's content. Never throws for a failing backend: it says what the trouble is. */
  async look(shopper?: Shopper): Promise<View> {
    const { rungs } = this
    const [ladder, standing] = await Promise.allSettled([
      rungs.ladder.get(),
      shopper === undefined ? undefined : rungs.members.standing(shopper.memberId),
    ])
    const view: View = {
      provider: rungs.provider,
      isRemembered: false,
      isStranger: false,
      can: { join: rungs.supports('members.enroll'), earn: rungs.supports('activity.earn') },
    }
    if (shopper !== undefined) view.shopper = shopper
    if (ladder.status === 'fulfilled') view.ladder = this.lastLadder = this.withBenefits(ladder.value)
    else {
      view.trouble = troubleOf(ladder.reason)
      view.isRemembered = this.lastLadder !== undefined
      if (this.lastLadder !== undefined) view.ladder = this.lastLadder
    }
    if (standing.status === 'rejected') {
      view.isStranger = isRungsError(standing.reason, 'not_found')
      if (!view.isStranger) view.trouble ??= troubleOf(standing.reason)
    } else if (standing.value !== undefined) view.standing = standing.value
    return view
  }

  /** Makes the shopper a member. @throws RungsError */
  async join({ memberId }: Shopper): Promise<void> {
    await this.rungs.members.enroll(memberId)
  }

  /**
   * Books the points of an order, once, however often it is sent. `order` has to be another for other points.
   * @throws RungsError
   */
  async earn({ memberId }: Shopper, points: number, order: string): Promise<void> {
    try {
      await this.rungs.members.record(memberId, { type: 'earn', points }, { idempotencyKey: order })
    } catch (error) {
      // So some providers say that they have this order already; others repeat their first answer.
      if (!isRungsError(error, 'conflict')) throw error
    }
  }

  /** Where the provider holds no benefits, the shop's own list says what a tier gives. */
  private withBenefits(ladder: Ladder): Ladder {
    if (this.rungs.supports('tier.benefits.label')) return ladder
    const given = (tier: Tier): Benefit[] => this.benefits.get(tier.name) ?? tier.benefits
    return { ...ladder, tiers: ladder.tiers.map((tier) => ({ ...tier, benefits: given(tier) })) }
  }
}
