import { isRungsError } from '@rungs/client'
import { backend, type Name } from './backends.js'

/** A reply of the vendor that is no success. */
export interface Refusal {
  status: number
  /** The vendor's code, as its pages or its replies have it. */
  code: string
  /** The vendor's field that it names, where it names one. */
  field?: string
  body: unknown
  /** What was asked for; a tier when absent. */
  call?: 'tier' | 'member'
}

/** What a refusal becomes. */
export interface ErrorRow extends Pick<Refusal, 'status' | 'code'> {
  field: string
  ours: string
  path: string
  retryable: boolean
}

/** What the adapter makes of each refusal, by running it. */
export async function errorRows(name: Name, refusals: readonly Refusal[]): Promise<ErrorRow[]> {
  const rows: ErrorRow[] = []
  for (const refusal of refusals) rows.push(await rowOf(name, refusal))
  return rows
}

async function rowOf(
  name: Name,
  { status, code, field = '', body, call = 'tier' }: Refusal,
): Promise<ErrorRow> {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  const { client } = backend(name, async () => new Response(text, { status, headers }))
  const asked = {
    tier: () => client.tiers.get('550e8400-e29b-41d4-a716-446655440099'),
    member: () => client.members.standing('550e8400-e29b-41d4-a716-446655440099'),
  }[call]
  try {
    await asked()
  } catch (error) {
    if (!isRungsError(error)) throw error
    const path = error.issues.map((issue) => issue.path).join(', ')
    return {
      status,
      code: codeOf(code, error.message),
      field,
      ours: error.code,
      path,
      retryable: error.retryable,
    }
  }
  throw new Error(`${name}: ${status} ${code} was no error`)
}

/** With the symbol that the adapter tells beside a number. */
function codeOf(code: string, message: string): string {
  const symbol = new RegExp(`\\(${code} (TIER\\.[A-Z_]+|TIER_[A-Z_]+)`).exec(message)?.[1]
  return symbol === undefined ? code : `${code} ${symbol}`
}
