import {
  accountOf,
  made,
  NOWHERE,
  program,
  SETTINGS,
  type Started,
  settings,
  TIERS,
  tier,
  tierIdOf,
} from './support.js'
import { memberAt, type Row, statusOf } from './switch-row.js'

/** The points that count for the tier, after these activities at 200 points. */
const countedAfter = async (started: Started, type: 'refund' | 'expire' | 'adjust', points: number) => {
  const { member } = await memberAt(started, 200)
  started.emulator.addActivity({ member, type, points })
  started.emulator.advanceClock('PT15M')
  return (await accountOf(started, member)).tier.points
}

const balanceAfter = async ({ emulator, get }: Started, type: 'refund' | 'expire') => {
  const { id: member } = emulator.addMember({ id: 'ann' })
  emulator.addActivity({ member, type: 'earn', points: 100 })
  emulator.addActivity({ member, type: 'redeem', points: 50 })
  emulator.addActivity({ member, type, points: 10 })
  return (await accountOf({ get }, member)).points.balance
}

/** The points of an account whose only ones were earned at the beginning, so much later, in a window of 1 month. */
const pointsAfter = async (started: Started, ...steps: string[]) => {
  await program(started, 'ACTIVE', 1)
  const { id: member } = started.emulator.addMember({ id: 'ann' })
  started.emulator.addActivity({ member, type: 'earn', points: 5 })
  const seen: number[] = []
  for (const step of steps) {
    started.emulator.advanceClock(step)
    seen.push((await accountOf(started, member)).tier.points)
  }
  return seen
}

const twoHundredAndOne = async ({ get }: Started) => {
  for (let index = 0; index < 200; index += 1) await get(TIERS)
  return get(TIERS)
}

