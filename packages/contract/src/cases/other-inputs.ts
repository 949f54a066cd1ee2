import { type Accounting, type LadderPatchInput, leafPaths } from '@rungs/model'
import { equal, fail, ok, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { changesNothing } from '../invoke.js'
import { pending } from '../probes/workflow.js'
import { daysAgo, makeTier, newMember, newPerson, raising, standingOf, tierInput } from '../setup.js'

/** What a call told of its input: everything that law 1 allows to become of a leaf. */
interface Told {
  accounting?: Accounting | undefined
}

/** Law 1, of inputs that are no tiers. */
const members = cases('accounting', [
  {
    id: 'L1.enroll-since',
    title: 'the instant since when somebody is a member is accounted for, or refused by its name',
    requires: ['members.enroll', 'members.standing'],
    run: async (t) => {
      const memberId = await newPerson(t)
      const since = daysAgo(400)
      const outcome = await settle(() => t.client.members.enroll(memberId, { since }).withDetails(), 'enroll')
      if (outcome.ok) return speaksOf(outcome.value, 'since')
      equal(
        [outcome.error.code, outcome.error.issues.map(({ path }) => path)],
        ['unsupported', ['since']],
        'the code, and the paths that are named',
      )
      const { losses } = await t.client.members.enroll(memberId, { since, onLoss: 'report' }).withDetails()
      equal(
        losses.map(({ path }) => path),
        ['since'],
        "losses with onLoss: 'report'",
      )
      equal((await standingOf(t, memberId)).memberId, memberId, 'the member who was enrolled without it')
    },
  },
  {
    id: 'L2.enroll-since-is-held',
    title: 'who is a member since an instant holds what that alone gives since then, where it is taken',
    requires: ['members.enroll', 'members.history', 'tiers.create', 'tier.rule'],
    run: async (t) => {
      await t.client.tiers.create(tierInput(t, 1, { name: 'Bronze', threshold: 0 }))
      const memberId = await newPerson(t)
      const since = daysAgo(400)
      const outcome = await settle(() => t.client.members.enroll(memberId, { since }), 'enroll')
      if (!outcome.ok) return equal(outcome.error.code, 'unsupported', 'the code of the refusal')
      const [first] = (await t.client.members.history(memberId)).items
      if (first !== undefined) equal(Date.parse(first.at), Date.parse(since), 'the instant of the first move')
    },
  },
  {
    id: 'L1.reports.assign.until',
    title:
      "with onLoss: 'report' a tier is given for good where it cannot be until an instant, and that is told",
    requires: ['members.assign', 'members.standing', 'tiers.create'],
    refuses: 'assign.until',
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      const { losses } = await t.client.members
        .assign(memberId, { tier: id, until: '2999-01-01T00:00:00Z' }, { onLoss: 'report' })
        .withDetails()
      equal(
        losses.map(({ path }) => path),
        ['until'],
        'losses',
      )
      equal((await standingOf(t, memberId)).tier?.id, id, 'the tier that is held')
    },
  },
  {
    id: 'L1.reports.activity.at',
    title:
      "with onLoss: 'report' an activity is recorded as of now where it cannot be dated, and that is told",
    requires: [
      'members.record',
      'members.standing',
      'tiers.create',
      'activity.earn',
      'metric.points.balance',
    ],
    refuses: 'activity.at',
    needs: ['member'],
    run: async (t) => {
      await makeTier(t, 1)
      const memberId = await newMember(t)
      const { losses } = await t.client.members
        .record(memberId, { type: 'earn', points: 7, at: daysAgo(1) }, { onLoss: 'report' })
        .withDetails()
      equal(
        losses.map(({ path }) => path),
        ['at'],
        'losses',
      )
      equal((await standingOf(t, memberId)).metrics['points.balance'], '7', 'the balance')
    },
  },
  {
    id: 'L1.record-accounting-is-complete',
    title: 'every leaf of an activity and of an assignment is accounted for exactly once',
    requires: ['members.record', 'members.assign', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      const assigned = await t.client.members.assign(memberId, { tier: id }).withDetails()
      speaksOf(assigned, 'tier')
      const { activity, key } = raising(t.provider.defaultMetric, 1)
      if (!t.supports(key)) return
      speaksOf(await t.client.members.record(memberId, activity).withDetails(), ...leafPaths(activity))
    },
  },
])

