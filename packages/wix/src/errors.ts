import type { ErrorCode, Issue, Json, JsonObject } from '@rungs/model'
import { type Explanation, failuresOf, objectAt, type Reply, sentence, textAt } from '@rungs/transport'

/**
 * Codes of Wix that say more than the status. All other statuses mean what the transport takes them for: 400
 * `invalid_input`, 401 `authentication`, 403 `permission`, 404 `not_found`, 409 `conflict`, 428 `rejected`, 429
 * `rate_limited`, 5xx `unavailable` (Wix About Errors page). Method pages say that there are only standard errors,
 * but `BASIC_TIERS_LIMIT_REACHED` was seen live, so unknown codes go by their status.
 */
const codes = new Map<string | undefined, ErrorCode>([
  ['INVALID_REVISION', 'conflict'],
  ['ALREADY_EXISTS', 'conflict'],
  ['NOT_FOUND', 'not_found'],
  ['PERMISSION_DENIED', 'permission'],
  ['UNAUTHENTICATED', 'authentication'],
  ['BASIC_TIERS_LIMIT_REACHED', 'rejected'],
])

/** What to do, by Wix's code or by the status. */
const hints = new Map<string | undefined, string>([
  ['INVALID_REVISION', ' It was changed meanwhile: read it again, and repeat the change on that.'],
  ['ALREADY_EXISTS', ' Names and required points are unique at a Wix site.'],
  [
    'BASIC_TIERS_LIMIT_REACHED',
    " The site's plan allows no more tiers: they need a paid plan, and one of the apps Bookings, Events, Pricing Plans and Stores.",
  ],
  ['401', ' Check apiKey, or WIX_API_KEY; it is sent without Bearer.'],
  ['403', ' Check what the API key may do, and that siteId, or WIX_SITE_ID, names a site that it is for.'],
])

/** Wix's fields by their place in the common model; the wrapper (`tier.`, `programSettings.`) is taken off first. */
const paths = new Map<string, string>([
  ['tierDefinition', 'name'],
  ['tierDefinition.name', 'name'],
  ['tierDefinition.description', 'description'],
  ['tierDefinition.icon', 'icon'],
  ['requiredPoints', 'rule.value'],
  ['revision', 'ifRevision'],
  ['status', 'status'],
  ['rollingWindow', 'window.months'],
  ['baseTierDefinition', 'baseTier'],
  ['baseTierDefinition.name', 'baseTier.name'],
  ['baseTierDefinition.description', 'baseTier.description'],
  ['baseTierDefinition.icon', 'baseTier.icon'],
  ['contactId', 'memberId'],
  ['memberId', 'memberId'],
  ['accountId', 'memberId'],
  ['amount', 'points'],
  ['balance', 'points'],
  ['tierId', 'id'],
])

/** How long to wait when Wix does not say it: its limit is counted per minute (Wix Troubleshooting page). */
const minute = 60_000

/** What Wix means by a reply that is not 2xx (Wix About Errors page). Nothing where it does not say. */
export function explain({ status, body, headers }: Reply): Explanation {
  const wait = status === 429 && headers.get('retry-after') === null ? { retryAfterMs: minute } : {}
  const details = objectAt(body, 'details')
  const error = objectAt(details, 'applicationError')
  const vendorCode = textAt(error, 'code') ?? textAt(body, 'errorCode')
  const issues = violationsOf(details)
  const said = [textAt(error, 'description'), textAt(body, 'message'), vendorCode].find((text) => text)
  if (said === undefined && issues.length === 0) return wait
  const what = issues.length > 0 ? sentence(issues) : `${said}`
  return {
    ...wait,
    // A failure of the server's own may have come after the work, whatever its body says.
    code: status >= 500 ? undefined : codes.get(vendorCode),
    message: `Wix answered ${status}: ${what.replace(/\.$/, '')}.${hints.get(vendorCode) ?? hints.get(`${status}`) ?? ''}`,
    vendorCode,
    issues,
  }
}

/** The fields that Wix names, at their places in the common model. */
function violationsOf(details: JsonObject | undefined): Issue[] {
  const violations = objectAt(details, 'validationError')?.fieldViolations
  if (!Array.isArray(violations)) return []
  return violations.flatMap((violation: Json): Issue[] => {
    const field = textAt(violation, 'field')
    const said = ['description', 'violatedRule', 'ruleName'].map((key) => textAt(violation, key))
    const message = said.find((text) => text) ?? 'not as Wix expects it'
    return field === undefined ? [] : [{ path: pathOf(field), message }]
  })
}

/** `tier.tierDefinition.icon.url` is `icon`; what is unknown keeps Wix's name. */
function pathOf(field: string): string {
  const segments = field.replace(/^(tier|programSettings)\./, '').split('.')
  for (let length = segments.length; length > 0; length--) {
    const known = paths.get(segments.slice(0, length).join('.'))
    if (known !== undefined) return known
  }
  return field
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('wix')
