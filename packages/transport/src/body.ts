import type { Json } from '@rungs/model'
import { parseExact } from './exact.js'
import type { SendReply } from './types.js'

/** A body that cannot be used, and why. */
export class BadBody {
  constructor(
    readonly kind: 'unreadable' | 'oversized',
    readonly problem: string,
    /** What came, as far as it is text. */
    readonly text?: string,
  ) {}
}

let decoder: TextDecoder | undefined

/**
 * The whole body as text, read once and never more than `maxBytes` of it. Rejects when the connection breaks.
 * `holding` gets the function that gives the body up.
 */
export async function readText(
  reply: SendReply,
  maxBytes: number,
  holding: (giveUp: () => void) => void,
): Promise<string | BadBody> {
  const { body } = reply
  if (body === null) return ''
  if (typeof body === 'string') {
    return body.length * 3 > maxBytes && byteLength(body) > maxBytes ? oversized(maxBytes) : body
  }
  if (Number(reply.headers.get('content-length') ?? 0) > maxBytes) {
    drop(body)
    return oversized(maxBytes)
  }
  const reader = body.getReader()
  holding(() => void reader.cancel().catch(ignore))
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return decode(chunks, size)
    size += value.byteLength
    if (size > maxBytes) {
      reader.cancel().catch(ignore)
      return oversized(maxBytes)
    }
    chunks.push(value)
  }
}

/** Gives up a body that nobody will read, so that its connection is free again. */
export function drop(body: SendReply['body'] | undefined): void {
  if (typeof body === 'object') body?.cancel().catch(ignore)
}

/** The parsed body, `undefined` for an empty one, or why it is not what `expect` asks for. */
export function parseBody(text: string, expect: 'json' | 'empty' | 'either'): Json | undefined | BadBody {
  if (text.trim() === '') {
    return expect === 'json' ? new BadBody('unreadable', 'it has no body, where JSON is due') : undefined
  }
  try {
    return parseExact(text)
  } catch {
    const page = /^\s*<(!doctype|html|\?xml|head|body)/i.test(text)
    return new BadBody('unreadable', page ? 'its body is a page, not JSON' : 'its body is not JSON', text)
  }
}

function decode(chunks: readonly Uint8Array[], size: number): string | BadBody {
  let bytes = chunks[0] ?? new Uint8Array()
  if (chunks.length > 1) {
    bytes = new Uint8Array(size)
    let offset = 0
    for (const chunk of chunks) {
      bytes.set(chunk, offset)
      offset += chunk.byteLength
    }
  }
  // Without `fatal`, broken bytes would be replaced in silence.
  decoder ??= new TextDecoder('utf-8', { fatal: true })
  try {
    return decoder.decode(bytes)
  } catch {
    return new BadBody('unreadable', 'its body is not UTF-8')
  }
}

function oversized(maxBytes: number): BadBody {
  return new BadBody('oversized', `its body is longer than ${maxBytes} bytes`)
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength
}

function ignore(): void {}