const comments = cases(
  'accounting',
  (['approve', 'reject'] as const).map((step) => ({
    id: `L1.comment.${step}` as const,
    title: `the comment of ${step} reaches the backend, or its loss is told`,
    requires: ['tiers.create', 'workflow.submit', `workflow.${step}`] as const,
    run: async (t: CaseContext) => {
      const { id } = await pending(t)
      const comment = 'A comment like no other: 5f3a'
      const outcome = await settle(
        () => t.client.workflow[step](id, { comment, onLoss: 'report' }).withDetails(),
        step,
      )
      if (!outcome.ok) fail(`${step} with a comment: expected it to succeed, got ${outcome.error.code}`)
      const { data, losses } = outcome.value
      const sent = t.subject.wire === undefined ? [] : (await t.subject.wire.requests()).slice(-10)
      const arrived = JSON.stringify([data, sent]).includes(comment)
      ok(
        arrived || losses.some(({ path }) => path === 'comment'),
        'the comment is in no request, and not told as a loss',
      )
    },
  })),
)

/** Law 1, of what is only asked for. */
const previews = cases('accounting', [
  {
    id: 'L1.preview-is-what-create-tells',
    title: 'the preview of a tier is the account that its create gives, and changes nothing',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const input = {
        ...tierInput(t, 1),
        description: 'For our best customers',
        color: '#C0FFEE',
        icon: 'star',
        benefits: [{ label: 'Free shipping' }, { key: 'lounge', value: ['yes', 1] }],
      }
      const told = await changesNothing(t, 'preview', async () => t.client.tiers.preview(input))
      const { accounting } = await t.client.tiers.create(input, { onLoss: 'report' }).withDetails()
      equal(told, accounting, 'the preview, beside the account of create')
    },
  },
  {
    id: 'L1.ladder-preview-is-what-update-tells',
    title: 'the preview of a change of the ladder is the account that the change gives, and changes nothing',
    requires: ['ladder.get', 'ladder.update', 'tiers.create'],
    run: async (t) => {
      await makeTier(t, 1)
      for (const change of ladderParts) {
        const what = Object.keys(change).join()
        const told = await changesNothing(t, 'preview', () =>
          settle(() => t.client.ladder.preview(change), `preview of ${what}`),
        )
        const done = await settle(
          () => t.client.ladder.update(change, { onLoss: 'report' }).withDetails(),
          `change of ${what}`,
        )
        if (!done.ok) continue
        if (!told.ok) fail(`${what}: the preview was ${told.error.code}, but the change was made`)
        equal(told.value, done.value.accounting, `${what}: the preview, beside the account of the change`)
        speaksOf(done.value, ...leafPaths(change))
      }
    },
  },
])

export const otherInputCases = [...members, ...comments, ...previews]

/** One change of each setting of a ladder. */
const ladderParts: readonly LadderPatchInput[] = [
  { name: 'Friends of the house' },
  { window: { kind: 'calendar_year' } },
  { lifecycle: { review: 'never', downgrade: { policy: 'hold', graceDays: 5 } } },
  { baseTier: { name: 'Friend', description: 'Everybody', color: '#C0FFEE' } },
  { timeZone: 'Europe/Berlin' },
  { status: 'paused' },
]

/** Holds that exactly these leaves are accounted for, each once. */
function speaksOf({ accounting }: Told, ...leaves: readonly string[]): void {
  if (accounting === undefined) fail(`expected an account of ${leaves.join(', ')}`)
  const { mapped, emulated, vendor, losses } = accounting
  const paths = [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)]
  equal(paths.sort(), [...leaves].sort(), 'mapped + emulated + vendor + losses')
}
