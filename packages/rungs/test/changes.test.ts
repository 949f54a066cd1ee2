import { once } from 'node:events'
import { emulate, type RunningEmulators } from '@rungs/emulators'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { document, firstLine, project, type Run, start } from './support/cli.js'
import { runHere } from './support/io.js'

/** What the Capillary emulator is seeded with: program 973 of the tier pages. */
const env = {
  VINR_SECRET_KEY: 'sk_test_rungs',
  WIX_API_KEY: 'IST.rungs',
  WIX_SITE_ID: 'site',
  CAPILLARY_USERNAME: 'till',
  CAPILLARY_PASSWORD: 'word',
}
let backend: RunningEmulators
let shop: Awaited<ReturnType<typeof project>>

beforeAll(async () => {
  backend = await emulate({ vendors: ['vinr', 'wix', 'capillary'] })
  const url = (vendor: string): string => backend.ready[vendor]?.url ?? ''
  const secret = (name: keyof typeof env): object => ({ env: name })
  const providers = {
    vinr: { adapter: 'vinr', options: { baseUrl: url('vinr'), apiKey: secret('VINR_SECRET_KEY') } },
    wix: {
      adapter: 'wix',
      options: { baseUrl: url('wix'), apiKey: secret('WIX_API_KEY'), siteId: secret('WIX_SITE_ID') },
    },
    capillary: {
      adapter: 'capillary',
      options: {
        baseUrl: url('capillary'),
        username: secret('CAPILLARY_USERNAME'),
        password: secret('CAPILLARY_PASSWORD'),
        programId: 973,
        newTiers: 'draft',
      },
    },
    memory: { adapter: 'memory', options: { seed: { members: [{ id: 'ada' }] }, ladder } },
  }
  shop = await project({
    'rungs.config.json': JSON.stringify({ use: 'vinr', providers }),
    'window.yaml': 'window: { kind: rolling, months: 18 }\n',
  })
})

const ladder = {
  name: 'Rewards',
  tiers: [
    { name: 'Jade', threshold: 10, benefits: ['Tea'] },
    { name: 'Gold', threshold: 9000, benefits: ['Free shipping'], color: '#ffcc00' },
  ],
}

beforeEach(() => {
  for (const emulator of backend.emulators) emulator.reset()
})

afterAll(async () => {
  await backend.close()
  await shop.remove()
})

type Options = Parameters<typeof runHere>[1]
const run = (args: readonly string[], options: Options = {}): Promise<Run> =>
  runHere(args, { cwd: shop.dir, env, ...options })

