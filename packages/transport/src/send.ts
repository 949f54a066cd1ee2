import type { KyInstance } from 'ky'
import type { Send, SendReply } from './types.js'

/** Looks `globalThis.fetch` up at every call, so that a mock that was installed later is used. */
const lateFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init)

let ky: KyInstance | undefined

/** {@link Send} over ky, which is loaded here and not at import: that costs as much as all the rest together. */
export async function sendOverKy(fetch: typeof globalThis.fetch = lateFetch): Promise<Send> {
  ky ??= (await import('ky')).default
  const exchange = ky
  return async ({ url, method, headers, body, signal }) => {
    const reply = await exchange(url, {
      method,
      headers,
      ...(body === undefined ? undefined : { body }),
      // Not the request that ky made: to make another of it, as fetch does, costs as much as a quarter of a fetch. Nor
      // is the signal given to ky, which would join it with one of its own for as much again.
      fetch: () => fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' }),
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    })
    return plain(reply)
  }
}

/** {@link Send} over `fetch` alone, for where each microsecond counts; in all else like the one over ky. */
export function sendOverFetch(fetch: typeof globalThis.fetch = lateFetch): Send {
  return async ({ url, method, headers, body, signal }) => {
    return plain(await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' }))
  }
}

function plain({ status, headers, body }: Response): SendReply {
  return { status, headers, body }
}
