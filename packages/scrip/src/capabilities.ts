import { type Capabilities, emulated, native, unsupported } from '@rungs/model'
import { each, reasonsOf } from '@rungs/transport/provider'

const noWorkflow = unsupported('Scrip has no review: a level counts as soon as it is created.')
const byCounter = emulated('A counter stands for it; the setting counters says which.')
const asEvent = native("Sent as an event; the program's rules decide what it counts.")
const asDebit = emulated(
  'Sent as an event, like earn; more than the counter of points.balance, where the member has one, is rejected first.',
)

/** What Scrip can do, by its tiers, participants, counters and events pages. No account is needed to know. */
export const capabilities: Capabilities = {
  ...each(native(), 'tiers.list', 'tiers.get', 'ladder.get', 'members.enroll', 'members.standing'),
  'tiers.create': native('The first one makes the Scrip tier, where the program has none of this key.'),
  'tiers.update': native('Nobody is judged again until their next event, or the end of the period.'),
  'tiers.delete': unsupported(
    'Scrip documents no way to delete a level; take its rule away so that nobody reaches it any more.',
  ),
  'ladder.update': native('Once the ladder has a tier: Scrip knows no tier without a level.'),
  ...each(noWorkflow, 'workflow.submit', 'workflow.approve', 'workflow.reject', 'workflow.publish'),
  'members.explain': emulated('Worked out from the counters and the rules of all tiers.'),
  'members.history': native(
    "From Scrip's state history, which is best effort, by the tiers as they are now.",
  ),
  'members.assign': native('Holds until a review, a rule or an event that qualifies for more.'),
  'members.record': native('Counts once Scrip has processed it, shortly after.'),

  ...each(native(), 'tier.name', 'tier.color', 'tier.icon'),
  'tier.key': native('Chosen from the name where none is given; it is the id, too.'),
  'tier.description': unsupported('A Scrip level has no description.'),
  'tier.rank': native('Without one, a tier is ranked by its threshold among those on the same metric.'),
  'tier.rule': native('One criterion, or one ALL or ANY of criteria.'),
  'tier.validity': unsupported('Scrip reviews a whole ladder, by its lifecycle.'),
  'tier.benefits.label': emulated(
    'Kept as a list in the free JSON of benefits; the setting labelsKey names it.',
  ),
  'tier.benefits.value': native('One value for each key.'),
  'tier.status': unsupported('A Scrip level has no status of its own.'),
  ...each(native(), 'rule.all', 'rule.any', 'rule.operators', 'metric.counter', 'ladder.name'),
  'rule.atLeast': unsupported('Scrip has ALL and ANY only.'),
  ...each(byCounter, 'metric.points.balance', 'metric.points.earned', 'metric.spend', 'metric.visits'),
  'ladder.status': unsupported('Scrip cannot pause a ladder; the one change is to archived, for good.'),
  'ladder.window': native('lifetime, calendar_year and fixed_year; the years only with review period_end.'),
  'ladder.lifecycle': native('period_end, inactivity and never; requalify, one_step and hold.'),
  'ladder.baseTier': unsupported('Scrip has nothing to show for holding no level.'),
  'ladder.timeZone': unsupported('Scrip names no time zone for its periods.'),
  ...each(native(), 'standing.since', 'standing.expiresAt', 'assign.until'),
  'standing.next': emulated('Worked out from the counters and the rules of all tiers.'),
  'standing.keep': unsupported('Scrip does not tell what keeps a level.'),
  ...each(
    asEvent,
    'activity.earn',
    'activity.adjust',
    'activity.purchase',
    'activity.visit',
    'activity.touch',
  ),
  ...each(asDebit, 'activity.redeem', 'activity.expire', 'activity.refund'),
  'activity.counter': native(
    '`add` is sent as an event; `set` is written to the counter, and judged at the next event.',
  ),
  'activity.at': unsupported(
    'Scrip judges an event when it is processed; its event_timestamp is there for rules only.',
  ),
  'explain.at': unsupported('Scrip tells the current counters only.'),

  'guarantee.revisions': unsupported('Scrip keeps no revisions: the last write wins.'),
  'guarantee.exactlyOnce': emulated(
    'Tiers by their key, which is looked up before and after; of two writers of one key at once the later wins. Activities by the idempotency_key of events.',
  ),
  'guarantee.uniqueName': unsupported('Scrip lets names repeat.'),
  'guarantee.uniqueThreshold': unsupported('Scrip lets thresholds repeat; the higher rank wins.'),
}

/** Why something cannot be held, or how it is. */
export const reasonOf = reasonsOf(capabilities)
