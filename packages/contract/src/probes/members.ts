import { isRungsError, type Standing, subtractAmounts } from '@rungs/model'
import type { CaseContext } from '../context.js'
import {
  cannotRaise,
  makeTier,
  makeTiers,
  newMember,
  newPerson,
  raise,
  raising,
  standingOf,
} from '../setup.js'
import { effectOf, type OperationProbe } from './probe.js'

/** Members. */
export const memberProbes: readonly OperationProbe[] = [
  {
    operation: 'members.standing',
    kind: 'read',
    requires: ['tiers.create'],
    needs: ['member'],
    ready: async (t) => ({ args: [await someMember(t)] }),
  },
  {
    operation: 'members.explain',
    kind: 'read',
    requires: ['tiers.create'],
    needs: ['member'],
    ready: async (t) => ({ args: [await someMember(t)] }),
  },
  {
    operation: 'members.history',
    kind: 'read',
    requires: ['tiers.create'],
    needs: ['member'],
    ready: async (t) => ({ args: [await someMember(t), {}] }),
  },
  {
    operation: 'members.enroll',
    kind: 'write',
    requires: ['members.standing'],
    needs: [],
    ready: async (t) => {
      const memberId = await newPerson(t)
      return {
        args: [memberId],
        effect: async () => effectOf((await standingOrNone(t, memberId)) === undefined ? 0 : 1),
      }
    },
  },
  {
    operation: 'members.assign',
    kind: 'write',
    requires: ['tiers.create', 'members.standing'],
    needs: ['member'],
    ready: async (t) => {
      await makeTier(t, 1)
      const { id } = await makeTier(t, 2)
      const memberId = await newMember(t)
      return {
        args: [memberId, { tier: id }],
        effect: async () => effectOf((await standingOf(t, memberId)).tier?.id === id ? 1 : 0),
      }
    },
  },
  {
    operation: 'members.record',
    kind: 'write',
    requires: ['tiers.create', 'members.standing'],
    needs: ['member'],
    ready: async (t) => {
      const metric = t.provider.defaultMetric
      const { activity } = raising(metric, 1)
      await makeTier(t, 1)
      const memberId = await newMember(t)
      const value = async (): Promise<string> => (await standingOf(t, memberId)).metrics[metric] ?? '0'
      const before = await value()
      return {
        args: [memberId, activity],
        effect: async () => effectOf(Number(subtractAmounts(await value(), before))),
      }
    },
  },
]

/** A member of a ladder of two tiers who holds the first, where activity can be recorded. */
async function someMember(t: CaseContext): Promise<string> {
  await makeTiers(t, 2)
  const memberId = await newMember(t)
  if (t.supports('members.record') && cannotRaise(t) === undefined) await raise(t, memberId, 100)
  await t.subject.evaluate?.()
  return memberId
}

async function standingOrNone(t: CaseContext, memberId: string): Promise<Standing | undefined> {
  try {
    return await standingOf(t, memberId)
  } catch (error) {
    if (isRungsError(error, 'not_found')) return undefined
    throw error
  }
}
