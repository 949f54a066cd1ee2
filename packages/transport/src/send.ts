import type { BeforeRequestHook, KyInstance } from 'ky'
import type { Send, SendReply } from './types.js'

/** Looks `globalThis.fetch` up at every call, so that a mock that was installed later is used. */
const lateFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init)

type Exchange = () => Promise<Response>

let ky: KyInstance | undefined

/**
 * {@link Send} over ky, which is loaded here and not at import: that costs as much as all the rest together.
 *
 * The exchange is a hook's answer, which ky takes in place of its own fetch: that spares a copy of a request, and a
 * second merge of options, half of what ky costs. Nor is the signal given to ky, which would join it with one of its
 * own. ky's own request is never sent, so it is told no more than where it would go.
 */
export async function sendOverKy(fetch: typeof globalThis.fetch = lateFetch): Promise<Send> {
  ky ??= kyWithHook((await import('ky')).default)
  const carry = ky
  return async ({ url, method, headers, body, signal }) => {
    let reply: Promise<Response> | undefined
    // Once, though ky asks again where the reply of a stand-in is no Response of this realm.
    const exchange: Exchange = () => {
      reply ??= fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' })
      return reply
    }
    return plain(await carry(url, { fetch: exchange, context: { exchange } }))
  }
}

function kyWithHook(ky: KyInstance): KyInstance {
  const carry: BeforeRequestHook = (_request, { context }) => (context.exchange as Exchange)()
  return ky.create({
    hooks: { beforeRequest: [carry] },
    redirect: 'manual',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  })
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
