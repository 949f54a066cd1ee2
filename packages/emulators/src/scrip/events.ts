import { hmacHex } from '../core/hmac.js'
import type { VendorHost, WebhookManners } from '../core/vendor.js'
import type { Answer, Context } from './context.js'
import { notFound } from './errors.js'
import { listPage } from './paging.js'
import { eventShape } from './shapes.js'
import { entryOf } from './state.js'

const withSkipped = ({ query }: Context): boolean => query.get('include_skipped') === 'true'

export const getEvent = (context: Context): Answer => {
  const id = context.path.event ?? ''
  const event = entryOf(context.state.events, id.toLowerCase())
  if (event === undefined) throw notFound('Event', id)
  return { status: 200, body: eventShape(context, event, withSkipped(context)) }
}

const filters = ['program_id', 'participant_id', 'external_id', 'status'] as const

/** Newest first. */
export const listEvents = (context: Context): Answer => {
  const { query, state } = context
  const events = Object.values(state.events).filter((event) =>
    filters.every((name) => query.get(name) === null || query.get(name) === event[name]),
  )
  const skipped = withSkipped(context)
  return listPage(
    context,
    events.reverse(),
    ({ id }) => id,
    (event) => eventShape(context, event, skipped),
  )
}

const MINUTE_MS = 60_000

/** No page that could be read tells the attempts, the header or the formula (switch `webhook_signature`). */
export const scripWebhooks: WebhookManners = {
  retryAfterMs: [1, 5, 30, 120].map((minutes) => minutes * MINUTE_MS),
  sign: async ({ body, secret, now }, switches: VendorHost['switches']) => {
    const timestamp = String(Math.floor(now / 1000))
    const signed = switches.webhook_signature === 'body' ? body : `${timestamp}.${body}`
    return { 'x-scrip-signature': await hmacHex(secret, signed), 'x-scrip-timestamp': timestamp }
  },
}
