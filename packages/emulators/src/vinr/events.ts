import { hmacHex } from '../core/hmac.js'
import type { VendorHost, WebhookManners } from '../core/vendor.js'
import type { Context } from './context.js'
import { notFound } from './errors.js'
import { listPage, newestFirst, pageParams } from './paging.js'
import { entryOf } from './state.js'

export const getEvent = ({ state, id, switches, input }: Context): object => {
  input.only()
  const event = entryOf(state.events, id)
  if (event === undefined) throw notFound('event', id, switches.not_found_param)
  return event
}

const since = (context: Context): number => {
  const { input } = context
  return input.integer('created.gte') ?? input.integer('created[gte]') ?? 0
}

export const listEvents = (context: Context): object => {
  const { input, state } = context
  input.only('type', 'created.gte', 'created[gte]', ...pageParams)
  const type = input.filledText('type')
  const from = since(context)
  const events = newestFirst(state.events).filter(
    (event) => (type === undefined || event.type === type) && event.created >= from,
  )
  return listPage(context, events, (event) => event)
}

const MINUTE_MS = 60_000

/** Webhooks page: attempts after 1 min, 5 min, 30 min, 2 h and 24 h; a timestamp header beside the signature. */
export const vinrWebhooks: WebhookManners = {
  retryAfterMs: [1, 5, 30, 120, 1_440].map((minutes) => minutes * MINUTE_MS),
  sign: async ({ body, secret, now }, switches: VendorHost['switches']) => {
    const timestamp = String(Math.floor(now / 1000))
    const signed = switches.webhook_signature === 'body' ? body : `${timestamp}.${body}`
    return { 'x-vinr-signature': await hmacHex(secret, signed), 'x-vinr-timestamp': timestamp }
  },
}
