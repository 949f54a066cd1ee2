import { once } from 'node:events'
import { emulate, type RunningEmulators } from '@rungs/emulators'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { document, project, type Run, rungs, start, vinrConfig } from './support/cli.js'
import { runHere } from './support/io.js'

const env = { VINR_SECRET_KEY: 'sk_test_rungs' }
let backend: RunningEmulators
let shop: Awaited<ReturnType<typeof project>>

beforeAll(async () => {
  backend = await emulate({ vendors: ['vinr'] })
  shop = await project({
    'rungs.config.yaml': `${vinrConfig(backend.ready.vinr?.url ?? '')}  memory: { adapter: memory }\n`,
    'diamond.yaml': 'name: Diamond\nthreshold: 20000\nbenefits: [Concierge]\n',
    'diamond.json': '{"name":"Diamond","threshold":"20000","benefits":["Concierge"]}',
    'broken.yaml': 'name: [Diamond\n',
    'list.yaml': '- name: Diamond\n',
  })
})

beforeEach(() => backend.emulators[0]?.reset())

afterAll(async () => {
  await backend.close()
  await shop.remove()
})

const run = (...args: string[]): Promise<Run> => runHere(args, { cwd: shop.dir, env })

/** Runs with --json, which has to succeed, and gives the document. */
async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return document(stdout)
}

const gold = {
  id: 'tier_gold',
  name: 'Gold',
  rule: { metric: 'points.balance', op: '>=', value: '5000' },
  benefits: [{ label: 'Free shipping' }, { label: 'Early access to sales' }],
  status: 'active',
}

