import { explainer, failuresOf, listAt, objectAt, pathsBy, textAt } from '@rungs/transport'

/** Scrip's fields by their place in the common model, once the way to a level or a body is cut off. */
const pathOf = pathsBy(
  {
    display_name: 'name',
    icon_url: 'icon',
    qualification: 'rule',
    criteria: 'rule',
    benefits: 'benefits',
    'lifecycle.retention.duration': 'lifecycle.inactivity',
    'lifecycle.retention': 'lifecycle.review',
    'lifecycle.qualification_period.start_month': 'window.month',
    'lifecycle.qualification_period.start_day': 'window.day',
    'lifecycle.qualification_period': 'window',
    'lifecycle.status_validity': 'lifecycle.extendMonths',
    'lifecycle.downgrade_policy.grace_days': 'lifecycle.downgrade.graceDays',
    'lifecycle.downgrade_policy.min_level': 'lifecycle.downgrade.floor',
    'lifecycle.downgrade_policy': 'lifecycle.downgrade.policy',
    'lifecycle.counters.qualifying': 'lifecycle.rollover.counters',
    'lifecycle.counters': 'lifecycle.rollover.mode',
    external_id: 'memberId',
    participant_id: 'memberId',
    event_timestamp: 'at',
    idempotency_key: 'idempotencyKey',
    level: 'tier',
    expires_at: 'until',
    program_id: 'settings.programId',
  },
  /^(body\.)?(levels(\[\d+\]|\.\d+)?\.)?/,
)

/**
 * What Scrip means by a reply that is not 2xx (Scrip authentication and participant tier pages). The code is told by
 * the status alone; nothing that is known of Scrip's own codes says otherwise.
 */
export const explain = explainer({
  vendor: 'Scrip',
  hints: { 401: 'Check apiKey, or SCRIP_API_KEY.' },
  pathOf,
  read: (body) => {
    const [code, message] = [textAt(body, 'code'), textAt(body, 'message')]
    if (code === undefined && message === undefined) return undefined
    // `details.fields` names every field, newer; older replies have one flat `field` in `details`.
    const details = objectAt(body, 'details')
    const listed = listAt(details, 'fields')
    const fields = (listed.length > 0 ? listed : [details]).flatMap((entry) => {
      const field = textAt(entry, 'field')
      const its = textAt(entry, 'message') ?? textAt(entry, 'reason')
      return field === undefined ? [] : [{ field, message: its }]
    })
    return { code, message: message ?? code, fields }
  },
})

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('scrip')
