import { describe, expect, it } from 'vitest'
import { type WireFault, wireOver } from '../src/index.js'

const url = 'https://acme.test/tiers?limit=2'

/** A backend that counts what it did, behind a wire with these faults. */
async function behind(...faults: WireFault[]) {
  let done = 0
  const { fetch, wire, reset } = wireOver({
    answer: () => {
      done += 1
      return Response.json({ done })
    },
    reset: () => {
      done = 0
    },
  })
  await wire.setFaults(faults)
  return { fetch, wire, reset, done: () => done }
}

describe('wireOver', () => {
  it('answers as the backend does, and tells each request with its answer', async () => {
    const { fetch, wire } = await behind()
    const body = JSON.stringify({ name: 'Gold' })
    const reply = await fetch(url, { method: 'POST', headers: { 'Idempotency-Key': 'k' }, body })
    expect(await reply.json()).toEqual({ done: 1 })
    await fetch(new Request(url))
    expect(await wire.requests()).toMatchObject([
      { method: 'POST', path: '/tiers', headers: { 'idempotency-key': 'k' }, body, status: 200 },
      { method: 'GET', path: '/tiers', body: null, status: 200 },
    ])
  })

  it.each<[WireFault, number, number, string]>([
    [{ kind: 'status', status: 503, body: { error: 'x' } }, 0, 503, '{"error":"x"}'],
    [{ kind: 'status', body: 'plain' }, 0, 500, 'plain'],
    [{ kind: 'status', status: 204, body: { gone: true } }, 0, 204, ''],
    [{ kind: 'html' }, 0, 200, '<html><body>Gateway</body></html>'],
    [{ kind: 'malformed' }, 0, 200, '{"broken'],
    [{ kind: 'delay', delayMs: 1 }, 1, 200, '{"done":1}'],
    [{ kind: 'dribble', delayMs: 0 }, 1, 200, '{"done":1}'],
  ])('%o answers after %i deeds', async (fault, deeds, status, text) => {
    const { fetch, done } = await behind(fault)
    const reply = await fetch(url)
    expect([done(), reply.status, await reply.text()]).toEqual([deeds, status, text])
  })

  it.each([
    ['reset', 0],
    ['lost_reply', 1],
  ] as const)('%s breaks the connection after %i deeds', async (kind, deeds) => {
    const { fetch, wire, done } = await behind({ kind })
    await expect(fetch(url)).rejects.toThrow(TypeError)
    expect(done()).toBe(deeds)
    expect(await wire.requests()).toMatchObject([{ path: '/tiers', status: null }])
  })

  it('truncate does it, and the body breaks off', async () => {
    const { fetch, done } = await behind({ kind: 'truncate' })
    const reply = await fetch(url)
    await expect(reply.text()).rejects.toThrow(TypeError)
    expect(done()).toBe(1)
  })

  it.each(['hang', 'delay', 'dribble'] as const)('%s ends when the request is aborted', async (kind) => {
    const { fetch, done } = await behind({ kind, delayMs: 600_000 })
    const abortion = new AbortController()
    const reply = fetch(url, { signal: abortion.signal }).then((found) => found.text())
    setTimeout(() => abortion.abort(new Error('enough')))
    await expect(reply).rejects.toThrow('enough')
    expect(done()).toBe(kind === 'dribble' ? 1 : 0)
  })

  it('lets requests pass, fails so many, and only those of a method and a path', async () => {
    const { fetch } = await behind({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '0' },
      after: 1,
      times: 2,
      method: 'get',
      path: '/tiers',
    })
    const statuses = []
    for (const [method, path] of [
      ['GET', '/tiers'],
      ['POST', '/tiers'],
      ['GET', '/members'],
      ['GET', '/tiers/1'],
      ['GET', '/tiers'],
      ['GET', '/tiers'],
    ] as const)
      statuses.push((await fetch(`https://acme.test${path}`, { method })).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 200])
  })

  it('is reset with its backend', async () => {
    const { fetch, wire, reset, done } = await behind({ kind: 'reset', after: 1 })
    await fetch(url)
    await reset()
    expect([done(), await wire.requests()]).toEqual([0, []])
    expect([(await fetch(url)).status, (await fetch(url)).status]).toEqual([200, 200])
  })

  it('takes the first fault that fits, and forgets all when the list is replaced', async () => {
    const { fetch, wire } = await behind({ kind: 'status', status: 500 }, { kind: 'status', status: 503 })
    expect((await fetch(url)).status).toBe(500)
    expect((await fetch(url)).status).toBe(503)
    await wire.setFaults([{ kind: 'status' }])
    await wire.setFaults([])
    expect((await fetch(url)).status).toBe(200)
  })
})
