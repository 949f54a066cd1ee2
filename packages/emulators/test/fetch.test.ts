import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.js'
import { KEY, start } from './support.js'

describe('fetch in process', () => {
  const { fetch, url } = createEmulator('vinr')

  it('works unbound with text, URL and Request', async () => {
    const address = `${url}/v1/tiers/tier_gold`
    for (const input of [address, new URL(address), new Request(address)])
      expect((await fetch(input, { headers: KEY })).status).toBe(200)
    expect((await fetch(new Request(address, { headers: KEY }))).status).toBe(200)
  })

  it('tells the url of a response as fetch does', async () => {
    expect((await fetch(`${url}/v1/tiers`)).url).toBe(`${url}/v1/tiers`)
  })

  it('sends no body to a HEAD', async () => {
    const response = await fetch(`${url}/v1/tiers`, { method: 'HEAD', headers: KEY })
    expect([response.status, await response.text()]).toEqual([405, ''])
  })

  it('has the same origin in url, whatever the option looked like', () => {
    expect(url).toBe('http://vinr.emulator.localhost')
    expect(createEmulator('vinr', { origin: 'http://localhost:80/base' }).url).toBe('http://localhost')
    expect(() => createEmulator('vinr', { origin: 'nowhere' })).toThrow(
      /origin: expected an http or https URL/,
    )
  })

  it.each([
    'http://vinr.emulator.localhost.example.com/v1/tiers',
    'https://vinr.emulator.localhost/v1/tiers',
    'https://api.vinr.com/v1/tiers',
  ])('rejects %s as fetch does, and says why', async (address) => {
    const error = await fetch(address).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({
      cause: { message: expect.stringContaining('http://vinr.emulator.localhost') },
    })
  })

  it('rejects with the reason of a signal that is aborted already, and does nothing', async () => {
    const { emulator } = start()
    const signal = AbortSignal.abort(new Error('enough'))
    const init = { method: 'POST', headers: KEY, body: 'name=X', signal }
    await expect(emulator.fetch(`${emulator.url}/v1/tiers/tier_gold`, init)).rejects.toThrow('enough')
    expect(emulator.requests()).toEqual([])
  })

  it('takes bodies that are streams and bytes', async () => {
    const { request } = start()
    const bytes = new TextEncoder().encode('{"name":"Bytes","min_points":1}')
    const headers = { 'content-type': 'application/json' }
    expect((await request('POST', '/v1/tiers', { headers, body: bytes })).body.name).toBe('Bytes')
    const init = { headers, body: new Blob([bytes]).stream(), duplex: 'half' }
    expect((await request('POST', '/v1/tiers', init)).body.name).toBe('Bytes')
  })

  it('answers many at once as one after the other', async () => {
    const { form, get } = start({ seed: 'empty' })
    const sent = Array.from({ length: 200 }, (_, index) =>
      form('/v1/tiers', { name: `T${index}`, min_points: String(index) }),
    )
    const ids = new Set((await Promise.all(sent)).map(({ body }) => body.id))
    expect(ids.size).toBe(200)
    const { body } = await get('/v1/tiers?limit=100')
    expect(body.data.map(({ min_points }) => min_points)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })
})
