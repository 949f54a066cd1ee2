import { approve, create, GOLD, publish, reject, type Started, submit, tiers } from './support.js'
import { code, data, type Row, status } from './switch-row.js'

const pending = async (started: Started): Promise<string> => {
  const { objectId } = await create(started)
  await submit(started, objectId)
  return objectId
}

const rejected = async (started: Started): Promise<string> => {
  const objectId = await pending(started)
  await reject(started, objectId)
  return objectId
}

const statusOf = async (started: Started, name = 'Gold'): Promise<string | undefined> =>
  (await tiers(started)).find((tier) => tier.name === name)?.status

/** What happens to a tier on its way from draft to published. */
export const workflowRows: Row[] = [
  {
    name: 'wrong_state_status',
    observe: async (started) => {
      const { objectId } = await create(started)
      return status(approve(started, objectId))
    },
    seen: [
      [409, 409],
      [400, 400],
    ],
  },
  {
    name: 'bad_approval_status_code',
    observe: async (started) => {
      const objectId = await pending(started)
      return code(started.post(`/v3/tiers/${objectId}/approve`, { approvalStatus: 'approve' }))
    },
    seen: [
      [999_999, 999_999],
      [400, 400],
    ],
  },
  {
    name: 'self_approval',
    observe: async (started) => {
      const objectId = await pending(started)
      const other = { authorization: `Basic ${btoa('4711:x')}` }
      const review = { approvalStatus: 'APPROVE' }
      const own = await status(started.post(`/v3/tiers/${objectId}/approve`, review))
      return [own, await status(started.post(`/v3/tiers/${objectId}/approve`, review, other))]
    },
    seen: [
      ['allowed', [200, 409]],
      ['refused', [403, 200]],
    ],
  },
  {
    name: 'approvals_without_program',
    observe: async (started) => {
      await pending(started)
      const { status: answered, body } = await started.get('/v3/tiers/approvals')
      return [answered, body.data?.length]
    },
    seen: [
      ['refused', [400, undefined]],
      ['all_programs', [200, 1]],
    ],
  },
  {
    name: 'revalidation',
    observe: async (started) => {
      const { objectId } = await create(started)
      const settings = (slabUpgradeMode: string) =>
        started.post('/programs/973/updateTierAdvancedSettings', { slabUpgradeMode })
      await settings('EAGER')
      const submitted = await code(submit(started, objectId))
      await settings('LAZY')
      await submit(started, objectId)
      await settings('EAGER')
      return [submitted, await code(approve(started, objectId))]
    },
    seen: [
      ['submit_and_approve', [9051, 9051]],
      ['approve', [200, 9051]],
      ['never', [200, 200]],
    ],
  },
  {
    name: 'rejected_status',
    observe: async (started) => {
      await rejected(started)
      return statusOf(started)
    },
    seen: [
      ['DRAFT', 'DRAFT'],
      ['REJECTED', 'REJECTED'],
    ],
  },
  {
    name: 'rejection_comment',
    observe: async (started) => (await data(submit(started, await rejected(started)))).comments,
    seen: [
      ['until_next_submit', null],
      ['always', 'no'],
    ],
  },
  {
    name: 'edit_of_pending',
    observe: async (started) => {
      const objectId = await pending(started)
      await started.put(`/v3/tiers/${objectId}`, { description: 'x' })
      return statusOf(started)
    },
    seen: [
      ['stays_pending', 'PENDING_APPROVAL'],
      ['returns_to_draft', 'DRAFT'],
    ],
  },
  {
    name: 'edit_of_rejected',
    observe: async (started) => {
      started.emulator.setSwitches({ rejected_status: 'REJECTED' })
      const objectId = await rejected(started)
      await started.put(`/v3/tiers/${objectId}`, { description: 'x' })
      return statusOf(started)
    },
    seen: [
      ['returns_to_draft', 'DRAFT'],
      ['stays_rejected', 'REJECTED'],
    ],
  },
  {
    name: 'edit_of_published_with_draft',
    observe: async (started) => {
      const { slabId } = await publish(started)
      await started.put(`/v3/tiers/${slabId}`, { description: 'x' })
      const again = await started.put(`/v3/tiers/${slabId}`, { description: 'y' })
      return [again.status, (await tiers(started)).map(({ description }) => description)]
    },
    seen: [
      ['conflict', [409, [undefined, undefined, undefined, 'x']]],
      ['edits_draft', [200, [undefined, undefined, undefined, 'y']]],
    ],
  },
  {
    name: 'publishing',
    observe: async (started) => {
      const objectId = await pending(started)
      const first = await status(approve(started, objectId))
      const after = await statusOf(started)
      const deleted = await status(started.delete(`/v3/tiers/${objectId}`))
      started.emulator.setSwitches({ publishing: 'succeeds' })
      return [first, after, deleted, await status(approve(started, objectId)), await statusOf(started)]
    },
    seen: [
      ['succeeds', [200, 'LIVE', 409, 409, 'LIVE']],
      ['fails', [500, 'PUBLISH_FAILED', 409, 200, 'LIVE']],
    ],
  },
  {
    name: 'superseded_version',
    observe: async (started) => {
      const { slabId } = await publish(started)
      const { objectId } = await data(started.put(`/v3/tiers/${slabId}`, { name: 'Ruby' }))
      await submit(started, objectId)
      await approve(started, objectId)
      return (await tiers(started)).map(({ name, status: shown }) => [name, shown]).slice(2)
    },
    seen: [
      ['hidden', [['Ruby', 'LIVE']]],
      [
        'shown',
        [
          ['Ruby', 'LIVE'],
          ['Gold', 'SNAPSHOT'],
        ],
      ],
    ],
  },
  {
    name: 'published_origin',
    observe: async (started) => {
      await publish(started, GOLD)
      return (await tiers(started)).at(-1)?.origin
    },
    seen: [
      ['BOTH', 'BOTH'],
      ['MONGO_ONLY', 'MONGO_ONLY'],
    ],
  },
]
