import { isRungsError, type ProviderCall, type RungsError, type Tier } from '@rungs/model'
import type { Failure } from './failure.js'
import { markOf } from './key.js'
import { orFound } from './look-up.js'
import { freeRank } from './rank.js'
import { holdsAll } from './same-json.js'
import type { Ranked } from './swap-ranks.js'

/** How often a rank of our choosing, or making the ladder, gives way to somebody who was faster. */
const rounds = 5

/** A tier to create at a vendor that takes its key and its rank from us, and would change a tier that has the key. */
export interface KeyedCreation<Ladder> {
  /** Reads the ladder; `undefined` where there is none yet. */
  read(): Promise<Ladder | undefined>
  /** Its tiers as the vendor has them, and in the common model. */
  tiersIn(ladder: Ladder | undefined): { own: readonly Ranked[]; common: readonly Tier[] }
  /** Writes the tier into the ladder, or makes the ladder with it. */
  write(ladder: Ladder | undefined, fields: Ranked): Promise<Ladder>
  /** The tier in the vendor's fields, but for its rank. */
  fields: { key: string }
  /** What was asked for: without a rank, a free one is chosen by the rule. */
  draft: Pick<Partial<Tier>, 'rule' | 'rank'>
  /** Whether the call may have been made before, so that a tier as asked for is its own. */
  repeated: boolean
  /** Refuses a ladder that takes no tiers. */
  refuse(ladder: Ladder): void
  /** The error about a rank that a tier has. */
  takenRank(tier: Ranked): RungsError
}

/**
 * Creates a tier by its key. It is looked up first, and again where the reply was lost; a rank of our choosing gives way
 * to somebody who took it meanwhile.
 * @returns the ladder with the tier in it.
 * @throws RungsError `conflict` where key or rank are taken, or no rank is free.
 */
export async function createKeyed<Ladder>(
  creation: KeyedCreation<Ladder>,
  call: Pick<ProviderCall, 'idempotencyKey' | 'retries' | 'signal'>,
  failure: Failure,
): Promise<Ladder> {
  const { fields, draft, repeated } = creation
  // Without retries nothing is sent after a reply that was lost.
  const mayBeMade = ({ code }: RungsError): boolean =>
    code === 'outcome_unknown' && call.retries > 0 && !call.signal.aborted
  const find = async () => {
    const ladder = await creation.read()
    return creation.tiersIn(ladder).own.some((tier) => holdsAll(tier, fields)) ? ladder : undefined
  }
  for (let round = 1; ; round++) {
    const ladder = await creation.read()
    const { own, common } = creation.tiersIn(ladder)
    const existing = own.find(
      ({ key }) => key === fields.key || (repeated && key.endsWith(markOf(call.idempotencyKey))),
    )
    if (ladder !== undefined && existing !== undefined) {
      if (repeated && holdsAll(existing, fields)) return ladder
      throw takenKey(existing, fields, failure)
    }
    if (ladder !== undefined) creation.refuse(ladder)
    const taken = own.find(({ rank }) => rank === draft.rank)
    if (taken !== undefined) throw creation.takenRank(taken)
    const rank = draft.rank ?? freeRank(common, draft.rule)
    if (rank === undefined) throw failure('conflict', [{ path: 'rank', message: noRoom }])
    try {
      return await orFound(creation.write(ladder, { ...fields, rank }), mayBeMade, find)
    } catch (error) {
      const faster = isRungsError(error, 'conflict') && (ladder === undefined || draft.rank === undefined)
      if (!faster || round === rounds) throw error
    }
  }
}

const noRoom = 'there is no free rank where its threshold belongs; give it one, or move others apart first'

function takenKey({ key: existing }: Ranked, { key }: { key: string }, failure: Failure): RungsError {
  const message = `there is a tier of the key ${key} already; choose another`
  if (existing === key) return failure('conflict', [{ path: 'key', message }])
  const other = `The idempotencyKey has made another tier, ${existing}, already. Nothing was changed.`
  return failure('conflict', other)
}
