import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { document, project, rungs } from './support/cli.js'
import { runHere } from './support/io.js'

const commands = [
  [],
  ['init'],
  ['doctor'],
  ['emulate'],
  ['tiers'],
  ['tiers', 'list'],
  ['tiers', 'get'],
  ['tiers', 'create'],
  ['tiers', 'update'],
  ['tiers', 'delete'],
  ['ladder'],
  ['ladder', 'get'],
  ['ladder', 'update'],
  ['workflow'],
  ['workflow', 'submit'],
  ['workflow', 'approve'],
  ['workflow', 'reject'],
  ['workflow', 'publish'],
  ['members'],
  ['members', 'standing'],
  ['members', 'explain'],
  ['members', 'history'],
  ['members', 'enroll'],
  ['members', 'assign'],
  ['members', 'record'],
  ['migrate'],
  ['capabilities'],
  ['completion'],
  ['adapter'],
  ['adapter', 'new'],
]

const esc = String.fromCharCode(27)
const ladder = `
providers:
  memory:
    adapter: memory
    options:
      ladder:
        name: Rewards
        tiers:
          - { name: Silver, threshold: 1000, benefits: [Priority support] }
          - { name: Gold, threshold: 5000, benefits: ["${'\\e'}[31mred"] }
      seed:
        members:
          - { id: ada, activity: [{ at: '2026-01-01T00:00:00Z', type: earn, points: 1500 }] }
`

describe('--help', () => {
  it.each(commands.map((line) => [line]))(
    'of %j shows examples and the options of every command',
    async (line) => {
      const { code, stdout, stderr } = await runHere([...line, '--help'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain(`Examples:\n  $ rungs ${line.join(' ')}`)
      for (const option of ['--provider', '--cwd', '--json']) expect(stdout).toContain(option)
    },
  )

  it.each(commands.flatMap((line) => [40, 80].map((columns) => [line, columns] as const)))(
    'of %j wraps what it describes to %i columns',
    async (line, columns) => {
      const { stdout } = await runHere([...line, '--help'], { columns })
      const described = stdout.slice(stdout.indexOf('Options:'), stdout.indexOf('Examples:'))
      const long = described.split('\n').filter((text) => text.length > columns && / {4}/.test(text))
      expect(long).toEqual([])
    },
  )

  it('says that memory keeps nothing, and what the exit codes mean', async () => {
    const { stdout } = await runHere(['--help'])
    expect(stdout).toContain('Memory keeps nothing')
    expect(stdout).toMatch(/Exit codes: 0 .+ 1 .+ 2 /)
  })
})

describe('--version', () => {
  it('is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(await rungs(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('without a config', () => {
  it('an adapter that came with the command is found from anywhere', async () => {
    const { code, stdout } = await rungs(['capabilities', '--provider', 'memory', '--json'], {
      cwd: tmpdir(),
    })
    expect(code).toBe(0)
    expect(document(stdout)).toMatchObject({ provider: 'memory' })
    const byEnvironment = await rungs(['ladder', 'get', '--json'], {
      cwd: tmpdir(),
      env: { RUNGS_USE: 'memory' },
    })
    expect(document(byEnvironment.stdout)).toMatchObject({ tiers: [] })
  })

  it.each([
    ['wix', { WIX_API_KEY: 'IST.key', WIX_SITE_ID: 'site' }],
    ['capillary', { CAPILLARY_USERNAME: 'till', CAPILLARY_PASSWORD: 'word', CAPILLARY_PROGRAM_ID: '973' }],
    [
      'scrip',
      {
        SCRIP_API_KEY: 'sk_1',
        SCRIP_PROGRAM_ID: '550e8400-e29b-41d4-a716-446655440001',
        SCRIP_LADDER: 'status',
      },
    ],
  ])('so is %s, which takes its settings from the environment', async (provider, env) => {
    const args = ['capabilities', '--provider', provider, '--json']
    const { code, stdout } = await rungs(args, { cwd: tmpdir(), env })
    expect([code, document(stdout)]).toMatchObject([0, { provider }])
    const { stderr } = await rungs(['tiers', 'list', '--provider', provider], { cwd: tmpdir(), env: {} })
    expect(stderr).toContain(Object.keys(env)[0])
  })

  it('what a provider can do is told before it is set up, by its default settings', async () => {
    const args = ['capabilities', '--provider', 'wix']
    const shown = await runHere(args, { cwd: tmpdir(), env: {} })
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/^tiers\.create +native /m) })
    expect(shown.stderr).toMatch(/^note: with the default settings.+WIX_API_KEY/s)
    const { stdout, stderr } = await runHere([...args, '--json'], { cwd: tmpdir(), env: {} })
    expect(document(stdout)).toMatchObject({ provider: 'wix', settings: 'default' })
    expect(stderr).toBe('')
  })

  it('what all providers can do stands side by side, without any account', async () => {
    const { code, stdout, stderr } = await runHere(['capabilities'], { cwd: tmpdir(), env: {} })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^capability +memory +wix +capillary +vinr +scrip\n/)
    expect(stdout).toMatch(/^tiers\.delete +native +native +native +native +no\n/m)
    expect(stdout).toMatch(/^ladder\.get +native +native +emulated +emulated +native\n/m)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(80)
    const all = document((await runHere(['capabilities', '--json'], { cwd: tmpdir(), env: {} })).stdout)
    expect(all).toMatchObject([{ provider: 'memory' }, { provider: 'wix' }, {}, {}, { provider: 'scrip' }])
  })

  it('and of one whose config is wrong nothing is told but that', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'rungs-'))
    await writeFile(join(cwd, 'rungs.config.yaml'), 'providers: { shop: { adapter: wix } }\n')
    const { code, stdout, stderr } = await runHere(['capabilities'], { cwd, env: {} })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('WIX_API_KEY')
    const all = await runHere(['capabilities', '--all'], { cwd, env: {} })
    expect([all.code, all.stdout]).toEqual([0, expect.stringContaining('capillary')])
    expect((await runHere(['capabilities', '--all', '--provider', 'wix'], { cwd })).code).toBe(2)
  })

  it('--provider wins over RUNGS_USE', async () => {
    const env = { RUNGS_USE: 'vinr' }
    const { stdout } = await rungs(['capabilities', '--provider', 'memory', '--json'], { cwd: tmpdir(), env })
    expect(document(stdout)).toMatchObject({ provider: 'memory' })
  })
})

