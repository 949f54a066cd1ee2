import { Ajv } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import addFormats from 'ajv-formats'
import schemas from 'har-schema'
import { type Har, recordHar } from '../../src/index.js'

const ajv = new Ajv({ strict: false, allErrors: true })
ajv.addMetaSchema(draft6)
addFormats.default(ajv)
for (const schema of Object.values(schemas)) ajv.addSchema(schema)

/** What the JSON Schema of HAR 1.2 has against a document. */
export const complaints = (har: unknown): string[] => {
  ajv.validate('har.json#', har)
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** A recording in which every reading of the clock is one millisecond after the one before. */
export const ticking = () => {
  let now = Date.parse('2026-03-01T00:00:00Z')
  return recordHar({ clock: { now: () => now++ } })
}

/** Method, path and status of every exchange. */
export const outline = ({ log }: Har): string[] =>
  log.entries.map(
    ({ request, response }) =>
      `${request.method} ${new URL(request.url).pathname} ${response._error ?? response.status}`,
  )