async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run([...args, '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return document(stdout)
}

const emulatorOf = (vendor: string) =>
  backend.emulators.find((emulator) => emulator.vendor === vendor) ?? expect.unreachable()
const writes = (vendor: string): number =>
  emulatorOf(vendor)
    .requests()
    .filter(({ method }) => method !== 'GET').length

describe('rungs ladder update', () => {
  it('changes what is given and keeps the rest', async () => {
    const before = await json('ladder', 'get', '--provider', 'wix')
    const changed = await json('ladder', 'update', '--provider', 'wix', '--status', 'paused')
    expect(changed).toMatchObject({ status: 'paused', tiers: (before as { tiers: unknown }).tiers })
    expect(await json('ladder', 'get', '--provider', 'wix')).toEqual(changed)
  })

  it('takes a file, with flags on top, and shows the ladder', async () => {
    const args = ['ladder', 'update', '--provider', 'wix', '--from', 'window.yaml', '--status', 'active']
    const { code, stdout } = await run(args)
    expect(code).toBe(0)
    expect(stdout).toContain('active')
    expect(await json('ladder', 'get', '--provider', 'wix')).toMatchObject({
      status: 'active',
      window: { kind: 'rolling', months: 18 },
    })
  })

  it('refuses a stale revision with 1, and changes nothing', async () => {
    const args = ['ladder', 'update', '--provider', 'wix', '--status', 'paused', '--if-revision', '99']
    const { code, stderr } = await run([...args, '--json'])
    expect([code, document(stderr)]).toMatchObject([1, { code: 'conflict' }])
    expect(await json('ladder', 'get', '--provider', 'wix')).toMatchObject({ status: 'disabled' })
  })

  it('writes nothing of what the provider cannot hold in part, unless told to, and names what was lost', async () => {
    const args = ['ladder', 'update', '--provider', 'wix', '--name', 'Club', '--status', 'active']
    const refused = await run(args)
    expect([refused.code, refused.stdout, writes('wix')]).toEqual([1, '', 0])
    expect(refused.stderr).toContain(
      'to do: Leave out what is named, or go on without it with --on-loss report.',
    )
    const done = await run([...args, '--on-loss', 'report'])
    expect([done.code, done.stderr]).toEqual([0, expect.stringMatching(/^lost: name: .+\n$/)])
    const told = await run([...args, '--on-loss', 'report', '--json'])
    expect(document(told.stderr)).toMatchObject({ losses: [{ path: 'name', reason: expect.any(String) }] })
    expect(document(told.stdout)).toMatchObject({ status: 'active' })
  })

  it.each([
    [[], '--status'],
    [['--status', 'broken'], 'status'],
    [['--from', 'absent.yaml'], 'absent.yaml'],
  ])('refuses %j with 2, and names the place', async (flags, said) => {
    const { code, stdout, stderr } = await run(['ladder', 'update', '--provider', 'memory', ...flags])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })

  it('is refused with 1 where the provider keeps no settings', async () => {
    const { code, stderr } = await run(['ladder', 'update', '--name', 'Club', '--json'])
    expect([code, document(stderr)]).toMatchObject([1, { code: 'unsupported', operation: 'ladder.update' }])
  })
})

describe('rungs workflow', () => {
  const capillary = ['--provider', 'capillary']
  const draft = async (): Promise<string> => {
    const highest = (await json('ladder', 'get', ...capillary)) as { tiers: { rule: { value: string } }[] }
    const above = Math.max(...highest.tiers.map(({ rule }) => Number(rule.value))) + 1000
    const args = ['tiers', 'create', '--name', 'Jade', '--threshold', String(above), ...capillary]
    return ((await json(...args)) as { id: string }).id
  }

  it('takes a draft through submit, reject, submit and approve', async () => {
    const id = await draft()
    const step = (...args: string[]) => json('workflow', ...args, ...capillary)
    expect(await step('submit', id)).toMatchObject({ id, status: 'pending' })
    expect(await step('reject', id, '--comment', 'not yet')).toMatchObject({ status: 'draft' })
    expect(await step('submit', id)).toMatchObject({ status: 'pending' })
    expect(await step('approve', id)).toMatchObject({ status: 'active' })
  })

  it('publishes a draft at once, and shows it', async () => {
    const { code, stdout } = await run(['workflow', 'publish', await draft(), ...capillary])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Jade .* active/)
  })

  it.each(['submit', 'approve', 'reject', 'publish'])(
    '%s is refused with 1 and without a request where there is no review',
    async (step) => {
      const { code, stderr } = await run(['workflow', step, 'tier_gold', '--json'])
      expect([code, document(stderr)]).toMatchObject([1, { code: 'unsupported' }])
      expect(emulatorOf('vinr').requests()).toEqual([])
    },
  )
})

