import type { Issue, Json, RungsErrorInit } from '@rungs/model'
import { failuresOf, objectAt, type Reply, textAt } from '@rungs/transport'

/** Scrip's fields by their place in the common model, once the way to a level or a body is cut off. */
const paths: readonly (readonly [RegExp, string])[] = [
  [/^display_name$/, 'name'],
  [/^icon_url$/, 'icon'],
  [/^(qualification|criteria)\b/, 'rule'],
  [/^benefits\b/, 'benefits'],
  [/^lifecycle\.retention\.duration$/, 'lifecycle.inactivity'],
  [/^lifecycle\.retention\b/, 'lifecycle.review'],
  [/^lifecycle\.qualification_period\.start_month$/, 'window.month'],
  [/^lifecycle\.qualification_period\.start_day$/, 'window.day'],
  [/^lifecycle\.qualification_period\b/, 'window'],
  [/^lifecycle\.status_validity\b/, 'lifecycle.extendMonths'],
  [/^lifecycle\.downgrade_policy\.grace_days$/, 'lifecycle.downgrade.graceDays'],
  [/^lifecycle\.downgrade_policy\.min_level$/, 'lifecycle.downgrade.floor'],
  [/^lifecycle\.downgrade_policy\b/, 'lifecycle.downgrade.policy'],
  [/^lifecycle\.counters\.qualifying\b/, 'lifecycle.rollover.counters'],
  [/^lifecycle\.counters\b/, 'lifecycle.rollover.mode'],
  [/^(external_id|participant_id)$/, 'memberId'],
  [/^event_timestamp$/, 'at'],
  [/^level$/, 'tier'],
  [/^expires_at$/, 'until'],
  [/^program_id$/, 'settings.programId'],
]

const hints: { readonly [status: number]: string } = { 401: ' Check apiKey, or SCRIP_API_KEY.' }

/**
 * What Scrip means by a reply that is not 2xx (Scrip authentication and participant tier pages). The code is told by
 * the status alone: 400 `invalid_input`, 401 `authentication`, 403 `permission`, 404 `not_found`, 409 `conflict`, 429
 * `rate_limited`, 5xx `unavailable`; nothing that is known of Scrip's own codes says otherwise.
 */
export function explain({ status, body }: Reply): Partial<RungsErrorInit> {
  const [vendorCode, message] = [textAt(body, 'code'), textAt(body, 'message')]
  if (vendorCode === undefined && message === undefined) return {}
  const said = message ?? vendorCode ?? ''
  const details = objectAt(body, 'details')
  const issues = issuesOf(Array.isArray(details?.fields) ? details.fields : [details ?? null], said)
  const where = [...new Set(issues.map(({ path }) => path))].join(', ')
  const about = where === '' ? '' : ` about ${where}`
  return { message: `Scrip answered ${status}${about}: ${said}${hints[status] ?? ''}`, vendorCode, issues }
}

/** `details.fields` names every field, newer; older replies have one flat `field` in `details`. */
function issuesOf(fields: readonly Json[], said: string): Issue[] {
  return fields.flatMap((entry) => {
    const field = textAt(entry, 'field')
    if (field === undefined) return []
    return { path: pathOf(field), message: textAt(entry, 'message') ?? textAt(entry, 'reason') ?? said }
  })
}

/** What is unknown keeps Scrip's name. */
function pathOf(field: string): string {
  const inner = field.replace(/^body\./, '').replace(/^levels(\[\d+\]|\.\d+)?\./, '')
  return paths.find(([pattern]) => pattern.test(inner))?.[1] ?? inner
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('scrip')
