import { type Capabilities, type CapabilityKey, emulated, native } from '@rungs/model'

/**
 * What Acme can do. It all is claimed at first, and the contract suite says of each claim whether it is true. Leave
 * `native()` where Acme does it, write `emulated(how)` where this adapter does it with what Acme has, and
 * `unsupported(why)` where neither can; an operation that is unsupported has no handler.
 */
export const capabilities: Capabilities = {
  'tiers.list': native(),
  'tiers.get': native(),
  'tiers.create': native(),
  'tiers.update': native(),
  'tiers.delete': native(),
  'ladder.get': emulated('Put together from all tiers.'),
  'ladder.update': native(),
  'workflow.submit': native(),
  'workflow.approve': native(),
  'workflow.reject': native(),
  'workflow.publish': native(),
  'members.enroll': native(),
  'members.standing': native(),
  'members.explain': native(),
  'members.history': native(),
  'members.assign': native(),
  'members.record': native(),

  'tier.key': native(),
  'tier.name': native(),
  'tier.description': native(),
  'tier.color': native(),
  'tier.icon': native(),
  'tier.rank': native(),
  'tier.rule': native(),
  'tier.validity': native(),
  'tier.benefits.label': native(),
  'tier.benefits.value': native(),
  'tier.status': native(),
  'rule.all': native(),
  'rule.any': native(),
  'rule.atLeast': native(),
  'rule.operators': native(),
  'metric.points.balance': native(),
  'metric.points.earned': native(),
  'metric.spend': native(),
  'metric.visits': native(),
  'metric.counter': native(),
  'ladder.name': native(),
  'ladder.status': native(),
  'ladder.window': native(),
  'ladder.lifecycle': native(),
  'ladder.baseTier': native(),
  'ladder.timeZone': native(),
  'standing.since': native(),
  'standing.expiresAt': native(),
  'standing.next': native(),
  'standing.keep': native(),
  'activity.earn': native(),
  'activity.redeem': native(),
  'activity.adjust': native(),
  'activity.expire': native(),
  'activity.refund': native(),
  'activity.purchase': native(),
  'activity.visit': native(),
  'activity.counter': native(),
  'activity.touch': native(),
  'activity.at': native(),
  'explain.at': native(),
  'assign.until': native(),

  'guarantee.revisions': native(),
  'guarantee.exactlyOnce': native(),
  'guarantee.uniqueName': native(),
  'guarantee.uniqueThreshold': native(),
}

/** Why something cannot be held, for a loss; without a full stop, as losses are joined to sentences. */
export function reasonOf(key: CapabilityKey): string {
  const capability = capabilities[key]
  if (capability.support === 'unsupported') return capability.reason.replace(/\.$/, '')
  return `not written yet, in src/to-vendor.ts (src/capabilities.ts claims ${key})`
}