describe('rungs as a process', () => {
  it('reads standard input, writes one JSON document, and ends with 0', async () => {
    const options = { cwd: shop.dir, env, stdin: 'name: Diamond\nthreshold: 20000\n' }
    const { code, stdout, stderr } = await rungs(['tiers', 'create', '--from', '-', '--json'], options)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(document(stdout)).toMatchObject({ name: 'Diamond', rule: { value: '20000' } })
  })

  it('ends with 1 and an error on stderr alone when the operation failed', async () => {
    const { code, stdout, stderr } = await rungs(['tiers', 'get', 'tier_none'], { cwd: shop.dir, env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /^error: .+\nwhere: \S+rungs\.config\.yaml: providers\.shop, provider vinr, tiers\.get, HTTP 404, .+\nto do: .+\n$/,
    )
  })

  it('is not troubled by a reader that has seen enough', async () => {
    const child = start(['capabilities', '--provider', 'memory'], { cwd: shop.dir, env: {} })
    child.stdout?.destroy()
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

describe('rungs tiers list', () => {
  it('gives all tiers ascending', async () => {
    const names = ['Bronze', 'Silver', 'Gold'].map((name) => expect.objectContaining({ name }))
    expect(await json('tiers', 'list')).toEqual({ items: names })
  })

  it('goes on where a page ended', async () => {
    const first = (await json('tiers', 'list', '--limit', '2')) as { items: unknown[]; nextCursor: string }
    expect(first.items).toHaveLength(2)
    const last = await json('tiers', 'list', '--limit', '2', '--cursor', first.nextCursor)
    expect(last).toEqual({ items: [expect.objectContaining(gold)] })
  })

  it('gives more than a page when no limit is set', async () => {
    for (let index = 0; index < 120; index += 1) {
      const { fetch, url, headers } = backend.emulators[0] ?? expect.unreachable()
      const body = new URLSearchParams({ name: `Tier ${index}`, min_points: String(6000 + index) })
      await fetch(`${url}/v1/tiers`, { method: 'POST', headers, body })
    }
    const { items } = (await json('tiers', 'list')) as { items: unknown[] }
    expect(items).toHaveLength(123)
  })

  it('draws one line for each tier where nobody watches', async () => {
    const { code, stdout } = await run('tiers', 'list')
    expect(code).toBe(0)
    const [head, ...lines] = stdout.trimEnd().split('\n')
    expect(head).toMatch(/^id +name +from +status +benefits$/)
    expect(lines).toHaveLength(3)
    expect(lines[2]).toMatch(/^tier_gold +Gold +5,000 points +active +Free shipping, Early access to sales$/)
  })

  it('says so when there are none', async () => {
    backend.emulators[0]?.reset({ seed: 'empty' })
    expect((await run('tiers', 'list')).stdout).toBe('There are no tiers.\n')
  })
})

describe('rungs tiers get', () => {
  it('gives one tier', async () => {
    expect(await json('tiers', 'get', 'tier_gold')).toMatchObject(gold)
    expect((await run('tiers', 'get', 'tier_gold')).stdout).toContain('5,000 points')
  })

  it('fails with 1 when there is none, and says how to find one', async () => {
    const { code, stdout, stderr } = await run('tiers', 'get', 'tier_none', '--json')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(document(stderr)).toMatchObject({
      name: 'RungsError',
      code: 'not_found',
      provider: 'vinr',
      operation: 'tiers.get',
      status: 404,
      retryable: false,
      advice: expect.stringContaining('rungs tiers list'),
    })
  })
})

describe('rungs tiers create', () => {
  const diamond = {
    name: 'Diamond',
    rule: { metric: 'points.balance', op: '>=', value: '20000' },
    benefits: [{ label: 'Concierge' }],
  }

  it('makes a tier of flags', async () => {
    const flags = ['--name', 'Diamond', '--threshold', '20000', '--benefit', 'Concierge']
    const made = (await json('tiers', 'create', ...flags)) as { id: string }
    expect(made).toMatchObject(diamond)
    expect(await json('tiers', 'get', made.id)).toEqual(made)
  })

  it('keeps every benefit, in order', async () => {
    const benefits = ['b', 'a, with a comma', 'b']
    const flags = benefits.flatMap((benefit) => ['--benefit', benefit])
    expect(await json('tiers', 'create', '--name', 'D', '--threshold', '7', ...flags)).toMatchObject({
      benefits: benefits.map((label) => ({ label })),
    })
  })

  it.each(['diamond.yaml', 'diamond.json'])('makes a tier of %s', async (file) => {
    expect(await json('tiers', 'create', '--from', file)).toMatchObject(diamond)
  })

  it('makes a tier of standard input', async () => {
    const stdin = 'name: Diamond\nthreshold: 20000\nbenefits: [Concierge]\n'
    const { code, stdout } = await runHere(['tiers', 'create', '--from', '-', '--json'], {
      cwd: shop.dir,
      env,
      stdin,
    })
    expect(code).toBe(0)
    expect(document(stdout)).toMatchObject(diamond)
  })

  it('lets flags win over the file', async () => {
    expect(await json('tiers', 'create', '--from', 'diamond.yaml', '--threshold', '9000')).toMatchObject({
      name: 'Diamond',
      rule: { value: '9000' },
    })
  })

  it.each([
    [['--threshold', '5'], '--name'],
    [['--from', 'absent.yaml'], 'absent.yaml'],
    [['--from', 'broken.yaml'], 'broken.yaml'],
    [['--from', 'list.yaml'], 'expected one tier'],
    [['--name', 'D', '--threshold', '5k'], 'threshold'],
    [['--name', 'D', '--threshold', '1.5'], 'threshold'],
    [['--name', '', '--threshold', '5'], 'name'],
  ])('refuses %j with 2, names the place, and sends nothing', async (flags, said) => {
    const { code, stdout, stderr } = await run('tiers', 'create', ...flags)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
    expect(backend.emulators[0]?.requests()).toEqual([])
  })

  it('refuses what the provider cannot hold with 1, and names the path', async () => {
    const { code, stderr } = await runHere(['tiers', 'create', '--from', '-', '--json'], {
      cwd: shop.dir,
      env,
      stdin: '{"name":"D","threshold":5,"color":"#112233"}',
    })
    expect(code).toBe(1)
    expect(document(stderr)).toMatchObject({ code: 'unsupported', issues: [{ path: 'color' }] })
  })
})

describe('rungs tiers update', () => {
  it('changes what is given and keeps the rest, as on the VINR tiers page', async () => {
    const flags = ['--name', 'Platinum', '--threshold', '7500']
    expect(await json('tiers', 'update', 'tier_gold', ...flags)).toMatchObject({
      id: 'tier_gold',
      name: 'Platinum',
      rule: { value: '7500' },
      benefits: gold.benefits,
    })
  })

  it('replaces benefits', async () => {
    expect(await json('tiers', 'update', 'tier_gold', '--benefit', 'One')).toMatchObject({
      name: 'Gold',
      benefits: [{ label: 'One' }],
    })
  })

  it('refuses an empty change with 2', async () => {
    const { code, stderr } = await run('tiers', 'update', 'tier_gold')
    expect(code).toBe(2)
    expect(stderr).toContain('at least one field')
  })

  it('refuses --if-revision where the provider has none, and sends nothing', async () => {
    const { code, stderr } = await run('tiers', 'update', 'tier_gold', '--name', 'X', '--if-revision', '1')
    expect(code).toBe(1)
    expect(stderr).toContain('ifRevision')
    expect(backend.emulators[0]?.requests()).toEqual([])
  })
})

describe('rungs tiers delete', () => {
  it('removes the tier', async () => {
    expect(await json('tiers', 'delete', 'tier_gold')).toEqual({ id: 'tier_gold', deleted: true })
    expect((await run('tiers', 'get', 'tier_gold')).code).toBe(1)
    expect((await run('tiers', 'delete', 'tier_silver')).stdout).toBe('deleted tier_silver\n')
  })
})

describe('rungs ladder get', () => {
  it('gives the ladder', async () => {
    const { tiers } = (await json('ladder', 'get')) as { tiers: { name: string }[] }
    expect(tiers.map(({ name }) => name)).toEqual(['Bronze', 'Silver', 'Gold'])
  })

  it('draws it in plain ASCII where nobody watches', async () => {
    const { stdout } = await run('ladder', 'get')
    expect(stdout).toMatch(/^[\x20-\x7e\n]+$/)
    const at = ['Gold', 'Silver', 'Bronze'].map((name) => stdout.indexOf(`| ${name}`))
    expect(at.every((index) => index > 0)).toBe(true)
    expect([...at].sort((a, b) => a - b)).toEqual(at)
  })
})

describe('rungs members', () => {
  it('records points, and shows the tier and what is missing for the next', async () => {
    const member = backend.emulators[0]?.addMember({ id: 'ada' }).id ?? ''
    expect(await json('members', 'record', member, '--points', '1200')).toMatchObject({ memberId: member })
    expect((await run('members', 'record', member, '--type', 'redeem', '--points', '100')).stdout).toMatch(
      /^recorded redeem at \S+ as pt_\w+\n$/,
    )
    expect(await json('members', 'standing', member)).toMatchObject({
      memberId: member,
      tier: { id: 'tier_silver', name: 'Silver' },
      metrics: { 'points.balance': '1100' },
      next: { tier: { name: 'Gold' }, remaining: '3900' },
    })
    const { stdout } = await run('members', 'standing', member)
    expect(stdout).toContain('Silver')
    expect(stdout).toContain('Gold, 3,900 to go')
    expect(await json('members', 'explain', member)).toMatchObject({
      reason: 'met',
      tiers: [{}, { held: true }, { tier: { name: 'Gold' }, rule: { missing: '3900' } }],
    })
    const explained = (await run('members', 'explain', member)).stdout
    expect(explained).toContain('because the member qualifies for it')
    expect(explained).toMatch(/^Gold +5,000 points +1,100 +3,900 +not met$/m)
    expect(explained).toMatch(/^Silver +1,000 points +1,100 +held$/m)
    expect(await json('members', 'history', member)).toMatchObject({
      items: [
        { from: null, to: { name: 'Bronze' } },
        { from: { name: 'Bronze' }, to: { name: 'Silver' } },
      ],
    })
    const paged = await run('members', 'history', member, '--limit', '1')
    expect(paged.stdout).toMatch(
      /^\S+Z +none +Bronze +the member qualifies for it\nThere are more: --cursor /m,
    )
    expect((await run('members', 'history', member, '--from', '2999-01-01T00:00:00Z')).stdout).toContain(
      'not moved',
    )
  })

  it('enrolls a customer, once', async () => {
    const { fetch, url, headers } = backend.emulators[0] ?? expect.unreachable()
    const body = new URLSearchParams({ email: 'ada@example.com' })
    const made: { id: string } = await fetch(`${url}/v1/customers`, { method: 'POST', headers, body }).then(
      (r) => r.json(),
    )
    const first = await json('members', 'enroll', made.id)
    expect(first).toMatchObject({ memberId: made.id, tier: { name: 'Bronze' } })
    expect((await run('members', 'enroll', made.id)).code).toBe(0)
  })

  it.each([
    [['members', 'record', 'la_x', '--type', 'visit', '--points', '5'], 'points'],
    [['members', 'record', 'la_x', '--points', '0'], 'points'],
    [['members', 'record', 'la_x', '--type', 'fly'], 'earn'],
    [['members', 'standing', '../x'], 'memberId'],
    [['members', 'explain', 'la_x', '--at', 'noon'], 'at'],
    [['members', 'history', 'la_x', '--from', 'noon'], 'from'],
  ])('refuses %j with 2 and names the place', async (args, said) => {
    const { code, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })

  it('fails with 1 for an unknown member', async () => {
    const { code, stderr } = await run('members', 'standing', 'la_nobody', '--json')
    expect(code).toBe(1)
    expect(document(stderr)).toMatchObject({ code: 'not_found', operation: 'members.standing' })
  })
})

describe('rungs capabilities', () => {
  it('gives one for each operation, field and guarantee', async () => {
    const found = (await json('capabilities')) as { provider: string; capabilities: Record<string, object> }
    expect(found.provider).toBe('vinr')
    expect(found.capabilities).toMatchObject({
      'tiers.delete': { support: 'native' },
      'ladder.get': { support: 'emulated', note: expect.any(String) },
      'workflow.submit': { support: 'unsupported', reason: expect.any(String) },
    })
    const { stdout } = await run('capabilities')
    for (const key of Object.keys(found.capabilities)) expect(stdout).toContain(key)
  })
})
