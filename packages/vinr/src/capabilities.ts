import { type Capabilities, emulated, native, unsupported } from '@rungs/model'
import { each, reasonsOf } from '@rungs/transport/provider'

const noWorkflow = unsupported('VINR has no review: a tier counts as soon as it is created.')
const noSettings = unsupported('VINR keeps no settings of a ladder; tiers always follow the current balance.')
const onlyOneRule = unsupported('A VINR tier has one threshold, min_points, and no groups of rules.')
const onlyBalance = unsupported('VINR tiers measure the points balance only.')
const asCredit = native('Booked as a credit.')
const asDebit = native('Booked as a debit; more than the balance is rejected.')
const onlyPoints = unsupported('VINR records points only.')

/** What VINR can do, by its tiers, loyalty accounts and points transactions pages. No account is needed to know. */
export const capabilities: Capabilities = {
  'tiers.list': native(),
  'tiers.get': native(),
  'tiers.create': native(),
  'tiers.update': native('Members move at their next balance change.'),
  'tiers.delete': native('Members fall back to the next tier that they qualify for.'),
  'ladder.get': emulated('Put together from all tiers; VINR keeps no ladder.'),
  'ladder.update': noSettings,
  ...each(noWorkflow, 'workflow.submit', 'workflow.approve', 'workflow.reject', 'workflow.publish'),
  'members.enroll': native('Makes a loyalty account for a customer; one that is there stays as it is.'),
  'members.standing': native(),
  'members.explain': emulated('Worked out from the balance and the thresholds of all tiers.'),
  'members.history': emulated(
    'Worked out from the points transactions, read 100 at a time, by the tiers as they are now; tiers given by hand are not in it.',
  ),
  'members.assign': native('Holds until the next balance change. `tier: null` is unsupported.'),
  'members.record': native(),

  'tier.key': unsupported('VINR chooses the id of a tier and keeps no key beside it.'),
  'tier.name': native(),
  'tier.description': unsupported('A VINR tier has no description.'),
  'tier.color': unsupported('A VINR tier has no colour.'),
  'tier.icon': unsupported('A VINR tier has no icon.'),
  'tier.rank': emulated('VINR orders tiers by threshold; the rank is the threshold plus 1.'),
  'tier.rule': native('One `>=` comparison of the points balance; required.'),
  'tier.validity': unsupported('A VINR tier is held as long as the balance suffices.'),
  'tier.benefits.label': native(),
  'tier.benefits.value': unsupported('VINR benefits are texts; it keeps no keys or values.'),
  'tier.status': unsupported('Every VINR tier is active.'),
  ...each(onlyOneRule, 'rule.all', 'rule.any', 'rule.atLeast'),
  'rule.operators': unsupported('VINR compares with >= only.'),
  'metric.points.balance': native(),
  ...each(onlyBalance, 'metric.points.earned', 'metric.spend', 'metric.visits', 'metric.counter'),
  ...each(noSettings, 'ladder.name', 'ladder.status', 'ladder.window', 'ladder.lifecycle'),
  ...each(noSettings, 'ladder.baseTier', 'ladder.timeZone'),
  'standing.since': unsupported('VINR does not tell since when a tier is held.'),
  'standing.expiresAt': unsupported('VINR tiers do not expire.'),
  'standing.next': emulated('The next threshold less the balance.'),
  'standing.keep': unsupported('VINR tiers follow the balance; nothing else keeps them.'),
  'activity.earn': asCredit,
  'activity.redeem': asDebit,
  'activity.adjust': native('Booked as a credit or a debit, by its sign.'),
  'activity.expire': asDebit,
  'activity.refund': asDebit,
  ...each(onlyPoints, 'activity.purchase', 'activity.visit', 'activity.counter', 'activity.touch'),
  'activity.at': unsupported('VINR books points at the time of the request.'),
  'explain.at': unsupported('VINR tells the current balance only.'),
  'assign.until': unsupported('VINR keeps a tier given by hand until the next balance change.'),

  'guarantee.revisions': unsupported('VINR keeps no revisions: the last write wins.'),
  'guarantee.exactlyOnce': native('By Idempotency-Key.'),
  'guarantee.uniqueName': unsupported('VINR lets names repeat.'),
  'guarantee.uniqueThreshold': emulated(
    'VINR lets thresholds repeat; they are looked up before a write. Two writers at once may still collide.',
  ),
}

/** Why something cannot be held, for a loss. */
export const reasonOf = reasonsOf(capabilities)
