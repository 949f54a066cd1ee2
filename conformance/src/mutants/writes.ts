import { isRungsError, type ProviderCall, RungsError, type TierChange } from '@rungs/model'
import { failing, type Mutant, otherwise, retold, withCall } from '../breaking.js'

const listing: readonly Mutant[] = [
  {
    does: 'repeats a move over a page boundary',
    of: 'vinr',
    caughtBy: ['L3.history-of-now-in-pages'],
    break: otherwise('members.history', (history) => {
      let last: TierChange | undefined
      return async (query, call) => {
        const { items, ...page } = await history(query, call)
        const repeated = query.cursor === undefined || last === undefined ? items : [last, ...items]
        last = items.at(-1)
        return { items: repeated, ...page }
      }
    }),
  },
  {
    does: 'takes a cursor that is none for a thing that is not there',
    of: 'vinr',
    caughtBy: ['L3.unknown-cursor'],
    break: failing((error) =>
      error.issues.some(({ path }) => path === 'cursor') ? retold(error, { code: 'not_found' }) : error,
    ),
  },
]

const writing: readonly Mutant[] = [
  {
    does: 'burns a key by a conflict',
    of: 'memory',
    caughtBy: ['L4.refused-again.uniqueName', 'L4.refused-again.uniqueThreshold'],
    break: otherwise('tiers.create', (create) => {
      const seen = new Set<string>()
      return ({ tier }, call) => {
        const { idempotencyKey } = call
        const other = { tier: { ...tier, name: `${tier.name} 2`, rule: undefined, rank: 77 } }
        return seen.has(idempotencyKey)
          ? create(other as never, withCall(call, { idempotencyKey: `${idempotencyKey}-2` }))
          : create({ tier }, call).finally(() => seen.add(idempotencyKey))
      }
    }),
  },
  {
    does: 'goes by keys of its own making',
    of: 'memory',
    caughtBy: ['L4.same-key-twice', 'L4.same-key-records-once'],
    break: (provider) => {
      let made = 0
      const own = (call: ProviderCall): ProviderCall =>
        withCall(call, { idempotencyKey: `${call.idempotencyKey}-${++made}` })
      const creating = otherwise('tiers.create', (create) => (input, call) => create(input, own(call)))
      return otherwise(
        'members.record',
        (record) => (input, call) => record(input, own(call)),
      )(creating(provider))
    },
  },
  {
    does: 'gives up on the first lost reply, although the backend knows repetitions',
    of: 'vinr',
    caughtBy: [
      'L4.lost-reply-once-is-made-up-for.tiers.create',
      'L4.truncated-once-is-made-up-for.tiers.create',
    ],
    break: otherwise(
      'tiers.create',
      (create) => (input, call) => create(input, withCall(call, { retries: 0 })),
    ),
  },
  {
    does: 'makes a create anew under another key where its outcome is unknown',
    of: 'vinr',
    caughtBy: ['L4.all-replies-lost.tiers.create'],
    break: otherwise('tiers.create', (create) => async ({ tier }, call) => {
      try {
        return await create({ tier }, call)
      } catch (error) {
        if (!isRungsError(error, 'outcome_unknown')) throw error
        const other = tier.rule && 'value' in tier.rule ? { ...tier.rule, value: '987' } : undefined
        const again = { ...tier, ...(other === undefined ? {} : { rule: other }) }
        return create({ tier: again }, withCall(call, { idempotencyKey: `${call.idempotencyKey}-2` }))
      }
    }),
  },
  {
    does: 'says that the outcome is unknown of a tier that it made',
    of: 'memory',
    caughtBy: ['L7.works.tiers.create', 'L2.random-tiers'],
    break: otherwise('tiers.create', (create) => async (input, call) => {
      const { id } = await create(input, call)
      throw new RungsError({ code: 'outcome_unknown', message: `Whether ${id} was made is unknown.` })
    }),
  },
  {
    does: 'looks at no revision of the ladder',
    of: 'memory',
    caughtBy: ['L5.ladder-revision'],
    break: otherwise(
      'ladder.update',
      (update) =>
        ({ patch }, call) =>
          update({ patch }, call),
    ),
  },
  {
    does: 'deletes whatever the revision',
    of: 'memory',
    caughtBy: ['L5.stale-delete-is-conflict'],
    break: otherwise(
      'tiers.delete',
      (remove) =>
        ({ id }, call) =>
          remove({ id }, call),
    ),
  },
]

/** Providers that page wrongly, write twice or not at all, or over what others have written. */
export const writes: readonly Mutant[] = [...listing, ...writing]
