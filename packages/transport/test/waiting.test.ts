import type { Clock, ProviderCall } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { callOf, get, goDuration, isoDuration, pairsOf, Queue, remove, tokens } from '../src/index.js'

const call = (signal = new AbortController().signal): ProviderCall => ({
  ...callOf('native.x.y', {}, {}),
  signal,
})

describe('a queue', () => {
  it('carries out one work at a time, in order, whatever becomes of those before', async () => {
    const queue = new Queue()
    const seen: string[] = []
    const work = (name: string) => async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      if (name === 'a') throw new Error('a failed')
      return name
    }
    const [a, b] = [queue.run(call(), work('a')), queue.run(call(), work('b'))]
    await expect(a).rejects.toThrow('a failed')
    expect(await b).toBe('b')
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('leaves out the work of a call that is over', async () => {
    const over = AbortSignal.abort(new Error('over'))
    const queue = new Queue()
    await expect(queue.run(call(over), async () => 'done')).rejects.toThrow('over')
    expect(await queue.run(call(), async () => 'next')).toBe('next')
  })
})

describe('tokens', () => {
  const setup = () => {
    let [now, fetched] = [0, 0]
    const clock: Clock = { now: () => now, sleep: async () => {} }
    const auth = tokens(async () => {
      fetched += 1
      return { headers: { token: `t${fetched}` }, seconds: 100 }
    }, clock)
    return { auth, later: (ms: number) => (now += ms) }
  }

  it('are shared by all calls, also those that come while one is fetched', async () => {
    const { auth } = setup()
    const [a, b] = await Promise.all([auth.headers(), auth.headers()])
    expect([a, b, await auth.headers()]).toEqual([{ token: 't1' }, { token: 't1' }, { token: 't1' }])
  })

  it('are fetched anew before they end', async () => {
    const { auth, later } = setup()
    await auth.headers()
    later(79_999)
    expect(await auth.headers()).toEqual({ token: 't1' })
    later(1)
    expect(await auth.headers()).toEqual({ token: 't2' })
  })

  it('are fetched anew when refused; a fresh one that is refused is none that another would better', async () => {
    const { auth } = setup()
    await auth.headers()
    expect(auth.refused()).toBe(false)
    expect(await auth.headers()).toEqual({ token: 't2' })
    await auth.headers()
    expect(auth.refused()).toBe(true)
  })

  it('are tried again where fetching failed', async () => {
    let fails = true
    const clock: Clock = { now: () => 0, sleep: async () => {} }
    const auth = tokens(async () => {
      if (fails) throw new Error('down')
      return { headers: { token: 't' }, seconds: 100 }
    }, clock)
    await expect(auth.headers()).rejects.toThrow('down')
    fails = false
    expect(await auth.headers()).toEqual({ token: 't' })
  })
})

describe('queries', () => {
  it('leave out what is undefined, and write the rest as text', () => {
    expect(pairsOf({ a: 1, b: false, c: undefined, d: '' })).toEqual([
      ['a', '1'],
      ['b', 'false'],
      ['d', ''],
    ])
    expect(get('/a', { limit: 5 }).query).toEqual([['limit', '5']])
    expect(get('/a', { ids: ['1', '2'], none: [] }).query).toEqual([
      ['ids', '1'],
      ['ids', '2'],
    ])
  })

  it('may go with a deletion, which has been carried out where a repetition finds nothing', () => {
    const { accept, ...request } = remove('/a', 'Look.', { p: 1 })
    expect(request).toMatchObject({
      method: 'DELETE',
      query: [['p', '1']],
      expect: 'empty',
      howToFindOut: 'Look.',
    })
    const reply = { status: 404, headers: { get: () => null }, body: undefined, attempts: 2 }
    expect([true, false].map((afterLoss) => accept?.({ ...reply, afterLoss }))).toEqual([true, false])
  })
})

describe('a duration', () => {
  it.each([
    ['P90D', '2160h', 'P90D'],
    ['P2W', '336h', 'P14D'],
    ['PT36H', '36h', 'PT36H'],
    ['P1DT1H30M15S', '25h30m15s', 'PT25H30M15S'],
    ['PT90M', '90m', 'PT1H30M'],
    ['PT0S', '0h', 'PT0S'],
  ])('%s is %s and comes back as %s', (iso, go, back) => {
    expect([goDuration(iso), isoDuration(go)]).toEqual([go, back])
  })

  it.each(['P1M', 'P1Y', 'P1Y2D'])('%s has no fixed length', (iso) => expect(goDuration(iso)).toBeUndefined())

  it.each([
    ['2160h0m0s', 'P90D'],
    ['1.5h', 'PT1H30M'],
    ['1500ms', 'PT1S'],
    ['90m', 'PT1H30M'],
  ])('%s, as Go may print it, is %s', (go, iso) => expect(isoDuration(go)).toBe(iso))
})
