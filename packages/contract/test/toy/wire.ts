import type { Wire, WireFault, WireRequest } from '../../src/index.js'
import type { ToyBackend, ToyReply, ToyRequest } from './backend.js'

/** A reply as it comes off the wire: text, not yet parsed. */
export interface RawReply {
  status: number
  headers: Record<string, string>
  text: string
}

/** The connection broke. */
class BrokenWire extends Error {}

/** The wire between the toy's adapter and its backend, with faults and a record of requests. */
export class ToyWire implements Wire {
  private faults: (WireFault & { skip: number; left: number })[] = []
  private seen: WireRequest[] = []

  constructor(private readonly backend: ToyBackend) {}

  async setFaults(faults: WireFault[]): Promise<void> {
    this.faults = faults.map((fault) => ({ ...fault, skip: fault.after ?? 0, left: fault.times ?? 1 }))
  }

  async requests(): Promise<WireRequest[]> {
    return structuredClone(this.seen)
  }

  reset(): void {
    this.faults = []
    this.seen = []
    this.backend.reset()
  }

  async send(request: ToyRequest, signal: AbortSignal): Promise<RawReply> {
    signal.throwIfAborted()
    const { method, path, headers, body } = request
    const entry: WireRequest = { method, path, headers, body }
    this.seen.push(entry)
    const fault = this.take()
    const reply = await this.meet(fault, request, signal)
    entry.status = reply.status
    return reply
  }

  private take(): WireFault | undefined {
    for (const fault of this.faults) {
      if (fault.left === 0) continue
      if (fault.skip === 0) {
        fault.left -= 1
        return fault
      }
      fault.skip -= 1
    }
    return undefined
  }

  private async meet(
    fault: WireFault | undefined,
    request: ToyRequest,
    signal: AbortSignal,
  ): Promise<RawReply> {
    const does = ['lost_reply', 'truncate', 'dribble'].includes(fault?.kind ?? '')
    const done = does ? this.backend.answer(request) : undefined
    switch (fault?.kind) {
      case undefined:
        return raw(this.backend.answer(request))
      case 'delay':
        await wait(fault.delayMs ?? 0, signal)
        return raw(this.backend.answer(request))
      case 'hang':
        return wait(3_600_000, signal).then(() => raw({ status: 200, body: null }))
      case 'dribble':
        await wait((fault.delayMs ?? 0) * JSON.stringify(done?.body).length, signal)
        return raw(done ?? { status: 200, body: null })
      case 'status':
        return withText(fault.status ?? 500, fault.body ?? { error: 'planned' }, fault.headers)
      case 'html':
        return withText(200, fault.body ?? '<html>gateway</html>', fault.headers)
      case 'malformed':
        return withText(200, fault.body ?? '{"broken', fault.headers)
      default:
        throw new BrokenWire(`the connection broke (${fault?.kind})`)
    }
  }
}

function raw({ status, headers = {}, body }: ToyReply): RawReply {
  return { status, headers, text: JSON.stringify(body) }
}

function withText(status: number, body: unknown, headers: Record<string, string> = {}): RawReply {
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(ms, 2_000_000_000))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
