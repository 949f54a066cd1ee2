import { type Capabilities, emulated, native, unsupported } from '@rungs/model'
import { each, reasonsOf } from '@rungs/transport/provider'
import type { CheckedSettings } from './settings.js'

const noWorkflow = unsupported(
  'Wix has no review of tiers: a tier counts as soon as it is created and the program is active.',
)
const oneNumber = unsupported('A Wix tier has one threshold, requiredPoints, and no groups of rules.')
const onlyEarned = unsupported('Wix tiers measure the points earned and adjusted only.')
const noBenefits = unsupported('A Wix tier holds no benefits; rewards per tier are made in the dashboard.')
const onlyPoints = unsupported('Wix records points only.')
const noHand = unsupported('Wix assigns tiers by points only; no route gives one to a member by hand.')
const lag = 'Wix judges members anew every 15 minutes or when a tier changes, so the tier may lag behind.'
const byRevision = 'Read, merged and sent back under the revision that was read.'

/** What Wix can do, by its tiers and loyalty accounts pages, with the default settings. No account is needed to know. */
export const capabilities: Capabilities = {
  'tiers.list': native('Wix lists all at once; pages are cut here.'),
  ...each(native(), 'tiers.get', 'guarantee.uniqueName', 'guarantee.uniqueThreshold'),
  'tiers.create': native("The site's plan decides how many tiers it may have."),
  'tiers.update': native(byRevision),
  'tiers.delete': native('Members move when Wix judges them next.'),
  'ladder.get': native('The program of the site; Wix makes default settings, disabled, when it has none.'),
  'ladder.update': native(byRevision),
  ...each(noWorkflow, 'workflow.submit', 'workflow.approve', 'workflow.reject', 'workflow.publish'),
  'members.enroll': native('Makes a loyalty account for a contact; one that is there stays as it is.'),
  'members.standing': native(lag),
  'members.explain': emulated('Put together from the standing and all tiers.'),
  'members.history': emulated(
    'Worked out from the points transactions, read 100 at a time, by the tiers and the window as they are now, as if the program had been active all the time.',
  ),
  ...each(noHand, 'members.assign', 'assign.until'),
  'members.record': native('Points that are earned or adjusted.'),

  'tier.key': unsupported('Wix chooses the id of a tier and keeps no key beside it.'),
  'tier.name': native('Up to 50 characters.'),
  'tier.description': native('Up to 70 characters; an empty one is none.'),
  'tier.color': unsupported('A Wix tier has no colour.'),
  'tier.icon': native("An http(s) URL, a wix:image:// URI, or one of Wix's shapes/ names."),
  'tier.rank': emulated('Wix orders tiers by required points; the rank is these plus 1.'),
  'tier.rule': native('One `>=` comparison of the points earned, from 0 to 9999999; required.'),
  'tier.validity': unsupported('A Wix tier is held as long as the points in the window suffice.'),
  ...each(noBenefits, 'tier.benefits.label', 'tier.benefits.value'),
  'tier.status': unsupported('Every Wix tier is active; the program as a whole has a status.'),
  ...each(oneNumber, 'rule.all', 'rule.any', 'rule.atLeast'),
  'rule.operators': unsupported('Wix compares with >= only.'),
  ...each(onlyEarned, 'metric.points.balance', 'metric.spend', 'metric.visits', 'metric.counter'),
  'metric.points.earned': native('Earned and adjusted inside the rolling window.'),
  'ladder.name': unsupported('The tiers program of a Wix site has no name.'),
  'ladder.status': native('active, paused, disabled or draft; members count in an active program only.'),
  'ladder.window': native('rolling, of 12 to 36 months.'),
  'ladder.lifecycle': native('Fixed: reviewed continuously, and down to what the member qualifies for.'),
  'ladder.baseTier': native('Name, description and icon; no colour.'),
  'ladder.timeZone': unsupported('Wix names no time zone for its rolling window.'),
  'standing.since': unsupported('Wix does not tell since when a tier is held.'),
  'standing.expiresAt': unsupported('Wix does not tell when points leave the window.'),
  'standing.next': emulated('The next required points less the points in the window.'),
  'standing.keep': unsupported('Wix tiers follow the points in the window; nothing else keeps them.'),
  'activity.earn': native('Up to 9999999 points at once.'),
  'activity.redeem': unsupported(
    'Wix redeems points for rewards, not by amount; a negative adjustment would lower the tier points too.',
  ),
  'activity.adjust': native('From -9999999 to 9999999 points at once, never to a balance below zero.'),
  'activity.expire': unsupported('Wix expires points by the rules of its dashboard.'),
  'activity.refund': unsupported('Wix refunds rewards, not points by amount.'),
  ...each(onlyPoints, 'activity.purchase', 'activity.visit', 'activity.counter', 'activity.touch'),
  'activity.at': unsupported('Wix books points at the time of the request.'),
  'explain.at': unsupported('Wix tells the standing of now only.'),

  'guarantee.revisions': native('Of tiers and of the ladder.'),
  'guarantee.exactlyOnce': emulated(
    'Names and required points are unique at Wix, so a create whose reply was lost is looked up; earned points carry an idempotency key, adjustments a revision.',
  ),
}

/** What the settings change: enrolling needs to know contacts. */
export function capabilitiesOf({ memberIds }: Pick<CheckedSettings, 'memberIds'>): Capabilities {
  if (memberIds === 'any' || memberIds === 'contact') return capabilities
  const reason = `Wix makes loyalty accounts for contacts, and the setting memberIds is '${memberIds}'.`
  return { ...capabilities, 'members.enroll': unsupported(reason) }
}

/** Why something cannot be held, for a loss. */
export const reasonOf = reasonsOf(capabilities)
