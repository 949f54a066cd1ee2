import { type Mutant, otherwise, silently, withCall } from '../breaking.js'

const enrollingNow = otherwise(
  'members.enroll',
  (enroll) =>
    ({ memberId }, call) =>
      enroll({ memberId }, call),
)

/** Providers that lose something of what they are given, and do not tell. */
export const losing: readonly Mutant[] = [
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
    break: enrollingNow,
  },
  {
    does: 'enrols as of now at a real backend',
    of: 'vinr',
    caughtBy: ['L1.enroll-since'],
    break: enrollingNow,
  },
  {
    does: 'says that it keeps since when somebody is a member, and does not',
    of: 'memory',
    caughtBy: ['L2.enroll-since-is-held'],
    break: otherwise('members.enroll', (enroll) => ({ memberId, since }, call) => {
      const mapped = since === undefined ? [] : ['since']
      const settle = (): void => call.settle({ mapped, emulated: [], vendor: [], losses: [] })
      return enroll({ memberId }, withCall(call, { settle }))
    }),
  },
  {
    does: 'never takes a base tier away',
    of: 'memory',
    caughtBy: ['L2.ladder-clears.baseTier'],
    break: silently(
      'ladder.update',
      ({ patch, ...rest }) => {
        if (patch.baseTier === null) delete patch.baseTier
        return { patch, ...rest }
      },
      'patch',
    ),
  },
  {
    does: 'makes every tier count at once',
    of: 'memory',
    caughtBy: ['L1.exact-or-refused.status-pending', 'L1.exact-or-refused.status-archived'],
    break: silently('tiers.create', ({ tier: { status: _, ...tier } }) => ({ tier }), 'tier'),
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
