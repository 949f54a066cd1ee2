import type { JsonObject, ProviderCall } from '@rungs/model'
import { path, type WireRequest } from '@rungs/transport'
import type { Fetch } from './request.js'

/** Query parameters by name; those that are `undefined` are not sent. */
export interface Query {
  limit?: number | undefined
  cursor?: string | undefined
  [name: string]: string | number | boolean | undefined
}

type Call = ProviderCall

/** Scrip's routes under Scrip's names, one request each; bodies are sent as they are. */
export type Routes = ReturnType<typeof createRoutes>

/** Makes the routes (Scrip API reference; paths below `/v1`). */
export function createRoutes(fetch: Fetch) {
  const inProgram = (program: string) => path`/v1/programs/${program}`
  const tierOf = (program: string, key: string) => path`/v1/programs/${program}/tiers/${key}`
  const person = (id: string) => path`/v1/participants/${id}`
  const counter = (id: string, key: string) => path`/v1/participants/${id}/state/counters/${key}`
  const level = (id: string, key: string) => path`/v1/participants/${id}/state/tiers/${key}`
  return {
    programs: {
      create: async (call: Call, body: JsonObject) =>
        fetch(write('POST', '/v1/programs', body), 'programSchema', call),
      list: async (call: Call, query?: Query) => fetch(get('/v1/programs', query), 'programListSchema', call),
      retrieve: async (call: Call, id: string) => fetch(get(inProgram(id)), 'programSchema', call),
      update: async (call: Call, id: string, body: JsonObject) =>
        fetch(absolute('PATCH', inProgram(id), body), 'programSchema', call),
    },
    tiers: {
      create: async (call: Call, program: string, body: JsonObject) =>
        fetch(write('POST', `${inProgram(program)}/tiers`, body), 'tierSchema', call),
      list: async (call: Call, program: string, query?: Query) =>
        fetch(get(`${inProgram(program)}/tiers`, query), 'tierListSchema', call),
      retrieve: async (call: Call, program: string, key: string) =>
        fetch(get(tierOf(program, key)), 'tierSchema', call),
      /** Omitted and null keep, `{}` clears a lifecycle or qualification, levels are matched by key. */
      update: async (call: Call, program: string, key: string, body: JsonObject) =>
        fetch(absolute('PATCH', tierOf(program, key), body), 'tierSchema', call),
      /** For good. `route` as in the setting `archiveRoute`. */
      archive: async (call: Call, program: string, key: string, route: 'post' | 'delete' = 'post') => {
        const at = tierOf(program, key)
        const request = route === 'post' ? absolute('POST', `${at}/archive`) : absolute('DELETE', at)
        return fetch(request, 'tierSchema', call)
      },
    },
    participants: {
      /** Makes a participant, or updates the one with this `external_id`. */
      create: async (call: Call, body: JsonObject & { external_id: string }) =>
        fetch(absolute('POST', '/v1/participants', body), 'participantSchema', call),
      list: async (call: Call, query?: Query) =>
        fetch(get('/v1/participants', query), 'participantListSchema', call),
      retrieve: async (call: Call, id: string) => fetch(get(person(id)), 'participantSchema', call),
      update: async (call: Call, id: string, body: JsonObject) =>
        fetch(absolute('PATCH', person(id), body), 'participantSchema', call),
      updateStatus: async (call: Call, id: string, status: string) =>
        fetch(absolute('PATCH', `${person(id)}/status`, { status }), 'participantSchema', call),
      stateHistory: async (call: Call, id: string, query?: Query) =>
        fetch(get(`${person(id)}/activity/state-history`, query), 'changeListSchema', call),
    },
    participantTiers: {
      list: async (call: Call, id: string, program: string) =>
        fetch(get(`${person(id)}/state/tiers`, { program_id: program }), 'stateListSchema', call),
      retrieve: async (call: Call, id: string, program: string, key: string) =>
        fetch(get(level(id, key), { program_id: program }), 'stateSchema', call),
      set: async (call: Call, id: string, program: string, key: string, body: JsonObject) =>
        fetch(ofProgram(absolute('PUT', level(id, key), body), program), 'stateSchema', call),
      remove: async (call: Call, id: string, program: string, key: string): Promise<void> => {
        await fetch(ofProgram(removal(level(id, key)), program), 'nothingSchema', call)
      },
    },
    counters: {
      list: async (call: Call, id: string, query?: Query) =>
        fetch(get(`${person(id)}/state/counters`, query), 'counterListSchema', call),
      retrieve: async (call: Call, id: string, key: string) =>
        fetch(get(counter(id, key)), 'counterSchema', call),
      set: async (call: Call, id: string, key: string, body: JsonObject & { value: string }) =>
        fetch(absolute('PUT', counter(id, key), body), 'counterSchema', call),
      delete: async (call: Call, id: string, key: string): Promise<void> => {
        await fetch(removal(counter(id, key)), 'nothingSchema', call)
      },
    },
    events: {
      /** Answered before it is processed; the body's `idempotency_key` makes a repetition harmless. */
      create: async (call: Call, body: JsonObject & { idempotency_key: string }) =>
        fetch(absolute('POST', '/v1/events', body), 'eventSchema', call),
      createBatch: async (call: Call, events: JsonObject[]) =>
        fetch(absolute('POST', '/v1/events/batch', { events }), 'batchSchema', call),
      retrieve: async (call: Call, id: string, query?: Query) =>
        fetch(get(path`/v1/events/${id}`, query), 'eventSchema', call),
      list: async (call: Call, query?: Query) => fetch(get('/v1/events', query), 'eventListSchema', call),
    },
    rules: {
      create: async (call: Call, body: JsonObject) =>
        fetch(write('POST', '/v1/rules', body), 'resourceSchema', call),
    },
    webhookEndpoints: {
      /** The reply's `secret` is shown this once. */
      create: async (call: Call, body: JsonObject) =>
        fetch(write('POST', '/v1/webhook-endpoints', body), 'resourceSchema', call),
    },
  }
}

const howToFindOut = 'Read what it was to change, to see.'

function get(at: string, query: Query = {}): WireRequest {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return { method: 'GET', path: at, query: pairs }
}

/** A write that makes something anew each time. */
function write(method: WireRequest['method'], at: string, body?: JsonObject): WireRequest {
  return { method, path: at, howToFindOut, ...(body === undefined ? {} : { body: { json: body } }) }
}

/** A write that ends the same when it is repeated. */
function absolute(method: WireRequest['method'], at: string, body?: JsonObject): WireRequest {
  return { ...write(method, at, body), idempotency: 'idempotent' }
}

/** What is gone already has been removed: by an attempt whose reply was lost. */
function removal(at: string): WireRequest {
  return {
    ...absolute('DELETE', at),
    expect: 'empty',
    accept: ({ status, afterLoss }) => status === 404 && afterLoss,
  }
}

function ofProgram(request: WireRequest, program: string): WireRequest {
  return { ...request, query: [['program_id', program]] }
}
