import { RungsError, type Tier } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import {
  baseUrlOr,
  type Checks,
  type CommonSettings,
  explainer,
  failuresOf,
  firstOf,
  inOurPaths,
  instantFrom,
  LatestKeys,
  movesThrough,
  movesWithin,
  nativeWith,
  oneOf,
  orNone,
  pageOfMoves,
  pathsBy,
  retold,
  rollingMarks,
  sourcedSettings,
  standingNow,
  text,
  textAt,
  tierMet,
  vendorOutput,
} from '../src/index.js'

const failure = failuresOf('acme')
const tier = (id: string, value: string, rank: number): Tier => ({
  ...{ id, name: id.toUpperCase(), rank, benefits: [], status: 'active' },
  rule: { metric: 'points.earned', op: '>=', value },
})
const tiers = [tier('low', '10', 11), tier('high', '100', 101)]
const low = { id: 'low', name: 'LOW', rank: 11 }
const high = { id: 'high', name: 'HIGH', rank: 101 }
const clock = { now: () => 0, sleep: async () => {} }

describe('refusals', () => {
  const explain = explainer({
    vendor: 'Acme',
    codes: { taken: 'conflict', '400 gone': 'not_found' },
    hints: { taken: 'Choose another.', 401: 'Check the key.' },
    pathOf: pathsBy({ points: 'rule.value', 'points.max': 'rule' }, /^body\./),
    read: (body) => {
      const [code, message, field] = ['code', 'message', 'field'].map((key) => textAt(body, key))
      return code || message ? { code, message, fields: field === undefined ? [] : [{ field }] } : undefined
    },
  })

  it('say what the vendor says, where, and what to do', () => {
    const body = { code: 'taken', message: 'Taken', field: 'body.points[0]' }
    expect(explain({ status: 409, body })).toEqual({
      code: 'conflict',
      message: 'Acme answered 409 about rule.value: Taken. Choose another.',
      vendorCode: 'taken',
      issues: [{ path: 'rule.value', message: 'Taken' }],
    })
    expect(explain({ status: 401, body: { message: 'No.' } }).message).toBe(
      'Acme answered 401: No. Check the key.',
    )
  })

  it('go by status and code, and by the status alone where the server itself failed', () => {
    expect(explain({ status: 400, body: { code: 'gone' } })).toMatchObject({ code: 'not_found' })
    expect(explain({ status: 404, body: { code: 'gone' } })).not.toHaveProperty('code')
    expect(explain({ status: 500, body: { code: 'taken' } })).not.toHaveProperty('code')
    expect(explain({ status: 400, body: {} })).toEqual({})
  })

  it('know a field by the longest beginning of its path, and leave what is unknown as it is', () => {
    const pathOf = pathsBy({ points: 'a', 'points.max': 'b' })
    expect(
      ['points', 'points[1].x', 'points.max.y', 'pointsMore', 'x.points', 'constructor'].map(pathOf),
    ).toEqual([...['a', 'a', 'b', 'pointsMore', 'x.points', 'constructor']])
  })
})

describe('an error told in other words', () => {
  const cause = new Error('cause')
  const error = new RungsError({
    ...{ code: 'not_found', provider: 'acme', status: 404, message: 'about id: none', cause },
    issues: [{ path: 'id', message: 'none' }],
  })

  it('keeps everything else', async () => {
    expect(retold(error, { message: 'other' })).toMatchObject({
      ...{ code: 'not_found', status: 404, message: 'other', cause, issues: error.issues },
    })
    const told = await inOurPaths(Promise.reject(error), { id: 'memberId' }).catch((thrown) => thrown)
    expect(told).toMatchObject({ message: 'about memberId: none', issues: [{ path: 'memberId' }], cause })
    expect(await inOurPaths(Promise.resolve(1), {})).toBe(1)
    const other = new Error('other')
    await expect(inOurPaths(Promise.reject(other), {})).rejects.toBe(other)
  })

  it('is nothing where nothing is there', async () => {
    expect(await orNone(Promise.reject(error))).toBeUndefined()
    await expect(orNone(Promise.reject(retold(error, { code: 'conflict' })))).rejects.toThrow('none')
  })
})

describe('moves', () => {
  const marks = ['5', '10', '99', '9007199254740993', '0'].map((value, at) => ({ at: at * 1000, value }))

  it('are those between the highest tiers that are met, with what caused them', () => {
    const moves = movesThrough(marks, tiers)
    expect(moves.map(({ cause }) => cause)).toEqual([marks[1], marks[3], marks[4]])
    expect(moves.map(({ change }) => change)).toEqual([
      { at: '1970-01-01T00:00:01Z', from: null, to: low, reason: 'met' },
      { at: '1970-01-01T00:00:03Z', from: low, to: high, reason: 'met' },
      { at: '1970-01-01T00:00:04Z', from: high, to: null, reason: 'none' },
    ])
    expect(tierMet(tiers, '9.99')).toBeNull()
    expect(movesThrough([{ at: 0, value: '10' }], tiers, low)).toEqual([])
  })

  it('of a span have both ends in it, and come in pages', () => {
    const changes = movesThrough(marks, tiers).map(({ change }) => change)
    const [first, second, third] = changes
    const span = { from: '1970-01-01T00:00:03Z', to: '1970-01-01T00:00:04Z' }
    expect(movesWithin(changes, span, (change) => change)).toEqual([second, third])
    const byNumber = (_change: unknown, index: number): number => index + 1
    const page = pageOfMoves(changes, { limit: 1 }, byNumber, failure)
    expect(page).toEqual({ items: [first], nextCursor: 'after:1' })
    expect(pageOfMoves(changes, { cursor: 'after:1' }, byNumber, failure)).toEqual({ items: [second, third] })
  })
})

