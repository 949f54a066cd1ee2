import { explainer, failuresOf, objectAt, pathsBy, textAt } from '@rungs/transport'

/** VINR's parameters by their place in the common model. */
const pathOf = pathsBy({
  min_points: 'rule.value',
  starting_after: 'cursor',
  customer: 'memberId',
  loyalty_account: 'memberId',
  amount: 'points',
  programme_id: 'settings.programmeId',
})

/**
 * What VINR means by a reply that is not 2xx (VINR errors page). Nothing where it does not say. Statuses mean what the
 * transport takes them for: 400 `invalid_input`, 401 `authentication`, 403 `permission`, 404 `not_found`, 409
 * `conflict`, 422 `rejected`, 429 `rate_limited`, 5xx `unavailable`; but for the codes named here. The error's `type`
 * is never looked at: VINR's own pages disagree about it.
 */
export const explain = explainer({
  vendor: 'VINR',
  codes: {
    '400 resource_missing': 'not_found',
    '400 resource_already_exists': 'conflict',
    // VINR's pages do not say by which status a debit of more than the balance is refused.
    balance_insufficient: 'rejected',
  },
  hints: {
    401: 'Check apiKey, or VINR_SECRET_KEY; test keys work only against the sandbox.',
    parameter_unknown:
      'Where VINR has another name for it, or none, see the settings cursorParameter, tierParameter and benefitsUpdate.',
  },
  // `benefits[1]` and `benefits[]` name a benefit.
  pathOf: (param) =>
    pathOf(param.replace(/^benefits\[\]$/, 'benefits').replace(/^benefits\[\d+\]$/, '$&.label')),
  read: (body) => {
    const error = objectAt(body, 'error')
    const field = textAt(error, 'param')
    return (
      error && {
        code: textAt(error, 'code'),
        // What is missing there is no thing of the caller's, but a place in a list.
        means: /^(starting_after|ending_before)$/.test(field ?? '') ? 'invalid_input' : undefined,
        message: textAt(error, 'message'),
        requestId: textAt(error, 'request_id'),
        fields: field === undefined ? [] : [{ field }],
      }
    )
  },
})

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('vinr')
