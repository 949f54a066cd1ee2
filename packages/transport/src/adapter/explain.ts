import type { ErrorCode, Issue, Json } from '@rungs/model'
import type { Explanation, Reply } from '../types.js'

/** What a vendor says in the body of a refusal, in its own words. */
export interface Refusal {
  /** The vendor's own error code. */
  code?: string | undefined
  /** Absent where the fields say all. */
  message?: string | undefined
  /** The vendor's id of the request. */
  requestId?: string | undefined
  /** Our code, where the body tells more than the tables of {@link Refusals} can. */
  means?: ErrorCode | undefined
  /** What it finds wrong, by field. */
  fields?: readonly Finding[]
}

/** One thing that a vendor finds wrong. */
export interface Finding {
  /** The vendor's name of the field; absent where it is about none. */
  field?: string | undefined
  /** Absent where what it says of all is about this. */
  message?: string | undefined
  /** A code of its own. */
  code?: string | undefined
}

/** What an adapter knows of its vendor's refusals. */
export interface Refusals {
  /** The vendor's name, for messages. */
  vendor: string
  /** Our code by the vendor's, or by the status and the vendor's: `400 resource_missing`. Else the status tells. */
  codes?: { readonly [code: string]: ErrorCode }
  /** What to do, a sentence, by the vendor's code or by the status. */
  hints?: { readonly [codeOrStatus: string]: string }
  /** The path of a vendor's field in the common model. */
  pathOf: (field: string) => string
  /** Reads a body; `undefined` where the vendor says nothing in it. */
  read: (body: Json | undefined) => Refusal | undefined
}

/** Says what a vendor means by a reply that is not 2xx, by a table. Nothing where the vendor does not say. */
export function explainer({ vendor, codes = {}, hints = {}, pathOf, read }: Refusals) {
  const known = new Map(Object.entries(codes))
  const advice = new Map(Object.entries(hints))
  return ({ status, body }: Pick<Reply, 'status' | 'body'>): Explanation => {
    const refusal = read(body)
    if (refusal === undefined) return {}
    const { code: vendorCode, message, requestId, means, fields = [] } = refusal
    const said = message ?? vendorCode ?? 'no reason given'
    const issues = fields.flatMap(({ field, message: its = said }): Issue[] =>
      field === undefined ? [] : [{ path: pathOf(field), message: its }],
    )
    const where = [...new Set(issues.map(({ path }) => path))].join(', ')
    const detailed = message === undefined && fields.some((field) => field.message !== undefined)
    const what = detailed
      ? `: ${fields.map((one) => inWords(one, pathOf, said)).join('; ')}`
      : `${where && ` about ${where}`}: ${said}`
    const hint = advice.get(`${vendorCode}`) ?? advice.get(`${status}`)
    // A failure of the server's own may have come after the work, whatever its body says.
    const code =
      status >= 500
        ? undefined
        : (means ?? known.get(`${status} ${vendorCode}`) ?? known.get(`${vendorCode}`))
    return {
      ...(code === undefined ? {} : { code }),
      message: `${vendor} answered ${status}${what}${hint === undefined ? '' : `${/[.!?]$/.test(what) ? '' : '.'} ${hint}`}`,
      vendorCode,
      ...(requestId === undefined ? {} : { requestId }),
      issues,
    }
  }
}

function inWords({ field, message, code }: Finding, pathOf: Refusals['pathOf'], said: string): string {
  const about = field === undefined ? '' : `${pathOf(field)}: `
  return `${about}${message ?? said}${code === undefined ? '' : ` (${code})`}`
}

/**
 * Our path of a vendor's field, by the longest beginning of it that the table knows: with `qualification`, also
 * `qualification.criteria[0]`. What is unknown keeps the vendor's name.
 * @param wrapper what is cut off in front: the way to the object itself.
 */
export function pathsBy(
  table: { readonly [field: string]: string },
  wrapper = /^/,
): (field: string) => string {
  const known = new Map(Object.entries(table))
  return (field) => {
    const inner = field.replace(wrapper, '')
    for (let start = inner; start !== ''; start = start.replace(/(^|[.[])[^.[]*$/, '')) {
      const path = known.get(start)
      if (path !== undefined) return path
    }
    return inner
  }
}
