import {
  type Capabilities,
  type CapabilityKey,
  emulated,
  type Metric,
  native,
  unsupported,
} from '@rungs/model'
import { each, reasonsOf } from '@rungs/transport/provider'

const step = native('One DRAFT and one PENDING_APPROVAL tier in a program at a time.')
const noActivity = unsupported("Capillary's tier and customer pages document no way to record activity.")
const noBenefits = unsupported('A Capillary tier has no benefits; they are rules of the program.')
const ofProgram = unsupported('A setting of the program, which no documented operation reads or changes.')
const group = native(
  'One level, and the KPI first; beside it points.earned, spend, visits, and counters in the setting trackers.',
)
const beside = unsupported(
  'All tiers of a program are measured by its one KPI (setting kpiType); in `all` and `any` this may stand beside it.',
)

/** What Capillary can do, by its tiers and customer pages, with the default settings. No account is needed to know. */
export const capabilities: Capabilities = {
  'tiers.list': native('One read of the whole program; pages are cut from it.'),
  'tiers.get': native(),
  'tiers.create': native(
    'Created, submitted and approved, unless its status or the setting newTiers says otherwise. On top of the ladder only.',
  ),
  'tiers.update': native('A change of a published tier is a new draft, submitted and approved by newTiers.'),
  'tiers.delete': native('Drafts only; a published tier stays for good.'),
  'ladder.get': emulated('Put together from all tiers of the program.'),
  'ladder.update': native('The base tier only.'),
  'workflow.submit': step,
  'workflow.approve': native('Takes credentials with the rights of a reviewer.'),
  'workflow.reject': native('The tier is a draft again.'),
  'workflow.publish': native('Submits and approves, from wherever the tier stands.'),
  'members.enroll': unsupported("Capillary's tier and customer pages document no enrolment."),
  'members.standing': native(),
  'members.explain': emulated('Worked out from points and spend, and the eligibility of all tiers.'),
  'members.history': native("From the customer's slab history."),
  'members.assign': native('A manual upgrade or downgrade, valid as the tier says.'),
  'members.record': noActivity,

  'tier.key': unsupported('Capillary chooses the ids of a tier and keeps no key beside them.'),
  'tier.name': native('At most 50 characters.'),
  'tier.description': native('At most 500 characters.'),
  'tier.color': native('It can be changed, not taken away.'),
  'tier.icon': unsupported('A Capillary tier has no icon.'),
  'tier.rank': unsupported('Capillary puts every new tier on top; the rank of a tier is its serial number.'),
  'tier.rule': native('One `>=` of the KPI of the program, above the threshold of the tier below; required.'),
  'tier.validity': native('It can be changed, not taken away. Renewal in disjunctive normal form.'),
  ...each(noBenefits, 'tier.benefits.label', 'tier.benefits.value'),
  'tier.status': native('draft, pending or active.'),
  ...each(group, 'rule.all', 'rule.any'),
  'rule.atLeast': unsupported(
    'Capillary joins the criteria of a tier by AND or OR; ANYn is for renewal only.',
  ),
  'rule.operators': unsupported('Capillary compares with >= only.'),
  'metric.points.balance': native(),
  ...each(beside, 'metric.points.earned', 'metric.spend', 'metric.counter'),
  'metric.visits': unsupported('Visits are no KPI; in `all` and `any` they may stand beside it.'),
  ...each(ofProgram, 'ladder.name', 'ladder.status', 'ladder.window', 'ladder.timeZone'),
  'ladder.lifecycle': unsupported('Capillary keeps validity, renewal and downgrade with each tier.'),
  'ladder.baseTier': native('The first tier of the program. It can be changed, not taken away.'),
  'standing.since': native("From the customer's slab history."),
  'standing.expiresAt': native('More than 50 years ahead means never.'),
  'standing.next': emulated('By the thresholds of the tiers above.'),
  'standing.keep': unsupported('The reply of Get Customer Details that has it is not documented whole.'),
  ...each(noActivity, 'activity.earn', 'activity.redeem', 'activity.adjust', 'activity.expire'),
  ...each(noActivity, 'activity.refund', 'activity.purchase', 'activity.visit', 'activity.counter'),
  ...each(noActivity, 'activity.touch', 'activity.at'),
  'explain.at': unsupported('Capillary tells current figures only.'),
  'assign.until': unsupported(
    'A manual adjustment ends with a day, not at an instant; native.slabs.adjust takes a day.',
  ),

  'guarantee.revisions': unsupported(
    'Capillary takes no revision with a write; writes of one client go one by one.',
  ),
  'guarantee.exactlyOnce': native('By Idempotency-Key, then step by step from where the tier stands.'),
  'guarantee.uniqueName': native('Among published tiers.'),
  'guarantee.uniqueThreshold': native('Each is greater than that of the tier below.'),
}

/** What the settings change: which metric the KPI is, and whether the slab history is read. */
export function capabilitiesFor(kpi: Metric, history: boolean): Capabilities {
  const field = kpi.startsWith('counter:') ? 'metric.counter' : (`metric.${kpi}` as CapabilityKey)
  const off = unsupported("The setting tierHistory is 'none'.")
  return {
    ...capabilities,
    'metric.points.balance': unsupported('The KPI of the program is another (setting kpiType).'),
    [field]: native(),
    ...(history ? {} : { 'members.history': off, 'standing.since': off }),
  }
}

/** Why something cannot be held, for a loss. */
export const reasonOf = reasonsOf(capabilities)
