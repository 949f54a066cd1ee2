import type { KyInstance } from 'ky'
import type { Send } from './types.js'

/** Looks `globalThis.fetch` up at every call, so that a mock that was installed later is used. */
const lateFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init)

let ky: KyInstance | undefined

/** {@link Send} over ky, which is loaded here and not at import: that costs as much as the rest together. */
export async function sendOverKy(fetch: typeof globalThis.fetch = lateFetch): Promise<Send> {
  ky ??= (await import('ky')).default
  const exchange = ky
  // ky calls its fetch as a method of its options, which the fetch of a browser refuses.
  const free: typeof globalThis.fetch = (input, init) => fetch(input, init)
  return async ({ url, method, headers, body, signal }) => {
    const reply = await exchange(url, {
      method,
      headers,
      signal,
      ...(body === undefined ? undefined : { body }),
      fetch: free,
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    })
    return { status: reply.status, headers: reply.headers, body: reply.body }
  }
}
