import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js'

/** Every field that any body of these tests has; an answer has some of them. */
interface Body {
  id: string
  name: string
  min_points: number
  benefits: string[]
  created: number
  deleted: boolean
  customer: string
  points_balance: number
  tier: string | null
  programme_id: string
  loyalty_account: string
  points_after: number
  type: string
  object: string
  data: Body[] & { object: Body }
  has_more: boolean
  page: { has_more: boolean; next_cursor: string | null; total_estimate: number }
  now: string
  error: {
    type: string
    code: string
    message: string
    param: string
    doc_url: string
    request_id: string
    issues: { path: string; message: string }[]
  }
}

export interface Answer {
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

export const KEY = { 'x-api-key': 'sk_test_rungs' }

export const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

type Fields = readonly (readonly [string, string])[]

/** A client of one emulator, in process, that authenticates and encodes as the vendor's pages do. */
const clientOf = (emulator: Emulator) => {
  const request = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> =>
    read(await emulator.fetch(emulator.url + path, { method, ...init, headers: { ...KEY, ...init.headers } }))
  return {
    request,
    get: (path: string) => request('GET', path),
    delete: (path: string) => request('DELETE', path),
    form: (path: string, fields: Fields | Record<string, string>, headers: Record<string, string> = {}) =>
      request('POST', path, {
        headers,
        body: new URLSearchParams(
          Array.isArray(fields) ? fields.map(([k, v]) => [k, v]) : Object.entries(fields),
        ),
      }),
    json: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request('POST', path, {
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    control: (method: string, path: string, body?: unknown) =>
      request(method, `/__rungs/${path}`, body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

export const NOW = '2026-03-01T00:00:00.000Z'
export const NOW_SECONDS = Date.parse(NOW) / 1000

/** An emulator whose clock stands at NOW, and a client of it. */
export const start = (options: EmulatorOptions = {}) => {
  const emulator = createEmulator('vinr', { clock: NOW, ...options })
  return { emulator, ...clientOf(emulator) }
}

export type Started = ReturnType<typeof start>

/** An account of a new member with this many points. */
export const accountAt = (emulator: Emulator, points: number, id = 'ann'): string => {
  const { id: account } = emulator.addMember({ id })
  if (points > 0) emulator.addActivity({ member: account, type: 'earn', points })
  return account
}

export const tierOf = async ({ get }: Pick<Started, 'get'>, account: string): Promise<string | null> =>
  (await get(`/v1/loyalty-accounts/${account}`)).body.tier

export const post = (
  { form }: Pick<Started, 'form'>,
  account: string,
  type: 'credit' | 'debit',
  amount: number,
) =>
  form('/v1/points-transactions', { loyalty_account: account, amount: String(amount), type, reason: 'test' })
