import { create, GOLD, publish, type Started } from './support.js'
import { code, data, type Row, status } from './switch-row.js'

const two = { purchase: '400', numVisits: '5' }

const withRenewal = (renewal: object, validity: object = {}) => ({
  ...GOLD,
  validity: { periodType: 'SLAB_UPGRADE', periodValue: 12, ...validity, renewal },
})

const post = ({ post: send }: Started, body: object) => send('/v3/tiers', body)

/** What is taken and what is refused. */
export const inputRows: Row[] = [
  {
    name: 'bad_body_code',
    observe: async (started) => [
      await code(post(started, { ...GOLD, colour: 'red' })),
      await code(post(started, { ...GOLD, name: 5 })),
      await code(started.post('/v3/tiers', '{')),
    ],
    seen: [
      [999_999, [999_999, 999_999, 999_999]],
      [400, [400, 400, 400]],
    ],
  },
  {
    name: 'errors_reported',
    observe: async (started) => {
      const wrong = { ...GOLD, name: '', color: 'red', eligibility: { threshold: -2, upgradeType: 'x' } }
      const { body } = await post(started, wrong)
      return body.errors?.map((error) => error.code)
    },
    seen: [
      ['first', [9001]],
      ['all', [9001, 9006, 9009, 9005]],
    ],
  },
  {
    name: 'schedule_fields',
    observe: async (started) => [
      await code(post(started, { ...GOLD, nudges: [] })),
      await code(post(started, { ...GOLD, notificationConfig: {} })),
      await code(post(started, { ...GOLD, schedule: {} })),
    ],
    seen: [
      ['schedule', [9011, 9011, 9012]],
      ['schedule_and_nudges', [9012, 9012, 9012]],
    ],
  },
  {
    name: 'null_fields',
    observe: (started) => status(post(started, { ...GOLD, color: null, eligibility: { threshold: null } })),
    seen: [
      ['not_sent', 200],
      ['refused', 400],
    ],
  },
  {
    name: 'update_merge',
    observe: async (started) => {
      const { objectId } = await create(started)
      return (await data(started.put(`/v3/tiers/${objectId}`, { eligibility: { threshold: 9000 } })))
        .eligibility
    },
    seen: [
      ['deep', { kpiType: 'CURRENT_POINTS', threshold: 9000, upgradeType: 'LAZY' }],
      ['shallow', { threshold: 9000 }],
    ],
  },
  {
    name: 'program_id_in_update',
    observe: async (started) => {
      const { objectId } = await create(started)
      return code(started.put(`/v3/tiers/${objectId}`, { programId: 973, name: 'Ruby' }))
    },
    seen: [
      ['refused', 999_999],
      ['ignored', 200],
    ],
  },
  {
    name: 'legacy_update_without_program',
    observe: ({ put }) => code(put('/v3/tiers/25220', { name: 'Ruby' })),
    seen: [
      [9003, 9003],
      [9056, 9056],
    ],
  },
  {
    name: 'create_in_unknown_program',
    observe: async (started) => {
      const answer = await post(started, { ...GOLD, programId: 1 })
      return [answer.status, await code(answer)]
    },
    seen: [
      [9053, [400, 9053]],
      [9056, [404, 9056]],
    ],
  },
  {
    name: 'condition_limit',
    observe: (started) => {
      const conditions = Array.from({ length: 3 }, () => ({ type: 'VISITS', value: '1' }))
      return status(post(started, { ...GOLD, eligibility: { threshold: 9000, conditions } }))
    },
    seen: [
      [0, 200],
      [2, 400],
      [3, 200],
    ],
  },
  {
    name: 'condition_compatibility',
    observe: async (started) => {
      const of = (type: string) =>
        code(post(started, { ...GOLD, eligibility: { threshold: 4000, conditions: [{ type, value: '1' }] } }))
      return [await of('PURCHASE'), await of('VISITS'), await of('POINTS')]
    },
    seen: [
      ['any', [9044, 9044, 9044]],
      ['same_kind', [9043, 9044, 9044]],
    ],
  },
  {
    name: 'tracker_without_value_code',
    observe: (started) =>
      code(post(started, withRenewal({ conditions: { tracker: [{ trackerId: 1, trackerCondition: 2 }] } }))),
    seen: [
      [9029, 9029],
      [999_999, 999_999],
    ],
  },
  {
    name: 'bad_expression_relation_code',
    observe: (started) =>
      code(post(started, { ...GOLD, eligibility: { threshold: 9000, expressionRelation: 'XOR' } })),
    seen: [
      [9021, 9021],
      [999_999, 999_999],
    ],
  },
  {
    name: 'any_of_all',
    observe: (started) =>
      code(post(started, withRenewal({ expressionRelationAIRA: 'ANY2', conditions: two }))),
    seen: [
      ['accepted', 200],
      ['refused', 9021],
    ],
  },
  {
    name: 'renewal_condition_order',
    observe: async (started) => {
      const { emulator } = started
      const validity = {
        periodType: 'SLAB_UPGRADE_CYCLIC',
        periodValue: 1,
        renewal: { expressionRelationAIRA: '1', conditions: { purchase: '400', numVisits: '1' } },
      }
      const { serialNumber } = await publish(started, { ...GOLD, validity })
      const { id: member } = emulator.addMember({ id: 'ann' })
      emulator.addActivity({ member, type: 'earn', points: 20_000 })
      emulator.addActivity({ member, type: 'visit' })
      emulator.setClock('2026-04-01T00:00:00Z')
      const { body } = await started.get(`/v2/customers/${member}/tierDetails`)
      return body.programTiers[0]?.currentTierSerialNumber === serialNumber
    },
    seen: [
      ['documented', false],
      ['alphabetical', true],
    ],
  },
  {
    name: 'start_date_zone',
    observe: (started) => {
      const fixed = { periodType: 'FIXED', startDate: '2026-03-01T00:30:00+05:30' }
      return code(post(started, withRenewal({ shouldDowngrade: true }, fixed)))
    },
    seen: [
      ['literal', 200],
      ['utc', 9055],
    ],
  },
  {
    name: 'registration_start_date',
    observe: (started) => {
      const validity = { periodType: 'FIXED_CUSTOMER_REGISTRATION', startDate: '2026-03-01' }
      return code(post(started, { ...GOLD, validity }))
    },
    seen: [
      ['ignored', 200],
      ['refused', 9014],
    ],
  },
  {
    name: 'upper_neighbour',
    observe: async (started) => {
      await publish(started)
      return code(started.put('/v3/tiers/25220?programId=973', { eligibility: { threshold: 30_000 } }))
    },
    seen: [
      ['checked', 9044],
      ['unchecked', 200],
    ],
  },
  {
    name: 'tier_cap_counts',
    observe: async (started) => {
      const state = JSON.parse(JSON.stringify(started.emulator.snapshot()))
      const last = state.data.tiers.findIndex(
        ({ programId, name }: { programId: number; name: string }) =>
          programId === 976 && name === 'Level 50',
      )
      Object.assign(state.data.tiers[last], {
        objectId: 'a'.repeat(24),
        slabId: null,
        status: 'PENDING_APPROVAL',
      })
      started.emulator.restore(state)
      return code(post(started, { ...GOLD, programId: 976, eligibility: { threshold: 2_000_000 } }))
    },
    seen: [
      ['live_and_in_progress', 9054],
      ['live', 999_999],
    ],
  },
]
