import * as z from 'zod/mini'
import { randomId } from '../core/ids.js'
import { type Answer, type Context, timeText } from './context.js'
import { maybe, readBody, shortText } from './input.js'

const isPublicHttps = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (
    protocol === 'https:' &&
    hostname.includes('.') &&
    !/(^|\.)localhost$|^127\.|^10\.|^192\.168\.|^\[/.test(hostname)
  )
}

const createSchema = z.object({
  url: z.string().check(z.refine(isPublicHttps, 'expected a public https URL')),
  enabled_events: z.array(shortText(255, 1)).check(z.minLength(1)),
  description: maybe(shortText(1000)),
})

/** Keeps an endpoint and shows its secret once. Nothing is posted there: an emulator posts to loopback only. */
export const createEndpoint = (context: Context): Answer => {
  const { state, now, switches } = context
  const { url, enabled_events, description } = readBody(createSchema, context.body, switches)
  const id = crypto.randomUUID()
  state.webhook_endpoints[id] = {
    id,
    url,
    enabled_events,
    description: description ?? null,
    created_at: now,
    updated_at: now,
  }
  return {
    status: 201,
    body: {
      id,
      url,
      enabled_events,
      description: description ?? undefined,
      secret: randomId('whsec_', 32),
      created_at: timeText(now),
      updated_at: timeText(now),
    },
  }
}
