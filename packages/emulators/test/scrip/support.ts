import { createEmulator, type EmulatorOptions } from '../../src/index.js'

export const KEY = { 'x-api-key': 'sk_test_rungs' }
export const NOW = '2026-03-01T00:00:00.000Z'
export const PROGRAM = '550e8400-e29b-41d4-a716-446655440001'
export const ARCHIVED = '550e8400-e29b-41d4-a716-446655440009'

interface Level {
  id: string
  key: string
  rank: number
  display_name: string
  color: string
  icon_url: string
  benefits: Record<string, unknown>
  qualification: { mode: string; criteria: object[] }
}

/** Every field that any body of these tests has; an answer has some of them. */
export interface Body {
  id: string
  key: string
  name: string
  description: string
  program_id: string
  display_name: string
  status: string
  levels: Level[]
  lifecycle: Record<string, unknown>
  archived_at: string
  created_at: string
  changed_at: string
  updated_at: string
  external_id: string
  program_ids: string[]
  counters: Record<string, string>
  tiers: Record<string, { level: string; rank: number }>
  tags: string[]
  value: string
  reset_after: string
  last_reset_at: string
  level: string
  rank: number
  benefits: Record<string, unknown>
  acquired_at: string
  expires_at: string | null
  old_value: string | null
  new_value: string | null
  operation: string
  event_id: string
  participant_id: string
  error_message: string
  rule_evaluations: { rule_id: string; rule_name: string; status: string; reason?: string }[]
  order: number
  secret: string
  total: number
  success_count: number
  error_count: number
  results: { index: number; status: string; event: Body; error: string }[]
  data: Body[]
  pagination: { has_more: boolean; next_cursor: string | null }
  code: string
  message: string
  details: { field: string; reason: string; fields: { field: string; reason: string; message: string }[] }
  now: string
  error: { message: string; issues: { path: string; message: string }[] }
}

interface Answer {
  status: number
  headers: Headers
  text: string
  body: Body
}

const parsed = (text: string): Body => {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse('{}')
  }
}

/** An emulator whose clock stands at NOW, and a client of it that authenticates and encodes as Scrip's pages do. */
export const start = (options: EmulatorOptions = {}) => {
  const emulator = createEmulator('scrip', { clock: NOW, ...options })
  const request = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { ...KEY, ...init.headers }
    const response = await emulator.fetch(emulator.url + path, { method, ...init, headers })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
  const json = (method: string, path: string, body?: unknown): Promise<Answer> => {
    if (body === undefined) return request(method, `/v1${path}`)
    const headers = { 'content-type': 'application/json' }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return request(method, `/v1${path}`, { headers, body: text })
  }
  return {
    emulator,
    request,
    get: (path: string) => json('GET', path),
    post: (path: string, body?: unknown) => json('POST', path, body),
    patch: (path: string, body?: unknown) => json('PATCH', path, body),
    put: (path: string, body?: unknown) => json('PUT', path, body),
    delete: (path: string) => json('DELETE', path),
    control: (method: string, path: string, body?: unknown) =>
      request(method, `/__rungs/${path}`, body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

export type Started = ReturnType<typeof start>

export const TIERS = `/programs/${PROGRAM}/tiers`

const atLeast = (counter: string, threshold: number) => ({ counter, operator: '>=', threshold })

/** The example of the tiers guide. */
export const LOYALTY = {
  key: 'loyalty',
  display_name: 'Loyalty Status',
  levels: [
    { key: 'silver', rank: 1, qualification: { mode: 'ALL', criteria: [atLeast('ytd_spend', 500)] } },
    {
      key: 'gold',
      rank: 2,
      qualification: { mode: 'ALL', criteria: [atLeast('ytd_spend', 2000), atLeast('ytd_nights', 10)] },
    },
    {
      key: 'platinum',
      rank: 3,
      qualification: { mode: 'ALL', criteria: [atLeast('ytd_spend', 5000), atLeast('ytd_nights', 25)] },
    },
  ],
}

export const YEARLY = { retention: { mode: 'PERIOD_BASED' }, qualification_period: { type: 'CALENDAR_YEAR' } }

/** A tier with two levels and no criteria. */
export const PLAIN = {
  key: 'status',
  levels: [
    { key: 'low', rank: 1 },
    { key: 'high', rank: 2 },
  ],
}

export const member = ({ emulator }: Pick<Started, 'emulator'>, id = 'ann'): string =>
  emulator.addMember({ id }).id

export const setCounter = ({ put }: Pick<Started, 'put'>, id: string, key: string, value: number | string) =>
  put(`/participants/${id}/state/counters/${key}`, { value: String(value) })

/** An event that no rule matches: it is processed, and the participant is evaluated. */
export const plainEvent = ({ post }: Pick<Started, 'post'>, id: string, key: string = crypto.randomUUID()) =>
  post('/events', {
    program_id: PROGRAM,
    participant_id: id,
    idempotency_key: key,
    event_timestamp: NOW,
    event_data: { type: 'plain' },
  })

export const levelOf = async (
  { get }: Pick<Started, 'get'>,
  id: string,
  tier = 'loyalty',
): Promise<string | null> => {
  const { status, body } = await get(`/participants/${id}/state/tiers/${tier}?program_id=${PROGRAM}`)
  return status === 200 ? body.level : null
}

export const assign = (
  { put }: Pick<Started, 'put'>,
  id: string,
  level: string,
  tier = 'loyalty',
  more = {},
) => put(`/participants/${id}/state/tiers/${tier}?program_id=${PROGRAM}`, { level, ...more })

/** Counters, and the event after which they count. */
export const counted = async (started: Started, id: string, spend: number, nights: number): Promise<void> => {
  await setCounter(started, id, 'ytd_spend', spend)
  await setCounter(started, id, 'ytd_nights', nights)
  await plainEvent(started, id)
}

export const countersOf = async ({ get }: Pick<Started, 'get'>, id: string) =>
  (await get(`/participants/${id}`)).body.counters
