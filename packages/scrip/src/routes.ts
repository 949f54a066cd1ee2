import type { JsonObject, ProviderCall } from '@rungs/model'
import { get, pairsOf, path, type Query, remove, type WireRequest, write } from '@rungs/transport'
import type { Fetch } from './request.js'

type Call = ProviderCall

/** Scrip's routes under Scrip's names, one request each; bodies are sent as they are. */
export type Routes = ReturnType<typeof createRoutes>

/** Makes the routes (Scrip API reference; paths below `/v1`). Queries of lists may have `limit` (at most 200) and `cursor`. */
export function createRoutes(fetch: Fetch) {
  const inProgram = (program: string) => path`/v1/programs/${program}`
  const tierOf = (program: string, key: string) => path`/v1/programs/${program}/tiers/${key}`
  const person = (id: string) => path`/v1/participants/${id}`
  const counter = (id: string, key: string) => path`/v1/participants/${id}/state/counters/${key}`
  const level = (id: string, key: string) => path`/v1/participants/${id}/state/tiers/${key}`
  return {
    programs: {
      create: async (call: Call, body: JsonObject) =>
        fetch(post('/v1/programs', body, 'none'), 'programSchema', call),
      list: async (call: Call, query?: Query) => fetch(get('/v1/programs', query), 'programListSchema', call),
      retrieve: async (call: Call, id: string) => fetch(get(inProgram(id)), 'programSchema', call),
      update: async (call: Call, id: string, body: JsonObject) =>
        fetch(patch(inProgram(id), body), 'programSchema', call),
    },
    tiers: {
      create: async (call: Call, program: string, body: JsonObject) =>
        fetch(post(`${inProgram(program)}/tiers`, body), 'tierSchema', call),
      list: async (call: Call, program: string, query?: Query) =>
        fetch(get(`${inProgram(program)}/tiers`, query), 'tierListSchema', call),
      retrieve: async (call: Call, program: string, key: string) =>
        fetch(get(tierOf(program, key)), 'tierSchema', call),
      /** Omitted and null keep, `{}` clears a lifecycle or qualification, levels are matched by key. */
      update: async (call: Call, program: string, key: string, body: JsonObject) =>
        fetch(patch(tierOf(program, key), body), 'tierSchema', call),
      /** For good. `route` as in the setting `archiveRoute`. */
      archive: async (call: Call, program: string, key: string, route: 'post' | 'delete' = 'post') => {
        const at = tierOf(program, key)
        const request = route === 'post' ? bare('POST', `${at}/archive`) : bare('DELETE', at)
        return fetch(request, 'tierSchema', call)
      },
    },
    participants: {
      /** Makes a participant, or updates the one with this `external_id`. */
      create: async (call: Call, body: JsonObject & { external_id: string }) =>
        fetch(post('/v1/participants', body), 'participantSchema', call),
      list: async (call: Call, query?: Query) =>
        fetch(get('/v1/participants', query), 'participantListSchema', call),
      retrieve: async (call: Call, id: string) => fetch(get(person(id)), 'participantSchema', call),
      update: async (call: Call, id: string, body: JsonObject) =>
        fetch(patch(person(id), body), 'participantSchema', call),
      updateStatus: async (call: Call, id: string, status: string) =>
        fetch(patch(`${person(id)}/status`, { status }), 'participantSchema', call),
      stateHistory: async (call: Call, id: string, query?: Query) =>
        fetch(get(`${person(id)}/activity/state-history`, query), 'changeListSchema', call),
    },
    participantTiers: {
      list: async (call: Call, id: string, program: string) =>
        fetch(get(`${person(id)}/state/tiers`, { program_id: program }), 'stateListSchema', call),
      retrieve: async (call: Call, id: string, program: string, key: string) =>
        fetch(get(level(id, key), { program_id: program }), 'stateSchema', call),
      set: async (call: Call, id: string, program: string, key: string, body: JsonObject) =>
        fetch({ ...put(level(id, key), body), query: pairsOf({ program_id: program }) }, 'stateSchema', call),
      remove: async (call: Call, id: string, program: string, key: string): Promise<void> => {
        await fetch(gone(level(id, key), { program_id: program }), 'nothingSchema', call)
      },
    },
    counters: {
      list: async (call: Call, id: string, query?: Query) =>
        fetch(get(`${person(id)}/state/counters`, query), 'counterListSchema', call),
      retrieve: async (call: Call, id: string, key: string) =>
        fetch(get(counter(id, key)), 'counterSchema', call),
      set: async (call: Call, id: string, key: string, body: JsonObject & { value: string }) =>
        fetch(put(counter(id, key), body), 'counterSchema', call),
      delete: async (call: Call, id: string, key: string): Promise<void> => {
        await fetch(gone(counter(id, key)), 'nothingSchema', call)
      },
    },
    events: {
      /** Answered before it is processed; the body's `idempotency_key` makes a repetition harmless. */
      create: async (call: Call, body: JsonObject & { idempotency_key: string }) =>
        fetch(post('/v1/events', body), 'eventSchema', call),
      createBatch: async (call: Call, events: JsonObject[]) =>
        fetch(post('/v1/events/batch', { events }), 'batchSchema', call),
      retrieve: async (call: Call, id: string, query?: Query) =>
        fetch(get(path`/v1/events/${id}`, query), 'eventSchema', call),
      list: async (call: Call, query?: Query) => fetch(get('/v1/events', query), 'eventListSchema', call),
    },
    rules: {
      create: async (call: Call, body: JsonObject) =>
        fetch(post('/v1/rules', body, 'none'), 'resourceSchema', call),
    },
    webhookEndpoints: {
      /** The reply's `secret` is shown this once. */
      create: async (call: Call, body: JsonObject) =>
        fetch(post('/v1/webhook-endpoints', body, 'none'), 'resourceSchema', call),
    },
  }
}

const howToFindOut = 'Read what it was to change, to see.'
/** A POST that ends the same when it is repeated, by a key of Scrip's that it takes, unless said otherwise. */
const post = (at: string, body: JsonObject, idempotency: 'idempotent' | 'none' = 'idempotent'): WireRequest =>
  write('POST', at, body, howToFindOut, idempotency)
const patch = (at: string, body: JsonObject): WireRequest => write('PATCH', at, body, howToFindOut)
const put = (at: string, body: JsonObject): WireRequest => write('PUT', at, body, howToFindOut)
const bare = (method: 'POST' | 'DELETE', at: string): WireRequest => ({
  ...{ method, path: at, howToFindOut },
  idempotency: 'idempotent',
})
const gone = (at: string, query?: Query): WireRequest => remove(at, howToFindOut, query)
