import { describe, expect, it } from 'vitest'
import { useVendor, vendor } from './backend.js'

const desk = useVendor()

describe('a member at the desk', () => {
  it('hears of the tier, and of what is missing for the next', async () => {
    const { id } = vendor.addMember({ id: 'ada' })
    vendor.addActivity({ member: id, type: 'earn', points: 1200 })
    expect(await desk.look(id)).toBe('Silver, 3800 points to Gold')
  })

  it('hears the same when the backend stumbles once', async () => {
    const { id } = vendor.addMember({ id: 'ada' })
    vendor.setFaults([{ kind: 'status', status: 503 }])
    expect(await desk.look(id)).toBe('Bronze, 1000 points to Silver')
  })
})

describe('opening a tier', () => {
  it('opens it', async () => {
    expect(await desk.open('Platinum', 10_000)).toEqual({
      done: true,
      text: 'Platinum is open from 10000 points.',
    })
  })

  it('says that the threshold is taken, and changes nothing', async () => {
    const before = vendor.snapshot()
    const answer = await desk.open('Aurum', 5000)
    expect(answer).toEqual({ done: false, text: 'There is a tier with that threshold. Choose another.' })
    expect(vendor.snapshot()).toEqual(before)
  })

  it('says when to come back after a rate limit', async () => {
    vendor.setFaults([{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }])
    expect(await desk.open('Platinum', 10_000)).toEqual({
      done: false,
      text: 'Too busy right now.',
      tryAgainInSeconds: 7,
    })
  })

  it('does not claim success, nor failure, when the reply is lost', async () => {
    vendor.setFaults([{ kind: 'lost_reply', method: 'POST' }])
    const answer = await desk.open('Platinum', 10_000)
    expect(answer).toMatchObject({ done: false, text: expect.stringContaining('may be open already') })
    const creates = vendor.requests().filter(({ method }) => method === 'POST')
    expect(creates).toHaveLength(1)
  })
})
