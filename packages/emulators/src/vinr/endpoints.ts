import * as z from 'zod/mini'
import { signingSecret } from '../core/derive.js'
import { randomId } from '../core/ids.js'
import type { RegisteredEndpoint } from '../core/webhook-endpoint.js'
import type { Context } from './context.js'
import { badRequest, notFound } from './errors.js'
import { listPage, newestFirst, pageParams } from './paging.js'
import { type Endpoint, entryOf, type VinrState } from './state.js'

const EVERYTHING = '*'

const endpointOf = ({ state, id, switches }: Context): Endpoint => {
  const endpoint = entryOf(state.webhook_endpoints, id)
  if (endpoint === undefined) throw notFound('webhook endpoint', id, switches.not_found_param)
  return endpoint
}

const endpointShape = (endpoint: Endpoint) => ({ ...endpoint, enabled_events: [...endpoint.enabled_events] })

const urlOf = ({ input, switches }: Context): string | undefined => {
  const url = input.filledText('url')
  if (url === undefined) return undefined
  const wanted = switches.webhook_endpoint_urls === 'https' ? /^https:$/ : /^https?:$/
  if (URL.canParse(url) && wanted.test(new URL(url).protocol)) return url
  throw badRequest('parameter_invalid', 'url must be the absolute URL of an endpoint.', 'url')
}

const eventsOf = ({ input }: Context): string[] | undefined => {
  const events = input.texts('enabled_events')
  if (events?.length === 0)
    throw badRequest('parameter_invalid_empty', 'enabled_events must name an event.', 'enabled_events')
  return events
}

/** Keeps an endpoint and shows its secret this once (webhook endpoints page, create). */
export const createEndpoint = (context: Context): object => {
  const { input, state, switches, seconds } = context
  input.only('url', 'enabled_events')
  input.required('url')
  if (switches.webhook_events_required) input.required('enabled_events')
  const url = urlOf(context) ?? ''
  const enabled_events = eventsOf(context) ?? [EVERYTHING]
  const id = randomId('we_', 8)
  const endpoint: Endpoint = { id, url, status: 'enabled', enabled_events, created: seconds }
  state.webhook_endpoints[id] = endpoint
  const { created, ...shown } = endpointShape(endpoint)
  return { ...shown, secret: signingSecret(id), created }
}

export const getEndpoint = (context: Context): object => {
  context.input.only()
  return endpointShape(endpointOf(context))
}

/** Changes the events or switches the endpoint on and off (webhook endpoints page, update). */
export const updateEndpoint = (context: Context): object => {
  const { input, switches } = context
  const endpoint = endpointOf(context)
  const takesUrl = switches.webhook_url_update === 'accepted'
  input.only('enabled_events', 'status', ...(takesUrl ? ['url'] : []))
  if (input.size === 0 && switches.empty_update === 'refused')
    throw badRequest('parameter_missing', 'Send at least one parameter to change.')
  const url = takesUrl ? urlOf(context) : undefined
  const events = eventsOf(context)
  const status = input.choice('status', ['enabled', 'disabled'])
  endpoint.url = url ?? endpoint.url
  endpoint.enabled_events = events ?? endpoint.enabled_events
  endpoint.status = status ?? endpoint.status
  return endpointShape(endpoint)
}

/** Nothing is delivered there any more, from now on (webhook endpoints page, delete). */
export const deleteEndpoint = (context: Context): object => {
  const { state, id, switches, input } = context
  input.only()
  const gone = { id, deleted: true }
  const again = entryOf(state.webhook_endpoints, id) === undefined && state.deleted.includes(id)
  if (again && switches.second_delete === 200) return gone
  endpointOf(context)
  delete state.webhook_endpoints[id]
  state.deleted.push(id)
  return gone
}

export const listEndpoints = (context: Context): object => {
  context.input.only(...pageParams)
  return listPage(context, newestFirst(context.state.webhook_endpoints), endpointShape)
}

const hidden = '"secret":""'

/** A response without the secret that it shows, to be kept: it follows from the endpoint, so it can be put back. */
export const withoutSecret = (body: string): string => body.replace(/"secret":"whsec_[^"]*"/, hidden)

export const withSecret = (body: string): string => {
  if (!body.includes(hidden)) return body
  const { id } = z.parse(z.object({ id: z.string() }), JSON.parse(body))
  return body.replace(hidden, `"secret":${JSON.stringify(signingSecret(id))}`)
}

/** The endpoints that deliveries go to. */
export const receivingEndpoints = ({ webhook_endpoints }: VinrState): RegisteredEndpoint[] =>
  Object.values(webhook_endpoints)
    .filter(({ status }) => status === 'enabled')
    .map(({ id, url, enabled_events }) => ({ id, url, events: enabled_events, secret: signingSecret(id) }))
