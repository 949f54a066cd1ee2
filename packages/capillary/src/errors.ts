import { type Explanation, explainer, failuresOf, listAt, type Reply, textAt } from '@rungs/transport'
import { meaningOf } from './codes.js'

/** Statuses of the platform that pass: a busy search engine, another action on the same customer (API overview). */
const passing = new Set([461, 521])

/** The tiers pages print no error; the customer pages print `status`, `code` and `message`. Others are tolerated. */
const told = explainer({
  vendor: 'Capillary',
  hints: {
    401: 'Check the credentials: username and password, or clientId and clientSecret.',
    403: 'These credentials may not do this; approving takes the rights of a reviewer.',
  },
  pathOf: (path) => path,
  read: (body) => {
    const errors = listAt(body, 'errors').flatMap((error) => {
      const number = /^\d+$/.exec(`${Object(error).code}`)?.[0]
      const message = textAt(error, 'message')
      if (number === undefined && message === undefined) return []
      const [symbol, field, means] = meaningOf(number, message) ?? []
      const code = [number, symbol].filter((part) => part !== undefined).join(' ') || undefined
      return [{ number, means, field, message: message ?? 'no reason given', code }]
    })
    const [first] = errors
    return first && { code: first.number, means: first.means, fields: errors }
  },
})

/** What Capillary means by a reply that is not 2xx, or has errors all the same (API overview, tables of the tiers pages). */
export function explain(reply: Pick<Reply, 'status' | 'body'>): Explanation {
  return { ...(passing.has(reply.status) ? { code: 'unavailable', retryable: true } : {}), ...told(reply) }
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('capillary')
