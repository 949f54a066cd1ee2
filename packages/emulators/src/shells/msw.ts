import { EmulatorError } from '../core/error.js'
import { type Emulator, engineOf } from '../emulator.js'
import type { Replay } from '../har/replay.js'

/** What is needed of MSW's `http`; that of MSW 2 and of MSW 3 both fit. */
export interface MswHttp<Handler> {
  /** Handles every method of a path. */
  all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler
}

/**
 * MSW handlers that answer every request to `url` of an emulator or of a replayed recording. Give it the `http` of your
 * own MSW, 2 or 3. A connection that breaks becomes a network error, with which the `fetch` under test rejects. What is
 * not recorded is answered with 501 and a text that says so, which no client takes for the vendor's.
 */
export function mswHandlers<Handler>(answering: Emulator | Replay, http: MswHttp<Handler>): Handler[] {
  if ('vendor' in answering) engineOf(answering)
  const resolver = async ({ request }: { request: Request }): Promise<Response> => {
    try {
      return await answering.fetch(request)
    } catch (error) {
      return error instanceof EmulatorError ? new Response(error.message, { status: 501 }) : Response.error()
    }
  }
  return [http.all(`${answering.url}/*`, resolver)]
}
