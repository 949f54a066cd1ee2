import { made, NOW, NOWHERE, SETTINGS, type Started, settings, TIERS, tier } from './support.js'
import { createRow, type Row, statusOf } from './switch-row.js'

const BULK = '/loyalty-tiers/v1/bulk/tiers/create'

/** Which of four spellings of a name that there is are refused. */
const refusedNames = async (started: Started) => {
  await made(started, 'Gold', 200)
  const refused: string[] = []
  for (const [index, name] of ['Gold', 'GOLD', ' Gold ', ' GOLD '].entries()) {
    const { status, body } = await started.post(TIERS, tier(name, index))
    if (status === 409) refused.push(name)
    else await started.delete(`${TIERS}/${body.tier.id}?revision=1`)
  }
  return refused
}

/** A tier of everything, after an update with these fields. */
const updated = async (started: Started, change: object) => {
  const { body } = await started.post(TIERS, tier('Gold', 200, { description: 'Top', icon: { url: 'x' } }))
  const answer = await started.patch(`${TIERS}/${body.tier.id}`, { tier: { revision: '1', ...change } })
  if (answer.status !== 200) return answer.status
  const { tierDefinition, requiredPoints } = answer.body.tier
  return [tierDefinition.name, tierDefinition.description, 'icon' in tierDefinition, requiredPoints]
}

/** What is taken, and what becomes of it. */
export const inputRows: Row[] = [
  {
    name: 'bulk_failures',
    observe: async ({ post, get }) => {
      const tiers = [tier('A', 1).tier, tier('A', 2).tier, tier('B', 3).tier]
      const { status } = await post(BULK, { tiers })
      return [status, (await get(TIERS)).body.tiers.length]
    },
    seen: [
      ['per_item', [200, 2]],
      ['whole_request', [409, 0]],
    ],
  },
  createRow('zero_required_points', tier('A', 0), [
    ['accepted', 200],
    ['refused', 400],
  ]),
  createRow('name_required', { tier: { requiredPoints: 1 } }, [
    [true, 400],
    [false, 200],
  ]),
  createRow('required_points_required', { tier: { tierDefinition: { name: 'A' } } }, [
    [false, 200],
    [true, 400],
  ]),
  {
    name: 'name_comparison',
    observe: refusedNames,
    seen: [
      ['exact', ['Gold']],
      ['case_insensitive', ['Gold', 'GOLD']],
      ['trimmed', ['Gold', ' Gold ']],
      ['trimmed_case_insensitive', ['Gold', 'GOLD', ' Gold ', ' GOLD ']],
    ],
  },
  {
    name: 'window_minimum_months',
    observe: ({ post }) => statusOf(post(SETTINGS, settings('ACTIVE', 11))),
    seen: [
      [1, 200],
      [12, 400],
    ],
  },
  {
    name: 'unknown_status',
    observe: ({ post }) => statusOf(post(SETTINGS, settings('UNKNOWN'))),
    seen: [
      ['refused', 400],
      ['accepted', 200],
    ],
  },
  {
    name: 'missing_settings',
    observe: async ({ get }) => [await statusOf(get(SETTINGS)), await statusOf(get(SETTINGS))],
    seen: [
      ['not_found', [404, 404]],
      ['created', [200, 200]],
    ],
  },
  {
    name: 'existing_settings',
    observe: async ({ post, get }) => {
      await post(SETTINGS, settings('ACTIVE', 12))
      const status = await statusOf(post(SETTINGS, settings('ACTIVE', 24)))
      const { programSettings } = (await get(SETTINGS)).body
      return [status, programSettings.rollingWindow.durationInMonths, programSettings.revision]
    },
    seen: [
      ['conflict', [409, 12, '1']],
      ['replaced', [200, 24, '2']],
    ],
  },
  {
    name: 'missing_revision',
    observe: async (started) => {
      const { id } = await made(started, 'A', 1)
      const { emulator, patch, post } = started
      const { id: member } = emulator.addMember({ id: 'ann' })
      return [
        await statusOf(patch(`${TIERS}/${id}`, { tier: { requiredPoints: 2 } })),
        await statusOf(started.delete(`${TIERS}/${id}`)),
        await statusOf(post(`/loyalty-accounts/v1/accounts/${member}/adjust-points`, { amount: 1 })),
      ]
    },
    seen: [
      [409, [409, 409, 409]],
      [400, [400, 400, 400]],
    ],
  },
  {
    name: 'absent_fields',
    observe: (started) => updated(started, { tierDefinition: { name: 'B', description: 'Top' } }),
    seen: [
      ['kept', ['B', 'Top', true, 200]],
      ['reset', ['B', 'Top', false, 0]],
    ],
  },
  {
    name: 'tier_definition_update',
    observe: (started) => updated(started, { tierDefinition: { name: 'B' } }),
    seen: [
      ['merged', ['B', 'Top', true, 200]],
      ['replaced', ['B', '', false, 200]],
    ],
  },
  {
    name: 'null_description',
    observe: (started) => updated(started, { tierDefinition: { description: null } }),
    seen: [
      ['clears', ['Gold', '', true, 200]],
      ['kept', ['Gold', 'Top', true, 200]],
    ],
  },
  {
    name: 'empty_update',
    observe: async (started) => {
      const { id } = await made(started, 'A', 1)
      started.emulator.advanceClock('PT1S')
      const { body } = await started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: 1, revision: '1' } })
      return [body.tier.revision, body.tier.updatedDate === NOW]
    },
    seen: [
      ['increments', ['2', false]],
      ['keeps', ['1', true]],
    ],
  },
  {
    name: 'negative_balance_status',
    observe: async ({ emulator, post }) => {
      const { id } = emulator.addMember({ id: NOWHERE })
      const sent = { amount: -1, revision: '1' }
      return statusOf(post(`/loyalty-accounts/v1/accounts/${id}/adjust-points`, sent))
    },
    seen: [
      [400, 400],
      [409, 409],
      [428, 428],
    ],
  },
  {
    name: 'tier_quota',
    observe: async ({ post, get }) => {
      const first = await post(TIERS, tier('A', 1))
      const second = await post(TIERS, tier('B', 2))
      const { body } = await get('/loyalty-programs/v1/program')
      const { tiers } = body.loyaltyProgram.premiumFeatures
      return [first.status, second.status, second.body.details?.applicationError, tiers]
    },
    seen: [
      [1_000_000, [200, 200, undefined, true]],
      [1, [200, 428, { code: 'BASIC_TIERS_LIMIT_REACHED', description: 'Tiers limit reached [1]' }, true]],
      [0, [428, 428, { code: 'BASIC_TIERS_LIMIT_REACHED', description: 'Tiers limit reached [0]' }, false]],
    ],
  },
]