describe('with a config', () => {
  it('in a project without adapters of its own, those of the command serve', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'rungs-'))
    await writeFile(join(cwd, 'rungs.config.yaml'), ladder)
    const { code, stdout } = await rungs(['members', 'standing', 'ada', '--json'], { cwd })
    expect(code).toBe(0)
    expect(document(stdout)).toMatchObject({ tier: { name: 'Silver' } })
    await rm(cwd, { recursive: true })
  })

  it('--provider wins over RUNGS_USE, which wins over use', async () => {
    const config =
      'use: a\nproviders:\n  a: { adapter: memory, options: { ladder: { name: A, tiers: [] } } }\n'
    const { dir, remove } = await project({
      'rungs.config.yaml': `${config}${config.split('\n')[2]?.replaceAll(/\ba:|A/g, (found) => (found === 'A' ? 'B' : 'b:'))}\n`,
    })
    const nameOf = async (args: string[], env: Record<string, string>): Promise<unknown> => {
      const { stdout } = await runHere(['ladder', 'get', '--json', ...args], { cwd: dir, env })
      return (document(stdout) as { name: string }).name
    }
    expect(await nameOf([], {})).toBe('A')
    expect(await nameOf([], { RUNGS_USE: 'b' })).toBe('B')
    expect(await nameOf(['--provider', 'a'], { RUNGS_USE: 'b' })).toBe('A')
    expect(await nameOf(['--cwd', '.'], {})).toBe('A')
    await remove()
  })

  it('--cwd says where the search begins', async () => {
    const { dir, remove } = await project({ 'rungs.config.yaml': ladder })
    const { code } = await runHere(['ladder', 'get', '--cwd', dir], { cwd: tmpdir() })
    expect(code).toBe(0)
    await remove()
  })
})

describe('for people', () => {
  const see = async (args: string[], options: { columns?: number; env?: Record<string, string> }) => {
    const { dir, remove } = await project({ 'rungs.config.yaml': ladder })
    const run = await runHere(args, { cwd: dir, ...options })
    await remove()
    return run
  }

  it('draws boxes and colours on a terminal only', async () => {
    const onTerminal = await see(['ladder', 'get'], { columns: 100 })
    expect(onTerminal.stdout).toContain('┃')
    expect(onTerminal.stdout).toContain(`${esc}[1m`)
    const inPipe = await see(['ladder', 'get'], {})
    expect(inPipe.stdout).toContain('| Gold')
    expect(inPipe.stdout).not.toContain(esc)
  })

  it('honours NO_COLOR, TERM=dumb and --ascii', async () => {
    const noColor = await see(['ladder', 'get'], { columns: 100, env: { NO_COLOR: '1' } })
    expect(noColor.stdout).toContain('┃')
    expect(noColor.stdout).not.toContain(esc)
    const dumb = await see(['ladder', 'get'], { columns: 100, env: { TERM: 'dumb' } })
    expect(dumb.stdout).toContain('| Gold')
    expect(dumb.stdout).not.toContain(esc)
    expect((await see(['ladder', 'get', '--ascii'], { columns: 100 })).stdout).not.toContain('┃')
  })

  it('never prints a control character that a backend sent', async () => {
    for (const line of [
      ['tiers', 'list'],
      ['ladder', 'get'],
    ])
      expect((await see(line, {})).stdout).toContain('\u{FFFD}[31mred')
  })

  it('shows how far the next tier is', async () => {
    const { stdout } = await see(['members', 'standing', 'ada'], {})
    expect(stdout).toMatch(/^member {2}ada\ntier {4}Silver\n/)
    expect(stdout).toContain('Gold, 3,500 to go')
  })

  it('notes on stderr that memory keeps nothing, but not to programs', async () => {
    expect((await see(['tiers', 'list'], {})).stderr).toContain('keeps nothing')
    expect((await see(['tiers', 'list', '--json'], {})).stderr).toBe('')
  })
})
