import { type ErrorCode, isRungsError, RungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { isNext, isOwnConflict, type RevisedChange, revise, rewrite, truthful, write } from '../src/index.js'
import { callOf, replyOf, sequence, transportOf } from './support.js'

interface State {
  name: string
  revision: string
}

const isStale = (error: RungsError): boolean => error.vendorCode === 'STALE'
const conflict = (vendorCode: string): RungsError =>
  new RungsError({ code: 'conflict', message: 'Refused.', provider: 'acme', status: 409, vendorCode })
const ownConflict = (): RungsError =>
  new RungsError({ code: 'outcome_unknown', message: 'Refused a repetition.', provider: 'acme', status: 409 })
const changing = (
  states: State[],
  answers: (Error | string)[],
  more: Partial<RevisedChange<State, string>> = {},
) => {
  const sent: string[] = []
  let reads = 0
  const change: RevisedChange<State, string> = {
    provider: 'acme',
    read: async () => states[Math.min(reads++, states.length - 1)] ?? { name: '', revision: '' },
    write: async ({ revision }) => {
      sent.push(revision)
      const answer = answers[sent.length - 1]
      if (typeof answer !== 'string') throw answer
      return answer
    },
    foundIn: ({ name }) => (name === 'New' ? 'found' : undefined),
    isStale,
    ...more,
  }
  return { sent, reads: () => reads, run: (retries = 2) => revise(change, { retries }) }
}
const old = { name: 'Old', revision: '4' }
const codeOf = async (running: Promise<unknown>): Promise<string> =>
  running.then(String, (error: unknown) => (isRungsError(error) ? error.code : 'other'))

describe('a change under a revision', () => {
  it('is sent under the revision that was read', async () => {
    const { run, sent, reads } = changing([old], ['done'])
    expect(await run()).toBe('done')
    expect([sent, reads()]).toEqual([['4'], 1])
  })

  it('takes what was read just before for its first round, and reads for every other', async () => {
    const { run, sent, reads } = changing([{ name: 'Other', revision: '5' }], [conflict('STALE'), 'done'], {
      first: old,
    })
    expect(await run()).toBe('done')
    expect([sent, reads()]).toEqual([['4', '5'], 1])
  })

  it('is a conflict when the caller has seen another revision, with nothing sent', async () => {
    const { run, sent } = changing([old], ['done'], { ifRevision: '3' })
    await expect(run()).rejects.toMatchObject({
      code: 'conflict',
      provider: 'acme',
      issues: [{ path: 'ifRevision' }],
    })
    expect(sent).toEqual([])
  })

  it('begins anew on what somebody else left, as often as the call may retry', async () => {
    const states = [old, { name: 'Other', revision: '5' }]
    const { run, sent } = changing(states, [conflict('STALE'), 'done'])
    expect(await run()).toBe('done')
    expect(sent).toEqual(['4', '5'])
    const spent = changing(states, [conflict('STALE'), conflict('STALE')])
    expect(await codeOf(spent.run(1))).toBe('conflict')
    expect(spent.sent).toHaveLength(2)
  })

  it('does not begin anew for a caller who named a revision, nor for another conflict', async () => {
    const named = changing([old], [conflict('STALE')], { ifRevision: '4' })
    expect(await codeOf(named.run())).toBe('conflict')
    const taken = changing([old], [conflict('TAKEN')])
    expect(await codeOf(taken.run())).toBe('conflict')
    expect([named.sent, taken.sent]).toEqual([['4'], ['4']])
  })

  it('that met its own doing is looked up and done', async () => {
    const { run, sent } = changing([old, { name: 'New', revision: '5' }], [ownConflict()], {
      ifRevision: '4',
    })
    expect(await run()).toBe('found')
    expect(sent).toEqual(['4'])
  })

  it('whose place somebody else took was not made: a conflict, or begun anew', async () => {
    const states = [old, { name: 'Other', revision: '5' }]
    const named = changing(states, [ownConflict()], { ifRevision: '4' })
    expect(await codeOf(named.run())).toBe('conflict')
    const free = changing(states, [ownConflict(), 'done'])
    expect(await free.run()).toBe('done')
    expect(free.sent).toEqual(['4', '5'])
  })

  it.each([
    ['two changes were made', { name: 'Other', revision: '6' }],
    ['the revision does not count', { name: 'Other', revision: 'x' }],
  ])('stays unknown where %s', async (_what, later) => {
    expect(await codeOf(changing([old, later], [ownConflict()]).run())).toBe('outcome_unknown')
  })

  it('stays unknown where the look fails, whatever the reason', async () => {
    const reading = (error: RungsError) => {
      const states = [old]
      return changing(states, [ownConflict()], {
        read: async () => {
          const state = states.shift()
          if (state === undefined) throw error
          return state
        },
      }).run()
    }
    const gone = new RungsError({ code: 'not_found', message: 'Gone.' })
    expect(await codeOf(reading(gone))).toBe('outcome_unknown')
    const slow = new RungsError({ code: 'timeout', message: 'Too slow.' })
    expect(await codeOf(reading(slow))).toBe('outcome_unknown')
  })

  it.each([
    ['4', '5', true],
    [4, 5, true],
    ['9007199254740992', '9007199254740993', true],
    ['4', '4', false],
    ['4', '6', false],
    ['x', 'y', false],
    [undefined, null, false],
  ])('%s and %s are next to each other: %s', (before, after, next) => {
    expect(isNext({ revision: before }, { revision: after })).toBe(next)
  })
})

describe('a change of fields', () => {
  const how = (states: State[]) => ({
    ...{ provider: 'acme', isStale },
    read: async () => states.shift() ?? old,
    send: async (current: State, change: object) => ({ ...current, ...change, revision: '5' }),
    holds: (state: State, change: object) =>
      JSON.stringify({ ...state, ...change }) === JSON.stringify(state),
  })

  it('gives the new state; one of nothing only reads', async () => {
    expect(await rewrite({ name: 'New' }, how([old]), { retries: 0 })).toEqual({ name: 'New', revision: '5' })
    const send = async () => Promise.reject(new Error('sent'))
    expect(await rewrite({}, { ...how([old]), send }, { retries: 0 })).toBe(old)
  })

  it('is found done in what is read after its own conflict', async () => {
    const send = async () => Promise.reject(ownConflict())
    const done = { name: 'New', revision: '6' }
    expect(await rewrite({ name: 'New' }, { ...how([old, done]), send }, { retries: 0 })).toBe(done)
    const other = how([old, { name: 'Other', revision: '6' }])
    await expect(rewrite({ name: 'New' }, { ...other, send }, { retries: 0 })).rejects.toMatchObject({
      code: 'outcome_unknown',
    })
  })
})

describe('a truthful transport', () => {
  const lost = Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
  const request = write('POST', '/tiers', { name: 'Gold' }, 'List the tiers to see.')
  const clock = { now: () => Date.now(), sleep: async () => {} }
  const carry = (...steps: Parameters<typeof sequence>) =>
    truthful(transportOf({ send: sequence(...steps) })).request(request, callOf({ retries: 2, clock }))
  const errorOf = (running: Promise<unknown>) =>
    running.then(
      () => undefined,
      (error: unknown) => error,
    )

  it('says that a conflict after a lost reply leaves the outcome open', async () => {
    const error = await errorOf(carry(lost, replyOf(409, { code: 'TAKEN' })))
    expect(error).toMatchObject({ code: 'outcome_unknown', status: 409, provider: 'acme' })
    expect(String(error)).toContain('List the tiers to see.')
    expect(isOwnConflict(error)).toBe(true)
  })

  it('leaves every other ending as it is', async () => {
    expect(await errorOf(carry(replyOf(409)))).toMatchObject({ code: 'conflict' })
    expect(await errorOf(carry(lost, replyOf(404)))).toMatchObject({ code: 'not_found' })
    const limited = replyOf(429, '{}', { 'retry-after': '0' })
    expect(await errorOf(carry(limited, replyOf(409)))).toMatchObject({ code: 'conflict' })
    expect((await carry(lost, replyOf(200))).status).toBe(200)
    expect(isOwnConflict(await errorOf(carry(lost, lost, lost)))).toBe(false)
  })

  it('says so of a conflict after a failure of the server, which may have come after the work', async () => {
    const error = await errorOf(carry(replyOf(500), replyOf(409)))
    expect(error).toMatchObject({ code: 'outcome_unknown', status: 409 })
    expect(isOwnConflict(error)).toBe(true)
  })

  it('says so of a limit only for a vendor whose first attempt may have used it up', async () => {
    const carried = (ownDoing?: readonly ErrorCode[]) => {
      const transport = transportOf({ send: sequence(lost, replyOf(428, { code: 'FULL' })) })
      return errorOf(truthful(transport, ownDoing).request(request, callOf({ retries: 2, clock })))
    }
    const [plain, limited] = [await carried(), await carried(['conflict', 'rejected'])]
    expect([plain, limited]).toMatchObject([
      { code: 'rejected', status: 428 },
      { code: 'outcome_unknown', status: 428 },
    ])
    expect([isOwnConflict(plain), isOwnConflict(limited)]).toEqual([false, true])
  })
})
