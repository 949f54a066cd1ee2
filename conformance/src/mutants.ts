import { isRungsError, RungsError, type TierChange } from '@rungs/model'
import { failing, inBigInts, type Mutant, otherwise, retold, shared, silently, withCall } from './breaking.js'

const losing: readonly Mutant[] = [
  {
    does: 'forgets the shortest time that a tier is held',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.validity-entry', 'L1.exact-or-refused.validity-fixed-minimum'],
    break: silently(
      'tiers.create',
      ({ tier }) => {
        delete tier.validity?.minimumMonths
        return { tier }
      },
      'tier',
    ),
  },
  {
    does: 'takes the first of several groups for the rule',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.nested-groups'],
    break: silently(
      'tiers.create',
      ({ tier }) => {
        if (tier.rule !== undefined && 'any' in tier.rule) tier.rule.any.splice(1)
        return { tier }
      },
      'tier',
    ),
  },
  {
    does: 'compares with >= whatever was asked for',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.at-most-operator', 'L1.exact-or-refused.equal-operator'],
    break: silently(
      'tiers.create',
      ({ tier }) => {
        if (tier.rule !== undefined && 'op' in tier.rule && tier.rule.op !== '>') tier.rule.op = '>='
        return { tier }
      },
      'tier',
    ),
  },
  {
    does: 'forgets what becomes of counters',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.ladder-rollover'],
    break: silently(
      'ladder.update',
      ({ patch, ...rest }) => {
        delete patch.lifecycle?.rollover
        return { patch, ...rest }
      },
      'patch',
    ),
  },
  {
    does: 'forgets the floor',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.ladder-floor'],
    break: silently(
      'ladder.update',
      ({ patch, ...rest }) => {
        delete patch.lifecycle?.downgrade.floor
        return { patch, ...rest }
      },
      'patch',
    ),
  },
  {
    does: 'says nothing of the colour of the base tier, and drops it',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.ladder-base', 'L1.ladder-preview-is-what-update-tells'],
    break: otherwise('ladder.update', (update) => ({ patch, ...rest }, call) => {
      const { color: _color, ...base } = patch.baseTier ?? { name: '' }
      return update({ ...rest, patch: patch.baseTier ? { ...patch, baseTier: base } : patch }, call)
    }),
  },
  {
    does: 'enrols everybody as of now',
    of: 'memory',
    caughtBy: ['L1.enroll-since'],
    break: otherwise(
      'members.enroll',
      (enroll) =>
        ({ memberId }, call) =>
          enroll({ memberId }, call),
    ),
  },
  {
    does: 'enrols as of now at a real backend',
    of: 'vinr',
    caughtBy: ['L1.enroll-since'],
    break: otherwise(
      'members.enroll',
      (enroll) =>
        ({ memberId }, call) =>
          enroll({ memberId }, call),
    ),
  },
  {
    does: 'swallows comments',
    of: 'memory',
    caughtBy: ['L1.comment.approve'],
    break: otherwise(
      'workflow.approve',
      (approve) =>
        ({ id }, call) =>
          approve({ id }, call),
    ),
  },
  {
    does: 'previews a tier as another than it makes',
    of: 'memory',
    caughtBy: ['L1.preview-is-what-create-tells'],
    break: otherwise('tiers.create', (create) => {
      let first = true
      return (input, call) => {
        const settle: typeof call.settle = (told, missing) => {
          const mapped = first ? told.mapped.slice(1) : told.mapped
          first = false
          call.settle({ ...told, mapped }, missing)
        }
        return create(input, withCall(call, { settle }))
      }
    }),
  },
  {
    does: 'gives a tier for good, and says until when',
    of: 'memory',
    caughtBy: ['L2.assigned-until', 'L7.told.expiresAt'],
    break: otherwise(
      'members.assign',
      (assign) =>
        ({ memberId, tier }, call) =>
          assign({ memberId, tier }, call),
    ),
  },
]

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

const telling: readonly Mutant[] = [
  {
    does: "keeps the vendor's reply to itself",
    of: 'vinr',
    caughtBy: ['L6.what-the-vendor-said'],
    break: failing((error) => retold(error, { body: undefined })),
  },
  {
    does: 'leaks its key in a cause',
    of: 'vinr',
    caughtBy: ['L6.no-secret-in-errors.tiers.update'],
    break: failing((error) =>
      retold(error, { cause: new Error('sent', { cause: { key: 'sk_live_canary_9f27c1d4e8b35a60' } }) }),
    ),
  },
  {
    does: 'tells what is not there as a reply that it does not understand',
    of: 'memory',
    caughtBy: ['L6.not-found.tiers.get', 'L6.not-found.members.standing', 'L6.deleted-is-not-found'],
    break: failing((error) =>
      error.code === 'not_found' ? retold(error, { code: 'unexpected_response' }) : error,
    ),
  },
  {
    does: 'calls publishing native, and leaves a draft',
    of: 'memory',
    caughtBy: ['L7.works.workflow.publish', 'L7.workflow-publish'],
    break: (provider) =>
      otherwise('workflow.publish', () => async ({ id }, call) => {
        const tier = await provider.operations['tiers.get']?.({ id }, call)
        if (tier === undefined) throw new Error('no tier')
        return { ...tier, status: 'active' }
      })(provider),
  },
  {
    does: 'calls expiry native, and books nothing',
    of: 'memory',
    caughtBy: ['L7.counts.6-expire-in-points.balance'],
    break: otherwise(
      'members.record',
      (record) => async (input, call) =>
        input.activity.type === 'expire'
          ? { memberId: input.memberId, at: '2026-01-01T00:00:00Z' }
          : record(input, call),
    ),
  },
  {
    does: 'never settles where it fails',
    of: 'vinr',
    caughtBy: ['L8.gateway-page.tiers.get'],
    break: failing(() => new Promise(() => {})),
  },
  {
    does: 'goes on after an abort',
    of: 'vinr',
    caughtBy: ['L8.nothing-after-an-abort'],
    break: otherwise('tiers.get', (get) => (input, call) => {
      const { signal } = new AbortController()
      return get(input, withCall(call, { signal, onAbort: () => () => {} }))
    }),
  },
]

const giving: readonly Mutant[] = [
  {
    does: 'gives amounts as BigInt',
    of: 'memory',
    caughtBy: ['L9.plain.members.standing'],
    break: otherwise('members.standing', (read) => async (input, call) => inBigInts(await read(input, call))),
  },
  {
    does: 'gives a Date in a receipt',
    of: 'memory',
    caughtBy: ['L9.plain.members.record'],
    break: otherwise('members.record', (record) => async (input, call) => {
      const receipt = await record(input, call)
      return Object.assign({ ...receipt }, { at: new Date(receipt.at) }) as never
    }),
  },
  {
    does: 'gives every reader the same standing',
    of: 'memory',
    caughtBy: ['L9.standing-belongs-to-the-caller'],
    break: shared('members.standing'),
  },
  {
    does: 'gives every reader the same ladder',
    of: 'memory',
    caughtBy: ['L9.ladder-belongs-to-the-caller'],
    break: shared('ladder.get'),
  },
]

/** Providers that are broken on purpose, each against a law. */
export const mutants: readonly Mutant[] = [...losing, ...listing, ...writing, ...telling, ...giving]