describe('a rolling window', () => {
  const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)

  it('has what came in and has not left, one mark for each instant', () => {
    const entries = [
      { at: day('2025-03-10'), amount: 5n },
      { at: day('2025-01-31'), amount: 10n },
      { at: day('2025-03-10'), amount: 2n },
    ]
    expect(rollingMarks(entries, 1, day('2025-03-31'))).toEqual([
      { at: day('2025-01-31'), value: '10' },
      // February has no 31st: what is as old as the window leaves at its end.
      { at: day('2025-03-01'), value: '0' },
      { at: day('2025-03-10'), value: '7' },
    ])
    expect(rollingMarks(entries, 1, day('2025-04-10')).at(-1)).toEqual({ at: day('2025-04-10'), value: '0' })
  })
})

describe('outputs', () => {
  it('have instants in our form, and a vendor part only where there is something in it', () => {
    expect(instantFrom('2026-01-01T01:00:00+01:00')).toBe('2026-01-01T00:00:00Z')
    for (const none of ['', 'soon', null, undefined]) expect(instantFrom(none)).toBeUndefined()
    expect(vendorOutput('acme', {})).toEqual({})
    expect(vendorOutput('acme', { a: null })).toEqual({ vendor: { acme: { a: null } } })
  })

  it('are standings of now, with what comes next', () => {
    const standing = { memberId: 'm', tier: low, metrics: { 'points.earned': '40' } } as const
    expect(standingNow(standing, tiers, clock)).toEqual({
      ...{ ...standing, next: { tier: high, remaining: '60' }, asOf: '1970-01-01T00:00:00Z' },
    })
    const unknown = { ...standing, tier: { id: 'x', name: 'x', rank: 0 }, asOf: '2026-01-01T00:00:00Z' }
    expect(standingNow(unknown, tiers, clock)).toStrictEqual(unknown)
  })
})

describe('settings from several sources', () => {
  interface Settings extends CommonSettings {
    key?: string
    site?: string
  }
  const checks: Checks<Settings> = { key: text(/^k/, 'a key'), site: text(/./, 'a site') }
  const variables = { key: ['ACME_TEST_KEY', 'a key'], site: ['ACME_TEST_SITE', 'a site'] } as const

  it('are named together where they are missing', () => {
    expect(sourcedSettings('acme', { key: 'k', site: 's' }, checks, variables)).toEqual({
      key: 'k',
      site: 's',
    })
    const missing = (): unknown => sourcedSettings('acme', {}, checks, variables)
    expect(missing).toThrow(/ACME_TEST_KEY.*ACME_TEST_SITE/)
  })

  it('have a base URL without its version', () => {
    const home = 'https://acme.test'
    for (const baseUrl of [home, `${home}/`, `${home}/v1`, `${home}/v1/`]) {
      expect(baseUrlOr({ baseUrl }, 'ACME_TEST_URL', 'https://other.test')).toBe(home)
    }
    expect(baseUrlOr({}, 'ACME_TEST_URL', `${home}/api/v1`)).toBe(`${home}/api`)
  })

  it('may be one of a few words', () => {
    const [expected, holds] = oneOf('a', 'b', 'c')
    expect([expected, holds('b'), holds('d'), holds(1)]).toEqual(["'a', 'b' or 'c'", true, false, false])
    expect(oneOf('a')[0]).toBe("'a'")
  })
})

describe('native operations', () => {
  it('pass the vendor’s own options on, those of the last `with` first', async () => {
    const seen: unknown[] = []
    const groups = {
      tiers: {
        list: async (call: { vendor: unknown; retries: number }) => seen.push([call.vendor, call.retries]),
      },
    }
    interface Options {
      retries?: number
      site?: string
    }
    const bare = nativeWith<typeof groups, Options>('acme', groups, {}, {})
    await bare.tiers.list()
    await bare.with({ site: 's' }).with({ retries: 0 }).tiers.list()
    await bare.with({ site: 's' }).with({ site: 't' }).tiers.list()
    expect(seen).toEqual([
      [undefined, 2],
      [{ acme: { site: 's' } }, 0],
      [{ acme: { site: 't' } }, 2],
    ])
  })
})

describe('the first value of a key', () => {
  it('is given again until a thousand other keys came', () => {
    const first = firstOf<number>()
    expect([first('a', 1), first('a', 2)]).toEqual([
      { value: 1, known: false },
      { value: 1, known: true },
    ])
    for (let key = 0; key < 1000; key++) first(`${key}`, key)
    expect(first('a', 3)).toEqual({ value: 3, known: false })
  })
})

describe('the latest keys', () => {
  it('are known once they were added, until a thousand others were', () => {
    const keys = new LatestKeys()
    expect([keys.has('a'), keys.has('a')]).toEqual([false, false])
    keys.add('a')
    for (let key = 0; key < 999; key++) keys.add(`${key}`).add('a')
    expect(keys.has('a')).toBe(true)
    keys.add('999')
    expect([keys.has('a'), keys.has('0'), keys.size]).toEqual([false, true, 1000])
  })
})
