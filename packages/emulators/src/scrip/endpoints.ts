import * as z from 'zod/mini'
import { signingSecret } from '../core/derive.js'
import { randomUuid } from '../core/ids.js'
import { isLoopback, type RegisteredEndpoint } from '../core/webhook-endpoint.js'
import { type Answer, type Context, timeText, type World } from './context.js'
import { invalidField, notFound } from './errors.js'
import { maybe, readBody, shortText } from './input.js'
import { listPage } from './paging.js'
import { type Endpoint, entryOf, type ScripState } from './state.js'

const reserved =
  /(^|\.)(localhost|local|internal)$|^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|^\[|^0\./

const isPublicHttps = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' && hostname.includes('.') && !reserved.test(hostname)
}

const events = z.array(shortText(255, 1)).check(z.minLength(1))
const createSchema = z.object({
  url: shortText(2048, 1),
  enabled_events: events,
  description: maybe(shortText(1000)),
  metadata: maybe(z.unknown()),
})
const updateSchema = z.object({
  url: maybe(shortText(2048, 1)),
  enabled_events: maybe(events),
  description: maybe(shortText(1000)),
  metadata: maybe(z.unknown()),
  status: maybe(z.enum(['ACTIVE', 'DISABLED'])),
})

/** Loopback is refused (create a webhook endpoint page), unless the switch lets tests receive what is posted. */
const checkUrl = ({ switches }: World, url: string): void => {
  if (isPublicHttps(url)) return
  if (switches.loopback_endpoints === 'accepted' && isLoopback(url)) return
  throw invalidField('url', 'must be a public https URL', 'https://')
}

const endpointShape = ({ rotations, metadata, ...endpoint }: Endpoint) => ({
  ...endpoint,
  description: endpoint.description ?? undefined,
  metadata: metadata ?? undefined,
  created_at: timeText(endpoint.created_at),
  updated_at: timeText(endpoint.updated_at),
})

/** With the secret, which is shown on create and rotate alone. */
const withSecret = (endpoint: Endpoint) => ({
  ...endpointShape(endpoint),
  secret: signingSecret(endpoint.id, endpoint.rotations),
})

const endpointOf = ({ state, path }: Context): Endpoint => {
  const id = path.endpoint ?? ''
  const endpoint = entryOf(state.webhook_endpoints, id.toLowerCase())
  if (endpoint === undefined) throw notFound('Webhook endpoint', id)
  return endpoint
}

export const createEndpoint = (context: Context): Answer => {
  const { state, now, switches } = context
  const sent = readBody(createSchema, context.body, switches)
  checkUrl(context, sent.url)
  const endpoint: Endpoint = {
    id: randomUuid(),
    url: sent.url,
    enabled_events: sent.enabled_events,
    description: sent.description ?? null,
    metadata: sent.metadata ?? null,
    status: 'ACTIVE',
    rotations: 0,
    created_at: now,
    updated_at: now,
  }
  state.webhook_endpoints[endpoint.id] = endpoint
  return { status: 201, body: withSecret(endpoint) }
}

export const getEndpoint = (context: Context): Answer => ({
  status: 200,
  body: endpointShape(endpointOf(context)),
})

/** Newest first, without archived ones; 20 unless asked for more (list webhook endpoints page). */
export const listEndpoints = (context: Context): Answer => {
  const status = context.query.get('status')
  if (status !== null && status !== 'ACTIVE' && status !== 'DISABLED')
    throw invalidField('status', 'must be ACTIVE or DISABLED')
  const endpoints = Object.values(context.state.webhook_endpoints)
    .filter((endpoint) => endpoint.status !== 'ARCHIVED' && endpoint.status === (status ?? endpoint.status))
    .reverse()
  return listPage(context, endpoints, ({ id }) => id, endpointShape, { normal: 20, most: 100 })
}

/** Changes what is sent (update a webhook endpoint page). */
export const updateEndpoint = (context: Context): Answer => {
  const sent = readBody(updateSchema, context.body, context.switches)
  const endpoint = endpointOf(context)
  if (sent.url != null) checkUrl(context, sent.url)
  Object.assign(endpoint, {
    url: sent.url ?? endpoint.url,
    enabled_events: sent.enabled_events ?? endpoint.enabled_events,
    description: sent.description ?? endpoint.description,
    metadata: sent.metadata ?? endpoint.metadata,
    status: sent.status ?? endpoint.status,
    updated_at: context.now,
  })
  return { status: 200, body: endpointShape(endpoint) }
}

/** The old secret is worth nothing from now on (rotate endpoint secret page). */
export const rotateSecret = (context: Context): Answer => {
  const endpoint = endpointOf(context)
  endpoint.rotations += 1
  endpoint.updated_at = context.now
  return { status: 200, body: withSecret(endpoint) }
}

/** The endpoints that deliveries go to. */
export const receivingEndpoints = ({ webhook_endpoints }: ScripState): RegisteredEndpoint[] =>
  Object.values(webhook_endpoints)
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ id, url, enabled_events, rotations }) => ({
      id,
      url,
      events: enabled_events,
      secret: signingSecret(id, rotations),
    }))
