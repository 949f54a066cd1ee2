import { createEmulator } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import { vinr } from '@rungs/vinr'
import { type Client, createClient } from 'rungs'
import { describe, expect, it } from 'vitest'
import { runApp } from '../src/app.js'

const file = new URL('../ladder.yaml', import.meta.url)

/** Each backend with a member that it knows, freshly made. */
const backends: Record<string, () => { rungs: Client; memberId: string }> = {
  memory: () => ({ rungs: createClient(memory()), memberId: 'ada' }),
  'vinr without tiers': () => emulated('empty'),
  'vinr with the tiers of its page': () => emulated('documented'),
}

function emulated(seed: 'empty' | 'documented'): { rungs: Client; memberId: string } {
  const emulator = createEmulator('vinr', { seed, origin: 'https://sandbox.api.vinr.com' })
  const apiKey = emulator.headers['x-api-key'] ?? ''
  const rungs = createClient(vinr({ apiKey, fetch: emulator.fetch }))
  return { rungs, memberId: emulator.addMember({ id: 'ada' }).id }
}

describe.each(Object.entries(backends))('the app on %s', (_name, make) => {
  it('ends with the ladder of the VINR page after its update, and the member on Silver', async () => {
    const { rungs, memberId } = make()
    const { ladder, standing } = await runApp(rungs, file, memberId, 6200)
    expect(ladder.tiers.map(({ name, rule, benefits }) => ({ name, rule, benefits }))).toEqual([
      tier('Bronze', '0', 'Member discounts'),
      tier('Silver', '1000', 'Member discounts', 'Priority support'),
      tier('Platinum', '7500', 'Free shipping', 'Early access to sales'),
    ])
    expect(standing).toMatchObject({
      memberId,
      tier: { name: 'Silver' },
      metrics: { 'points.balance': '6200' },
      next: { tier: { name: 'Platinum' }, remaining: '1300' },
    })
  })

  it('changes nothing but points when it is run again', async () => {
    const { rungs, memberId } = make()
    const first = await runApp(rungs, file, memberId, 6200)
    const second = await runApp(rungs, file, memberId, 1300)
    expect(second.changes).toEqual([])
    expect(second.ladder).toEqual(first.ladder)
    expect(second.standing).toMatchObject({
      tier: { name: 'Platinum' },
      metrics: { 'points.balance': '7500' },
      next: null,
    })
  })

  it('mends what somebody else changed, and nothing else', async () => {
    const { rungs, memberId } = make()
    const { ladder } = await runApp(rungs, file, memberId, 1)
    const [bronze, silver] = ladder.tiers
    await rungs.tiers.update(silver?.id ?? '', { threshold: 1500 })
    await rungs.tiers.delete(bronze?.id ?? '')
    const { changes, ladder: mended } = await runApp(rungs, file, memberId, 1)
    expect(changes).toEqual(['created Bronze', 'changed Silver'])
    expect(mended.tiers.map(({ name }) => name)).toEqual(['Bronze', 'Silver', 'Platinum'])
  })
})

function tier(name: string, value: string, ...labels: string[]): object {
  return {
    name,
    rule: { metric: 'points.balance', op: '>=', value },
    benefits: labels.map((label) => ({ label })),
  }
}
