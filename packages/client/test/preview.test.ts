import { type Accounting, Ledger } from '@rungs/model'
import { describe, expect, it, vi } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider, gold } from './fake-provider.js'

const noColour = 'there are no colours'

/** A provider that holds names and thresholds only. */
function holdsLittle() {
  const write = vi.fn()
  const provider = fakeProvider({
    'tiers.create': async ({ tier }, call) => {
      const ledger = new Ledger(tier)
      ledger.mapped('name', 'rule')
      call.settle(ledger.close(() => noColour))
      write()
      return gold
    },
    'ladder.update': async ({ patch }, call) => {
      const ledger = new Ledger(patch)
      ledger.mapped('status')
      call.settle(ledger.close(() => noColour))
      write()
      return { ...gold, status: 'active', window: { kind: 'lifetime' }, tiers: [], lifecycle: never }
    },
  })
  return { client: createClient(provider), write }
}

const never = { review: 'never', downgrade: { policy: 'hold' } } as const
const none: Accounting = { mapped: [], emulated: [], vendor: [], losses: [] }

describe('a preview', () => {
  it('tells in the paths of the input what would become of a tier, and writes nothing', async () => {
    const { client, write } = holdsLittle()
    const input = { name: 'Gold', threshold: 5, color: '#FFD700', vendor: { other: { x: 1 } } }
    const account = { ...none, mapped: ['name', 'threshold'], losses: [{ path: 'color', reason: noColour }] }
    expect(await client.tiers.preview(input)).toEqual({ ...account, vendor: ['vendor.other.x'] })
    const { losses, attempts } = await client.tiers.preview(input).withDetails()
    expect({ losses, attempts }).toEqual({ losses: account.losses, attempts: 0 })
    expect(write).not.toHaveBeenCalled()
  })

  it('tells what would become of settings', async () => {
    const { client, write } = holdsLittle()
    expect(await client.ladder.preview({ status: 'paused' })).toEqual({ ...none, mapped: ['status'] })
    expect(write).not.toHaveBeenCalled()
  })

  it('refuses what a call would refuse', async () => {
    const { client } = holdsLittle()
    await expect(client.tiers.preview({ name: '' })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('never passes a write of an adapter that gives no account off as a preview', async () => {
    const client = createClient(fakeProvider({ 'tiers.create': async () => gold }))
    await expect(client.tiers.preview({ name: 'Gold' })).rejects.toMatchObject({
      code: 'unexpected_response',
    })
  })
})

describe('what a provider cannot do without', () => {
  const provider = fakeProvider({
    'tiers.create': async ({ tier }, call) => {
      const ledger = new Ledger(tier)
      ledger.mapped('name')
      call.settle(
        ledger.close(() => noColour),
        { path: 'rule', reason: 'a tier needs a threshold' },
      )
      return gold
    },
  })
  const client = createClient(provider)
  const input = { name: 'Gold', color: '#FFD700' }

  it.each([
    ['a preview', () => client.tiers.preview(input), ['rule']],
    ['a call that reports losses', () => client.tiers.create(input, { onLoss: 'report' }), ['rule']],
    ['a call that rejects losses', () => client.tiers.create(input), ['color', 'rule']],
  ])('ends %s', async (_what, call, paths) => {
    const error: unknown = await call().then(undefined, (reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unsupported', issues: paths.map((path) => ({ path })) })
  })
})
