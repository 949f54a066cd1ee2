import { fileURLToPath } from 'node:url'
import { type Client, loadClient } from 'rungs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { look, prepare } from '../src/app.js'
import { type Backends, startBackends } from '../src/backends.js'

const file = new URL('../ladder.yaml', import.meta.url)
const cwd = fileURLToPath(new URL('..', import.meta.url))

describe.each(['memory', 'wix', 'capillary', 'vinr', 'scrip'])('the app on %s', (use) => {
  let backends: Backends
  let rungs: Client
  let memberId: string

  beforeEach(async () => {
    backends = await startBackends('ada', 6200)
    rungs = (await loadClient({ cwd, use, env: backends.env })) as Client
    memberId = backends.members[use] ?? 'ada'
  })
  afterEach(async () => {
    await rungs.close()
    await backends.close()
  })

  it('ends with the ladder of the file after the promotion, and the member on Silver', async () => {
    await prepare(rungs, file, memberId, 6200)
    backends.meanwhile(use)
    const { ladder, standing } = await look(rungs, memberId)
    const value = (n: string) => ({ op: '>=', value: n })
    expect(ladder.tiers.map(({ name, rule }) => [name, rule])).toMatchObject([
      ['Silver', value('1000')],
      ['Platinum', value('7500')],
      ['Diamond', value('20000')],
    ])
    expect(standing).toMatchObject({
      memberId,
      tier: { name: 'Silver' },
      next: { tier: { name: 'Platinum' }, remaining: '1300' },
    })
  })

  it('tells every benefit that the provider cannot hold, and holds all others', async () => {
    const { losses } = await prepare(rungs, file, memberId, 6200)
    const { ladder } = await look(rungs, memberId)
    const lost = ['Silver: benefits[0]', 'Silver: benefits[1]', 'Gold: benefits[0]', 'Gold: benefits[1]']
    const labels = [
      ['Member discounts', 'Priority support'],
      ['Free shipping', 'Early access to sales'],
    ]
    const holds = rungs.supports('tier.benefits.label')
    expect(losses.map(({ path }) => path)).toEqual(holds ? [] : [...lost, 'Diamond: benefits[0]'])
    const expected = [...labels, ['Personal shopper']].map((tier) => tier.map((label) => ({ label })))
    expect(ladder.tiers.map(({ benefits }) => benefits)).toEqual(holds ? expected : [[], [], []])
  })

  it('changes nothing when it is run again, and mends what somebody else changed', async () => {
    await prepare(rungs, file, memberId, 1)
    const first = await rungs.tiers.list().toArray({ max: 10 })
    expect(await prepare(rungs, file, memberId, 1)).toEqual({ changes: [], losses: [] })
    expect(await rungs.tiers.list().toArray({ max: 10 })).toEqual(first)
    const [silver] = first
    await rungs.tiers.update(silver?.id ?? '', { threshold: 1500 })
    expect((await prepare(rungs, file, memberId, 1)).changes).toEqual(['changed Silver'])
  })
})
