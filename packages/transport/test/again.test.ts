import { type ErrorCode, RungsError } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { againOrFound } from '../src/index.js'

const failing = (code: ErrorCode): RungsError => new RungsError({ code, provider: 'acme', message: code })
const call = (retries: number, aborted = false) => ({
  retries,
  signal: aborted ? AbortSignal.abort() : new AbortController().signal,
})

/** What becomes of one attempt: made and answered; made or not, and not answered; or refused. */
type Attempt = 'made' | 'lost after' | 'lost before' | 'conflict' | 'rejected'
type Look = 'seen' | 'unreadable'

/** A vendor that carries a write out once, whatever comes; and how often it was asked for what. */
function vendor(attempts: readonly Attempt[], looks: readonly Look[] = []) {
  const sent = { writes: 0, looks: 0, lost: [] as boolean[] }
  let there = false
  const write = async () => {
    const attempt = attempts[sent.writes++] ?? 'made'
    if (attempt === 'conflict' || attempt === 'rejected') throw failing(attempt)
    if (attempt === 'lost before') throw failing('outcome_unknown')
    there = true
    if (attempt === 'lost after') throw failing('outcome_unknown')
    return 'written'
  }
  const find = async (_error: RungsError, lost: boolean) => {
    sent.lost.push(lost)
    if (looks[sent.looks++] === 'unreadable') throw failing('network')
    return there ? 'found' : undefined
  }
  return { sent, run: (retries = 2, aborted = false) => againOrFound(write, find, call(retries, aborted)) }
}

describe('a write that may be made again', () => {
  it.each<[readonly Attempt[], readonly Look[], string]>([
    [['made'], [], 'written'],
    [['lost after'], [], 'found'],
    [['lost before', 'made'], [], 'written'],
    [['lost after', 'made'], ['unreadable'], 'written'],
    [['lost after', 'conflict'], ['unreadable'], 'found'],
  ])('whose attempts are %j, looked up %j, is %s', async (attempts, looks, expected) => {
    expect(await vendor(attempts, looks).run()).toBe(expected)
  })

  it('is not looked up, nor made again, after a refusal', async () => {
    const { run, sent } = vendor(['rejected'])
    await expect(run()).rejects.toMatchObject({ code: 'rejected' })
    expect(sent).toMatchObject({ writes: 1, looks: 0 })
  })

  it('is looked up after a conflict, which stays where that shows nothing', async () => {
    const { run, sent } = vendor(['conflict'])
    await expect(run()).rejects.toMatchObject({ code: 'conflict' })
    expect(sent).toEqual({ writes: 1, looks: 1, lost: [false] })
  })

  it('stays unknown once a reply was lost, whatever is said later', async () => {
    for (const later of ['conflict', 'rejected'] as const) {
      const { run } = vendor(['lost before', later], ['unreadable', 'unreadable'])
      await expect(run()).rejects.toMatchObject({ code: 'outcome_unknown' })
    }
  })

  it('sends nothing more where the call has no retries, or is over', async () => {
    for (const [retries, aborted] of [
      [0, false],
      [2, true],
    ] as const) {
      const { run, sent } = vendor(['lost before'])
      await expect(run(retries, aborted)).rejects.toMatchObject({ code: 'outcome_unknown' })
      expect(sent).toMatchObject({ writes: 1, looks: 0 })
    }
  })

  it('hands on what is no error of ours', async () => {
    const broken = new Error('broken')
    const run = againOrFound(
      () => Promise.reject(broken),
      async () => 'found',
      call(2),
    )
    await expect(run).rejects.toBe(broken)
  })

  it('is made once, or unknown, within its retries', async () => {
    const attempt = fc.constantFrom<Attempt>('made', 'lost after', 'lost before')
    const look = fc.constantFrom<Look>('seen', 'unreadable')
    await fc.assert(
      fc.asyncProperty(fc.array(attempt), fc.array(look), fc.nat(3), async (attempts, looks, retries) => {
        const { run, sent } = vendor(attempts, looks)
        const ended = await run(retries).catch(({ code }: RungsError) => code)
        expect(['written', 'found', 'outcome_unknown']).toContain(ended)
        expect(sent.writes).toBeLessThanOrEqual(retries + 1)
        expect(sent.looks).toBeLessThanOrEqual(retries === 0 ? 0 : retries + 1)
      }),
    )
  })
})
