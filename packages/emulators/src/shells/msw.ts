import { type Emulator, engineOf } from '../emulator.js'

/** What is needed of MSW's `http`; that of MSW 2 and of MSW 3 both fit. */
export interface MswHttp<Handler> {
  all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler
}

/**
 * MSW handlers that answer every request to `emulator.url`. Give it the `http` of your own MSW, 2 or 3. A fault that
 * breaks the connection becomes a network error, with which the `fetch` under test rejects.
 */
export function mswHandlers<Handler>(emulator: Emulator, http: MswHttp<Handler>): Handler[] {
  engineOf(emulator)
  const resolver = async ({ request }: { request: Request }): Promise<Response> => {
    try {
      return await emulator.fetch(request)
    } catch {
      return Response.error()
    }
  }
  return [http.all(`${emulator.url}/*`, resolver)]
}