/** What answers look like, and when tiers move. */
export const answerRows: Row[] = [
  {
    name: 'list_order',
    observe: async (started) => {
      for (const [name, points] of [
        ['B', 2],
        ['A', 1],
      ] as const)
        await made(started, name, points)
      return (await started.get(TIERS)).body.tiers.map(({ requiredPoints }) => requiredPoints)
    },
    seen: [
      ['required_points', [1, 2]],
      ['created', [2, 1]],
    ],
  },
  {
    name: 'default_window_months',
    observe: async ({ get }) =>
      (await get(`${TIERS}/program`)).body.programSettings.rollingWindow.durationInMonths,
    seen: [
      [12, 12],
      [1, 1],
      [36, 36],
    ],
  },
  {
    name: 'default_base_tier',
    observe: async ({ get }) => (await get(`${TIERS}/program`)).body.programSettings.baseTierDefinition.name,
    seen: [
      ['basic', 'Basic'],
      ['empty', ''],
    ],
  },
  {
    name: 'empty_base_tier',
    observe: async ({ post }) =>
      (await post(SETTINGS, settings('ACTIVE'))).body.programSettings.baseTierDefinition,
    seen: [
      ['empty_fields', { name: '', description: '' }],
      ['empty_object', {}],
      ['absent', undefined],
    ],
  },
  {
    name: 'draft_program',
    observe: async (started) => {
      const { member, gold } = await memberAt(started, 200)
      await program(started, 'DRAFT')
      return (await tierIdOf(started, member)) === gold
    },
    seen: [
      ['base_tier', false],
      ['assigned', true],
    ],
  },
  {
    name: 'threshold_equality',
    observe: async (started) => {
      const { member, gold } = await memberAt(started, 200)
      return (await tierIdOf(started, member)) === gold
    },
    seen: [
      ['qualifies', true],
      ['does_not', false],
    ],
  },
  {
    name: 'negative_adjustments',
    observe: (started) => countedAfter(started, 'adjust', -50),
    seen: [
      ['counted', 150],
      ['ignored', 200],
    ],
  },
  {
    name: 'refunds_and_tiers',
    observe: (started) => countedAfter(started, 'refund', 50),
    seen: [
      ['ignored', 200],
      ['counted', 150],
    ],
  },
  {
    name: 'expiry_and_tiers',
    observe: (started) => countedAfter(started, 'expire', 50),
    seen: [
      ['ignored', 200],
      ['counted', 150],
    ],
  },
  {
    name: 'expiry_and_balance',
    observe: (started) => balanceAfter(started, 'expire'),
    seen: [
      ['lowers', 40],
      ['separate', 50],
    ],
  },
  {
    name: 'refund_direction',
    observe: (started) => balanceAfter(started, 'refund'),
    seen: [
      ['takes', 40],
      ['returns', 60],
    ],
  },
  {
    name: 'month_length',
    observe: (started) => pointsAfter(started, 'P30D', 'P1D'),
    seen: [
      ['calendar', [5, 0]],
      ['thirty_days', [0, 0]],
    ],
  },
  {
    name: 'window_boundary',
    observe: (started) => pointsAfter(started, 'P1M', 'PT15M'),
    seen: [
      ['excluded', [0, 0]],
      ['included', [5, 0]],
    ],
  },
  {
    name: 'recalculation',
    observe: async (started) => {
      const { member, gold } = await memberAt(started, 150)
      started.emulator.addActivity({ member, type: 'earn', points: 50 })
      return (await tierIdOf(started, member)) === gold
    },
    seen: [
      ['every_15_minutes', false],
      ['at_once', true],
    ],
  },
  {
    name: 'recalculation_revision',
    observe: async (started) => {
      const { member } = await memberAt(started, 150)
      return (await accountOf(started, member)).revision
    },
    seen: [
      ['incremented', '3'],
      ['kept', '2'],
    ],
  },
  {
    name: 'delete_with_accounts',
    observe: async (started) => {
      const { member, silver, gold } = await memberAt(started, 250)
      const status = await statusOf(started.delete(`${TIERS}/${gold}?revision=1`))
      const names = { [silver]: 'silver', [gold]: 'gold' }
      const now = names[(await tierIdOf(started, member)) ?? '']
      started.emulator.advanceClock('PT15M')
      return [status, now, names[(await tierIdOf(started, member)) ?? '']]
    },
    seen: [
      ['next_recalculation', [200, 'gold', 'silver']],
      ['at_once', [200, 'silver', 'silver']],
      ['refused', [428, 'gold', 'gold']],
    ],
  },
  {
    name: 'revision_violation',
    observe: async (started) => {
      const { id } = await made(started, 'A', 1)
      const { body } = await started.delete(`${TIERS}/${id}?revision=9`)
      return 'data' in body.details.applicationError
    },
    seen: [
      ['entity', true],
      ['absent', false],
    ],
  },
  {
    name: 'violated_rules',
    observe: async ({ post }) =>
      (await post(TIERS, tier('', -1))).body.details.validationError.fieldViolations.map(
        ({ violatedRule }) => violatedRule,
      ),
    seen: [
      ['named', ['MIN_LENGTH', 'MIN']],
      ['format', ['FORMAT', 'FORMAT']],
    ],
  },
  {
    name: 'missing_authorization_status',
    observe: async ({ emulator }) => (await emulator.fetch(emulator.url + TIERS)).status,
    seen: [
      [401, 401],
      [403, 403],
    ],
  },
  {
    name: 'unauthenticated_body',
    observe: async ({ emulator }) => Object.keys((await (await emulator.fetch(emulator.url)).json()).details),
    seen: [
      ['application_error', ['applicationError']],
      ['empty', []],
    ],
  },
  {
    name: 'not_found_body',
    observe: async ({ get }) => Object.keys((await get(`${TIERS}/${NOWHERE}`)).body.details),
    seen: [
      ['application_error', ['applicationError']],
      ['empty', []],
    ],
  },
  {
    name: 'duplicate_body',
    observe: async (started) => {
      await made(started, 'A', 1)
      const { status, body } = await started.post(TIERS, tier('A', 2))
      return [status, Object.keys(body.details)]
    },
    seen: [
      ['application_error', [409, ['applicationError']]],
      ['empty', [409, []]],
    ],
  },
  {
    name: 'rate_limit_enforced',
    observe: async (started) => {
      const { status } = await twoHundredAndOne(started)
      started.emulator.advanceClock('PT1M')
      return [status, (await started.get(TIERS)).status]
    },
    seen: [
      [false, [200, 200]],
      [true, [429, 200]],
    ],
  },
  {
    name: 'rate_limit_body',
    also: { rate_limit_enforced: true },
    observe: async (started) => Object.keys((await twoHundredAndOne(started)).body.details),
    seen: [
      ['application_error', ['applicationError']],
      ['empty', []],
    ],
  },
  {
    name: 'retry_after',
    also: { rate_limit_enforced: true },
    observe: async (started) => (await twoHundredAndOne(started)).headers.get('retry-after'),
    seen: [
      [false, null],
      [true, '60'],
    ],
  },
]
