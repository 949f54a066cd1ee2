import * as z from 'zod/mini'
import { parseWith } from '../core/parse.js'

const pair = z.looseObject({ name: z.string(), value: z.string() })

const entrySchema = z.looseObject({
  request: z.looseObject({
    method: z.string(),
    url: z.url(),
    headers: z._default(z.array(pair), []),
    postData: z.optional(
      z.looseObject({
        mimeType: z._default(z.string(), ''),
        text: z.optional(z.string()),
        params: z.optional(z.array(z.looseObject({ name: z.string(), value: z.optional(z.string()) }))),
      }),
    ),
  }),
  response: z.looseObject({
    status: z.int().check(z.gte(0), z.lte(599)),
    statusText: z._default(z.string(), ''),
    headers: z._default(z.array(pair), []),
    content: z._default(
      z.looseObject({ text: z.optional(z.string()), encoding: z.optional(z.string()) }),
      {},
    ),
    _error: z.optional(z.nullable(z.string())),
  }),
  _vendor: z.optional(z.string()),
})

const harSchema = z.looseObject({ log: z.looseObject({ entries: z.array(entrySchema) }) })

/** An entry of a HAR file that anybody wrote: a browser, a proxy, this package. */
export type ReadEntry = z.infer<typeof entrySchema>

/** The entries of a HAR 1.2 document, as text or parsed. Throws `EmulatorError` that names what does not fit. */
export const readEntries = (har: unknown): ReadEntry[] =>
  parseWith(harSchema, typeof har === 'string' ? parsed(har) : har, 'Not a HAR document').log.entries

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
