import { hmacHex } from '../core/hmac.js'
import type { VendorHost, WebhookManners } from '../core/vendor.js'
import type { Answer, Context } from './context.js'
import { notFound } from './errors.js'
import { sortedBy, spanIn } from './filters.js'
import { listPage } from './paging.js'
import { eventShape } from './shapes.js'
import { entryOf, type ScripEvent } from './state.js'

const withSkipped = ({ query }: Context): boolean => query.get('include_skipped') === 'true'

export const getEvent = (context: Context): Answer => {
  const id = context.path.event ?? ''
  const event = entryOf(context.state.events, id.toLowerCase())
  if (event === undefined) throw notFound('Event', id)
  return { status: 200, body: eventShape(context, event, withSkipped(context)) }
}

const filters = ['program_id', 'participant_id', 'external_id', 'status'] as const

const sortable = {
  created_at: ({ created_at }: ScripEvent) => created_at,
  event_timestamp: ({ event_timestamp }: ScripEvent) => event_timestamp,
  status: ({ status }: ScripEvent) => status,
}

/** Newest first, unless it is asked for otherwise (list events page). */
export const listEvents = (context: Context): Answer => {
  const { query, state } = context
  const [came, occurred] = [spanIn(query, 'from', 'to'), spanIn(query, 'event_from', 'event_to')]
  const rule = query.get('rule_id')
  const events = Object.values(state.events).filter(
    (event) =>
      filters.every((name) => query.get(name) === null || query.get(name) === event[name]) &&
      (query.get('event_type') ?? 'EXTERNAL') === 'EXTERNAL' &&
      (rule === null ||
        event.rule_evaluations.some((one) => one.rule_id === rule && one.status === 'SUCCESS')) &&
      came(event.created_at) &&
      occurred(event.event_timestamp),
  )
  const skipped = withSkipped(context)
  return listPage(
    context,
    sortedBy(query, events, sortable, 'desc'),
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
