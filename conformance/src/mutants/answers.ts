import { failing, inBigInts, type Mutant, otherwise, retold, shared, withCall } from '../breaking.js'

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
    does: 'gives one reason for all moves',
    of: 'memory',
    caughtBy: ['L7.history-is-a-chain'],
    break: otherwise('members.history', (history) => async (query, call) => {
      const { items, ...page } = await history(query, call)
      return { ...page, items: items.map((move) => ({ ...move, reason: 'none' as const })) }
    }),
  },
  {
    does: 'tells who holds a tier that they hold it since now',
    of: 'memory',
    caughtBy: ['L7.told.since'],
    break: otherwise('members.standing', (read) => async (input, call) => {
      const standing = await read(input, call)
      return standing.since === undefined ? standing : { ...standing, since: standing.asOf }
    }),
  },
  {
    does: 'keeps everybody for good',
    of: 'memory',
    caughtBy: ['L7.told.keep'],
    break: otherwise('members.standing', (read) => async (input, call) => {
      const { keep, ...standing } = await read(input, call)
      return keep === undefined ? standing : { ...standing, keep: { ...keep, until: '2999-01-01T00:00:00Z' } }
    }),
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

/** Providers that tell what is not so, or tell it in a form that nobody can use. */
export const answers: readonly Mutant[] = [...telling, ...giving]
