import {
  type Issue,
  isRungsError,
  type Json,
  type JsonObject,
  RungsError,
  type RungsErrorInit,
} from '@rungs/model'
import { failuresOf, isJsonObject, type Reply, retold } from '@rungs/transport'
import { conflicts, fieldsByWord, type Meaning, meanings } from './codes.js'

/** Numbers of which the message may tell a better field than the table. */
const vague = new Set(['9015', '9016', '9024', '9030'])

/** Statuses of the platform that pass: a busy search engine, another action on the same customer (API overview). */
const passing = new Set([461, 521])

const hints: { readonly [status: number]: string } = {
  401: ' Check the credentials: username and password, or clientId and clientSecret.',
  403: ' These credentials may not do this; approving takes the rights of a reviewer.',
}

/** What Capillary means by a reply that is not 2xx (API overview, error tables of the tiers pages). */
export function explain({ status, body }: Pick<Reply, 'status' | 'body'>): Partial<RungsErrorInit> {
  const passes: Partial<RungsErrorInit> = passing.has(status) ? { code: 'unavailable', retryable: true } : {}
  const found = itemsOf(body)
  const [first] = found
  if (first === undefined) return passes
  const told = found.map(tell)
  const issues = told.flatMap(({ issue }) => issue ?? [])
  const { meaning } = told[0] ?? {}
  const shown = told.map(({ text }) => text).join('; ')
  return {
    ...passes,
    ...(meaning?.code === undefined ? {} : { code: meaning.code }),
    message: `Capillary answered ${status}: ${shown}${hints[status] ?? ''}`,
    ...(first.number === undefined ? {} : { vendorCode: first.number }),
    issues,
  }
}

/** What is wrong according to a 2xx reply of the customer pages, whose `errors` are empty when all is well. */
export function refuseErrors(reply: { [field: string]: unknown }): void {
  const status = 200
  const { code, ...rest } = explain({ status, body: reply as JsonObject })
  if (rest.message === undefined) return
  throw new RungsError({
    ...rest,
    code: code ?? 'rejected',
    message: rest.message,
    provider: 'capillary',
    status,
  })
}

interface Item {
  number?: string
  message: string
}

/** The tiers pages print no error; the customer pages print `status`, `code` and `message`. Others are tolerated. */
function itemsOf(body: Json | undefined): Item[] {
  const errors = isJsonObject(body) ? body.errors : undefined
  return (Array.isArray(errors) ? errors : []).flatMap((item) => {
    if (!isJsonObject(item)) return []
    const { code, message } = item
    const number = typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code))
    const text = typeof message === 'string' && message !== '' ? message : undefined
    if (!number && text === undefined) return []
    return { ...(number ? { number: `${code}` } : {}), message: text ?? 'no reason given' }
  })
}

function tell({ number = '', message }: Item): { text: string; issue?: Issue; meaning?: Meaning } {
  const meaning = Object.hasOwn(meanings, number) ? meanings[number] : conflictOf(number, message)
  const byWord = fieldsByWord.find(([words]) => words.test(message))?.[1]
  const path = vague.has(number) ? (byWord ?? meaning?.path) : meaning?.path
  const about = path === undefined ? '' : `${path}: `
  const code = [number, meaning?.symbol].filter(Boolean).join(' ')
  const text = `${about}${message}${code === '' ? '' : ` (${code})`}`
  return {
    text,
    ...(path === undefined ? {} : { issue: { path, message } }),
    ...(meaning === undefined ? {} : { meaning }),
  }
}

function conflictOf(number: string, message: string): Meaning | undefined {
  if (number !== '999999') return undefined
  const found =
    conflicts.find(({ symbol }) => message.includes(symbol)) ??
    conflicts.find(({ words }) => words.test(message))
  if (found === undefined) return undefined
  return { symbol: found.symbol, ...(found.path === undefined ? {} : { path: found.path }) }
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('capillary')

/**
 * The same error with more to say; with `happened`, a part of the write is done, so that the error must not claim
 * that nothing was. That approving takes other rights stays `permission`.
 */
export function addTo(error: unknown, words: string, happened: boolean): unknown {
  if (!isRungsError(error)) return error
  const unknown = happened && error.code !== 'permission'
  return retold(error, {
    message: `${error.message} ${words}`,
    ...(unknown ? { code: 'outcome_unknown', retryable: false } : {}),
    ...(unknown ? { cause: error } : {}),
  })
}
