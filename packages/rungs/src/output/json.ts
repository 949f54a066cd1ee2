import type { Sink } from '../io.js'

/** Writes one JSON document on one line. */
export function writeJson(sink: Sink, value: unknown): void {
  sink.write(`${JSON.stringify(value)}\n`)
}
