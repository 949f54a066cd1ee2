import type { Explanation, Reply } from '@rungs/transport'
import { explainer, failuresOf, listAt, objectAt, pathsBy, textAt } from '@rungs/transport'

/**
 * What Wix's bodies say (Wix About Errors page). Statuses mean what the transport takes them for; that of
 * `ALREADY_EXISTS` no page names. Method pages say that there are only standard errors, but `BASIC_TIERS_LIMIT_REACHED`
 * was seen live with 428, so unknown codes go by their status.
 */
const told = explainer({
  vendor: 'Wix',
  codes: { ALREADY_EXISTS: 'conflict' },
  hints: {
    INVALID_REVISION: 'It was changed meanwhile: read it again, and repeat the change on that.',
    ALREADY_EXISTS: 'Names and required points are unique at a Wix site.',
    BASIC_TIERS_LIMIT_REACHED:
      "The site's plan allows no more tiers: they need a paid plan, and one of the apps Bookings, Events, Pricing Plans and Stores.",
    401: 'Check apiKey, or WIX_API_KEY; it is sent without Bearer.',
    403: 'Check what the API key may do, and that siteId, or WIX_SITE_ID, names a site that it is for.',
  },
  /** Wix's fields by their place in the common model; the wrapper (`tier.`, `programSettings.`) is taken off first. */
  pathOf: pathsBy(
    {
      tierDefinition: 'name',
      'tierDefinition.description': 'description',
      'tierDefinition.icon': 'icon',
      requiredPoints: 'rule.value',
      revision: 'ifRevision',
      rollingWindow: 'window.months',
      baseTierDefinition: 'baseTier',
      'baseTierDefinition.name': 'baseTier.name',
      'baseTierDefinition.description': 'baseTier.description',
      'baseTierDefinition.icon': 'baseTier.icon',
      contactId: 'memberId',
      accountId: 'memberId',
      amount: 'points',
      balance: 'points',
      tierId: 'id',
      description: 'vendor.wix.description',
      appId: 'vendor.wix.appId',
      activityType: 'vendor.wix.activityType',
      orderId: 'vendor.wix.orderId',
    },
    /^(tier|programSettings)\./,
  ),
  read: (body) => {
    const details = objectAt(body, 'details')
    const error = objectAt(details, 'applicationError')
    const code = textAt(error, 'code') ?? textAt(body, 'errorCode')
    const fields = listAt(objectAt(details, 'validationError'), 'fieldViolations').map((violation) => ({
      field: textAt(violation, 'field'),
      message: textAt(violation, 'description', 'violatedRule', 'ruleName') ?? 'not as Wix expects it',
    }))
    if (fields.length > 0) return { code, fields }
    const message = textAt(error, 'description') ?? textAt(body, 'message')
    return code === undefined && message === undefined ? undefined : { code, message }
  },
})

/** What Wix means by a reply that is not 2xx. Its limit is counted per minute (Wix Troubleshooting page). */
export function explain(reply: Reply): Explanation {
  const wait = reply.status === 429 && reply.headers.get('retry-after') === null
  return { ...(wait ? { retryAfterMs: 60_000 } : {}), ...told(reply) }
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('wix')
