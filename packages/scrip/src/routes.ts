import type { JsonObject } from '@rungs/model'
import { get, pairsOf, path, type Query, remove, routing, write } from '@rungs/transport'
import type { Fetch } from './request.js'

type Body = JsonObject

/** Scrip's routes under Scrip's names, one request each; bodies are sent as they are. */
export type Routes = ReturnType<typeof createRoutes>

const howToFindOut = 'Read what it was to change, to see.'
/** A POST that ends the same when it is repeated, by a key of Scrip's that it takes; but for {@link postOnce}. */
const post = (at: string, body?: Body) => write('POST', at, body, howToFindOut)
const postOnce = (at: string, body: Body) => write('POST', at, body, howToFindOut, 'none')
const patch = (at: string, body: Body) => write('PATCH', at, body, howToFindOut)
const put = (at: string, body: Body) => write('PUT', at, body, howToFindOut)

const inProgram = (id: string) => path`/v1/programs/${id}`
const tierOf = (program: string, key: string) => path`/v1/programs/${program}/tiers/${key}`
const person = (id: string) => path`/v1/participants/${id}`
const counterOf = (id: string, key: string) => path`/v1/participants/${id}/state/counters/${key}`
const levelOf = (id: string, key: string) => path`/v1/participants/${id}/state/tiers/${key}`

/** Makes the routes (Scrip API reference; paths below `/v1`). Queries of lists may have `limit` (at most 200) and `cursor`. */
export function createRoutes(fetch: Fetch) {
  const route = routing(fetch)
  return {
    programs: {
      create: route('program', (body: Body) => postOnce('/v1/programs', body)),
      list: route('programs', (query?: Query) => get('/v1/programs', query)),
      retrieve: route('program', (id: string) => get(inProgram(id))),
      update: route('program', (id: string, body: Body) => patch(inProgram(id), body)),
    },
    tiers: {
      create: route('tier', (program: string, body: Body) => post(`${inProgram(program)}/tiers`, body)),
      list: route('tiers', (program: string, query?: Query) => get(`${inProgram(program)}/tiers`, query)),
      retrieve: route('tier', (program: string, key: string) => get(tierOf(program, key))),
      /** Omitted and null keep, `{}` clears a lifecycle or qualification, levels are matched by key. */
      update: route('tier', (program: string, key: string, body: Body) => patch(tierOf(program, key), body)),
      /** For good. `by` as in the setting `archiveRoute`. */
      archive: route('tier', (program: string, key: string, by: 'post' | 'delete' = 'post') =>
        by === 'post'
          ? post(`${tierOf(program, key)}/archive`)
          : { ...post(tierOf(program, key)), method: 'DELETE' },
      ),
    },
    participants: {
      /** Makes a participant, or updates the one with this `external_id`. */
      create: route('participant', (body: Body & { external_id: string }) => post('/v1/participants', body)),
      list: route('participants', (query?: Query) => get('/v1/participants', query)),
      retrieve: route('participant', (id: string) => get(person(id))),
      update: route('participant', (id: string, body: Body) => patch(person(id), body)),
      updateStatus: route('participant', (id: string, status: string) =>
        patch(`${person(id)}/status`, { status }),
      ),
      stateHistory: route('changes', (id: string, query?: Query) =>
        get(`${person(id)}/activity/state-history`, query),
      ),
    },
    participantTiers: {
      list: route('states', (id: string, program: string) =>
        get(`${person(id)}/state/tiers`, { program_id: program }),
      ),
      retrieve: route('state', (id: string, program: string, key: string) =>
        get(levelOf(id, key), { program_id: program }),
      ),
      set: route('state', (id: string, program: string, key: string, body: Body) => ({
        ...put(levelOf(id, key), body),
        query: pairsOf({ program_id: program }),
      })),
      remove: route('nothing', (id: string, program: string, key: string) =>
        remove(levelOf(id, key), howToFindOut, { program_id: program }),
      ),
    },
    counters: {
      list: route('counterList', (id: string, query?: Query) => get(`${person(id)}/state/counters`, query)),
      retrieve: route('counter', (id: string, key: string) => get(counterOf(id, key))),
      set: route('counter', (id: string, key: string, body: Body & { value: string }) =>
        put(counterOf(id, key), body),
      ),
      delete: route('nothing', (id: string, key: string) => remove(counterOf(id, key), howToFindOut)),
    },
    events: {
      /** Answered before it is processed; the body's `idempotency_key` makes a repetition harmless. */
      create: route('event', (body: Body & { idempotency_key: string }) => post('/v1/events', body)),
      createBatch: route('batch', (all: JsonObject[]) => post('/v1/events/batch', { events: all })),
      retrieve: route('event', (id: string, query?: Query) => get(path`/v1/events/${id}`, query)),
      list: route('events', (query?: Query) => get('/v1/events', query)),
    },
    rules: { create: route('resource', (body: Body) => postOnce('/v1/rules', body)) },
    webhookEndpoints: {
      /** The reply's `secret` is shown this once. */
      create: route('resource', (body: Body) => postOnce('/v1/webhook-endpoints', body)),
    },
  }
}