describe('rungs members assign', () => {
  it('gives a tier by hand', async () => {
    const id = emulatorOf('vinr').addMember({ id: 'cus_ada' }).id
    expect(await json('members', 'assign', id, 'tier_gold')).toMatchObject({ tier: { name: 'Gold' } })
    const { stdout } = await run(['members', 'assign', id, 'tier_silver'])
    expect(stdout).toContain('Silver')
  })

  it('takes a tier away, and says until when one holds', async () => {
    const memory = ['--provider', 'memory']
    const [{ id }] = ((await json('tiers', 'list', ...memory)) as { items: [{ id: string }] }).items
    const until = '2999-01-01T00:00:00Z'
    expect(await json('members', 'assign', 'ada', id, '--until', until, ...memory)).toMatchObject({
      tier: { name: 'Jade' },
    })
    expect(await json('members', 'assign', 'ada', '--base', ...memory)).toMatchObject({ tier: null })
  })

  it.each([[[]], [['tier_gold', '--base']]])('refuses %j with 2', async (args) => {
    const { code, stdout, stderr } = await run(['members', 'assign', 'la_1', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('--base')
    expect(emulatorOf('vinr').requests()).toEqual([])
  })
})

describe('rungs migrate', () => {
  const move = ['migrate', '--from', 'memory', '--to', 'vinr']

  it('shows what would become of everything, and writes nothing', async () => {
    const { code, stdout, stderr } = await run(move)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Jade +create$/m)
    expect(stdout).toMatch(/^Gold +update$/m)
    expect(stdout).toMatch(/^tiers\[1\]\.color +A VINR tier has no colour/m)
    expect(stdout).toContain('Nothing was written.')
    expect(await json(...move)).toMatchObject({ written: false, to: 'vinr', losses: expect.any(Array) })
    expect(writes('vinr')).toBe(0)
  })

  it('writes nothing with --yes alone where anything would be lost, and names it', async () => {
    const { code, stdout, stderr } = await run([...move, '--yes', '--json'])
    expect([code, stdout]).toEqual([1, ''])
    expect(document(stderr)).toMatchObject({
      code: 'unsupported',
      issues: expect.arrayContaining([expect.objectContaining({ path: 'tiers[1].color' })]),
      advice: expect.stringContaining('--on-loss report'),
    })
    expect(writes('vinr')).toBe(0)
  })

  it('writes with --yes and --on-loss report, and can be repeated', async () => {
    const done = await json(...move, '--yes', '--on-loss', 'report')
    expect(done).toMatchObject({ written: true, tiers: [{ outcome: 'created' }, { outcome: 'updated' }] })
    const again = await json(...move, '--yes', '--on-loss', 'report')
    expect(again).toMatchObject({ tiers: [{ outcome: 'updated' }, { outcome: 'updated' }] })
    expect(await json('tiers', 'get', 'tier_gold')).toMatchObject({ rule: { value: '9000' } })
  })

  it.each([
    ['yes', 'created', 2],
    ['no', 'Nothing was written', 0],
    ['', 'Nothing was written', 0],
  ])('on a terminal takes "%s" for an answer', async (answer, said, written) => {
    const { code, stdout, stderr } = await run(move, { answers: [answer], columns: 100 })
    expect(code).toBe(0)
    expect(stderr).toMatch(/Write it to vinr, without the \d+ above\?/)
    expect(stdout).toContain(said)
    expect(writes('vinr')).toBe(written)
  })

  it('does not ask where --on-loss reject forbids what would be lost', async () => {
    const { stdout, stderr } = await run([...move, '--on-loss', 'reject'], { answers: ['yes'] })
    expect(stderr).toBe('')
    expect(stdout).toContain('Nothing was written.')
    expect(writes('vinr')).toBe(0)
  })

  it('needs both ends, of the config', async () => {
    expect((await run(['migrate', '--from', 'memory'])).code).toBe(2)
    const { code, stderr } = await run(['migrate', '--from', 'memory', '--to', 'acme'])
    expect(code).toBe(2)
    expect(stderr).toContain("'acme'")
  })
})

describe('rungs emulate', () => {
  it('plans failures and sets switches before it says that it is ready', async () => {
    const behaviour = ['--fault', 'status,status=503', '--switch', 'create_status=201']
    const child = start(['emulate', 'vinr', ...behaviour, '--json'])
    try {
      const { vinr } = document(await firstLine(child)) as { vinr: { url: string; headers: HeadersInit } }
      const asked = (path: string): Promise<Response> => fetch(`${vinr.url}${path}`, vinr)
      expect((await asked('/v1/tiers')).status).toBe(503)
      expect((await asked('/v1/tiers')).status).toBe(200)
      expect(await (await asked('/__rungs/state')).json()).toMatchObject({
        switches: { create_status: 201 },
      })
    } finally {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  })

  const emulated = (...args: string[]): Promise<Run> => run(['emulate', ...args, '--json'])

  it.each([
    [['vinr', '--switch', 'surely=true'], 'surely: unknown switch'],
    [['vinr', '--switch', 'surely'], 'name=value'],
    [['vinr', 'wix', '--switch', 'surely=true'], 'vendor.name=value'],
    [['vinr', '--switch', 'scrip.surely=true'], "'scrip'"],
    [['vinr', '--fault', 'flood'], 'lost_reply'],
    [['vinr', '--fault', 'status,503'], 'name=value'],
    [['vinr', '--fault', 'status,status=99'], 'status'],
  ])('refuses %j with 2, and says what there is', async (args, said) => {
    const { code, stdout, stderr } = await emulated(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(document(stderr)).toMatchObject({ message: expect.stringContaining(said) })
  })
})
