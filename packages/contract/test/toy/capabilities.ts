import { type Capabilities, type CapabilityKey, emulated, native, unsupported } from '@rungs/model'
import { capabilityKeys } from '../../src/keys.js'
import type { Flaws } from './flaws.js'

const held: readonly CapabilityKey[] = [
  'tiers.list',
  'tiers.get',
  'tiers.create',
  'tiers.update',
  'tiers.delete',
  'members.enroll',
  'members.standing',
  'members.history',
  'members.assign',
  'members.record',
  'tier.name',
  'tier.description',
  'tier.rule',
  'tier.benefits.label',
  'metric.points.balance',
  'standing.next',
  'activity.earn',
  'activity.redeem',
  'guarantee.revisions',
  'guarantee.exactlyOnce',
  'guarantee.uniqueName',
  'guarantee.uniqueThreshold',
]

/** What the toy can do. */
export function capabilitiesOf(flaws: Flaws): Capabilities {
  const all = Object.fromEntries(
    capabilityKeys.map((key) => [
      key,
      held.includes(key) ? native() : unsupported('The toy has no such thing.'),
    ]),
  )
  return complete({
    ...all,
    'ladder.get': emulated('Put together from all tiers.'),
    'members.explain': emulated('Worked out from the balance and all tiers.'),
    'tier.rank': emulated('The threshold plus 1.'),
    ...(flaws.forgetsACapability ? { 'tier.icon': undefined } : {}),
  })
}

function complete(map: object): Capabilities {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Capabilities
}
