import { equal, oneOf, rejects } from '../assert.js'
import { cases } from '../case.js'
import { draft, pending } from '../probes/workflow.js'
import { cannotRaise, nameOf, newMember, raise, standingOf } from '../setup.js'

/** Draft, submit, approve, reject, publish. */
export const workflowCases = cases('workflow', [
  {
    id: 'L7.workflow-draft',
    title: 'a tier begins as a draft, and submitting makes it wait',
    requires: ['tiers.create', 'tiers.get', 'workflow.submit'],
    run: async (t) => {
      const { id, status } = await draft(t)
      equal(status, 'draft', 'status')
      equal((await t.client.workflow.submit(id)).status, 'pending', 'the status that submit gives')
      equal((await t.client.tiers.get(id)).status, 'pending', 'the status afterwards')
    },
  },
  {
    id: 'L7.workflow-approve',
    title: 'approving makes a waiting tier active',
    requires: ['tiers.create', 'tiers.list', 'workflow.submit', 'workflow.approve'],
    run: async (t) => {
      const { name } = await pending(t)
      const { id } = await t.client.tiers.list().then(({ items }) => items[0] ?? { id: '' })
      equal((await t.client.workflow.approve(id, { comment: 'Looks good' })).status, 'active', 'status')
      const { items } = await t.client.tiers.list()
      equal(
        items.map((tier) => [tier.name, tier.status]),
        [[name, 'active']],
        'the list',
      )
    },
  },
  {
    id: 'L7.workflow-reject',
    title: 'rejecting makes a waiting tier rejected, or a draft again',
    requires: ['tiers.create', 'tiers.get', 'workflow.submit', 'workflow.reject'],
    run: async (t) => {
      const { id } = await pending(t)
      const { status } = await t.client.workflow.reject(id, { comment: 'Too cheap' })
      oneOf(status, ['rejected', 'draft'], 'status')
      equal((await t.client.tiers.get(id)).status, status, 'the status afterwards')
    },
  },
  {
    id: 'L7.workflow-publish',
    title: 'publishing takes a draft all the way, and can be called again',
    requires: ['tiers.create', 'tiers.list', 'workflow.publish'],
    run: async (t) => {
      const { id } = await draft(t)
      const published = await t.client.workflow.publish(id)
      equal(published.status, 'active', 'status')
      equal((await t.client.workflow.publish(published.id)).status, 'active', 'the status of the second time')
      const { items } = await t.client.tiers.list()
      equal(
        items.map((tier) => tier.status),
        ['active'],
        'the list afterwards',
      )
    },
  },
  {
    id: 'L7.workflow-publish-from-halfway',
    title: 'publishing takes up a tier that was already submitted',
    requires: ['tiers.create', 'tiers.list', 'workflow.submit', 'workflow.publish'],
    run: async (t) => {
      const { id } = await pending(t)
      equal((await t.client.workflow.publish(id)).status, 'active', 'status')
      const { items } = await t.client.tiers.list()
      equal(
        items.map((tier) => tier.status),
        ['active'],
        'the list afterwards',
      )
    },
  },
  ...(['approve', 'reject'] as const).map((step) => ({
    id: `L6.workflow-out-of-turn.${step}` as const,
    title: `${step} of a tier that nobody submitted is a conflict and changes nothing`,
    requires: ['tiers.create', 'tiers.get', `workflow.${step}`] as const,
    run: async (t: Parameters<typeof draft>[0]) => {
      const { id, status } = await draft(t)
      await rejects(() => t.client.workflow[step](id), 'conflict', step)
      equal((await t.client.tiers.get(id)).status, status, 'the status afterwards')
    },
  })),
  {
    id: 'L7.drafts-count-for-nobody',
    title: 'nobody holds a tier that is no more than a draft',
    requires: ['tiers.create', 'tiers.get', 'workflow.publish', 'members.record', 'members.standing'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const { id } = await draft(t)
      const memberId = await newMember(t)
      await raise(t, memberId, 100)
      equal((await standingOf(t, memberId)).tier, null, 'the tier while it is a draft')
      await t.client.workflow.publish(id)
      await raise(t, memberId, 1)
      equal((await standingOf(t, memberId)).tier?.name, nameOf(1), 'the tier once it is published')
    },
  },
])
