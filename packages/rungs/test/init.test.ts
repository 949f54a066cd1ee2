import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulate } from '@rungs/emulators'
import { afterEach, describe, expect, it } from 'vitest'
import { writeConfig } from '../src/scaffold/write-config.js'
import { document, project, rungs } from './support/cli.js'
import { runHere } from './support/io.js'

const cleanUps: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()))
})

async function folder(files: Record<string, string> = {}): Promise<string> {
  const made = await project(files)
  cleanUps.push(made.remove)
  return made.dir
}

/** What every adapter reads when its settings name nothing else; see the table of settings in the README. */
const variables: Record<string, Record<string, string>> = {
  memory: {},
  capillary: { CAPILLARY_USERNAME: 'till', CAPILLARY_PASSWORD: 'word', CAPILLARY_PROGRAM_ID: '973' },
  scrip: {
    SCRIP_API_KEY: 'sk_1',
    SCRIP_PROGRAM_ID: '550e8400-e29b-41d4-a716-446655440001',
    SCRIP_LADDER: 'status',
  },
  vinr: { VINR_SECRET_KEY: 'sk_live_1' },
  wix: { WIX_API_KEY: 'IST.key', WIX_SITE_ID: 'site' },
}
const formats = ['ts', 'yaml', 'json']

describe.each(Object.keys(variables))('rungs init --provider %s', (provider) => {
  it.each(formats)(
    '--format %s writes a config that loads with the variables that it names',
    async (format) => {
      const cwd = await folder()
      const made = await runHere(['init', '--provider', provider, '--format', format, '--json'], { cwd })
      const file = join(cwd, `rungs.config.${format}`)
      const env = variables[provider] ?? {}
      expect([made.code, made.stderr]).toEqual([0, ''])
      expect(document(made.stdout)).toEqual({ file, provider, format, variables: Object.keys(env) })
      expect(await readdir(cwd)).toEqual([`rungs.config.${format}`])
      const { code, stdout } = await rungs(['capabilities', '--json'], { cwd, env })
      expect([code, document(stdout)]).toMatchObject([0, { provider }])
    },
  )
})

describe('rungs init', () => {
  it('writes YAML where nothing else is said, and says what comes next', async () => {
    const cwd = await folder()
    const { code, stdout, stderr } = await runHere(['init', '--provider', 'wix'], { cwd })
    expect([code, stderr]).toEqual([0, ''])
    for (const said of [
      join(cwd, 'rungs.config.yaml'),
      'export WIX_API_KEY=',
      'export WIX_SITE_ID=',
      'rungs doctor',
    ])
      expect(stdout).toContain(said)
    expect(await readFile(join(cwd, 'rungs.config.yaml'), 'utf8')).toContain('env: WIX_API_KEY')
  })

  it('leads to a ladder on an emulator', async () => {
    const backend = await emulate({ vendors: ['vinr'] })
    cleanUps.push(() => backend.close())
    const options = { cwd: await folder(), env: variables.vinr ?? {} }
    const url = backend.ready.vinr?.url ?? ''
    expect((await runHere(['init', '--provider', 'vinr', '--base-url', url], options)).code).toBe(0)
    expect((await runHere(['doctor'], options)).code).toBe(0)
    expect((await runHere(['ladder', 'get'], options)).stdout).toContain('Gold')
  })

  it('of memory leads to a ladder without anything else', async () => {
    const cwd = await folder()
    expect((await runHere(['init', '--provider', 'memory'], { cwd })).stdout).not.toContain('export')
    expect((await runHere(['ladder', 'get'], { cwd })).stdout).toContain('Gold')
  })

  it('writes where --cwd says', async () => {
    const dir = await folder()
    expect((await runHere(['init', '--provider', 'vinr', '--cwd', dir], { cwd: tmpdir() })).code).toBe(0)
    expect(await readdir(dir)).toEqual(['rungs.config.yaml'])
  })
})

describe('from nothing to a backend that answers', () => {
  const program = '550e8400-e29b-41d4-a716-446655440001'
  it.each([
    // Of a password only its digest is sent, which no emulator can tell from a wrong one.
    ['capillary', 'CAPILLARY_USERNAME', {}],
    ['scrip', 'SCRIP_API_KEY', { SCRIP_LADDER: 'member_rewards', SCRIP_PROGRAM_ID: program }],
    ['vinr', 'VINR_SECRET_KEY', {}],
    ['wix', 'WIX_API_KEY', {}],
  ] as const)(
    '%s: doctor accepts what init wrote, and tells a refused key',
    async (vendor, secret, settings) => {
      const backend = await emulate({ vendors: [vendor] })
      cleanUps.push(() => backend.close())
      const cwd = await folder()
      const url = backend.ready[vendor]?.url ?? ''
      await runHere(['init', '--provider', vendor, '--base-url', url], { cwd })
      const env = { ...variables[vendor], ...settings }
      expect(await rungs(['doctor'], { cwd, env })).toMatchObject({ code: 0, stderr: '' })
      const refused = await rungs(['doctor'], { cwd, env: { ...env, [secret]: 'invalid' } })
      expect([refused.code, refused.stdout]).toEqual([
        2,
        expect.stringMatching(/^fail {2}credentials {2}authentication/m),
      ])
    },
  )
})

describe('rungs init on a terminal', () => {
  it('asks for what is not given, again where the answer is none', async () => {
    const cwd = await folder()
    const { code, stderr } = await runHere(['init'], { cwd, answers: ['', 'acme', ' vinr ', 'toml', 'json'] })
    expect(code).toBe(0)
    expect(stderr.match(/Provider \(memory, capillary, scrip, vinr, wix\): /g)).toHaveLength(3)
    expect(stderr.match(/Format \(ts, yaml, json\) \[yaml\]: /g)).toHaveLength(2)
    expect(JSON.parse(await readFile(join(cwd, 'rungs.config.json'), 'utf8'))).toMatchObject({ use: 'vinr' })
  })

  it('takes YAML when the format is left empty', async () => {
    const cwd = await folder()
    await runHere(['init'], { cwd, answers: ['memory', ''] })
    expect(await readdir(cwd)).toEqual(['rungs.config.yaml'])
  })

  it('asks nothing that a flag gives, and nothing with --json', async () => {
    const flags = ['init', '--provider', 'vinr', '--format', 'yaml']
    expect(await runHere(flags, { cwd: await folder(), answers: [] })).toMatchObject({ code: 0, stderr: '' })
    const json = await runHere(['init', '--json'], { cwd: await folder(), answers: ['vinr', ''] })
    expect([json.code, document(json.stderr)]).toMatchObject([2, { code: 'usage' }])
  })

  it('writes nothing when the input ends', async () => {
    const cwd = await folder()
    const { code, stdout, stderr } = await runHere(['init'], { cwd, answers: ['vinr'] })
    expect([code, stdout, await readdir(cwd)]).toEqual([2, '', []])
    expect(stderr).toContain('Nothing was written')
  })
})

describe('rungs init writes nothing', () => {
  it.each([
    [['init'], ['--provider', 'vinr']],
    [
      ['init', '--provider', 'acme'],
      ['acme', 'vinr'],
    ],
    [
      ['init', '--provider', 'vinr', '--format', 'toml'],
      ['--format', 'yaml'],
    ],
    [
      ['init', '--provider', 'vinr', '--base-url', 'localhost'],
      ['--base-url', 'http'],
    ],
    [
      ['init', '--provider', 'vinr', '--base-url', 'ftp://a.example'],
      ['--base-url', 'http'],
    ],
    [
      ['init', '--provider', 'vinr', '--base-url', 'https://me:cAnArY@a.example'],
      ['--base-url', 'credentials'],
    ],
    [
      ['init', '--provider', 'memory', '--base-url', 'http://a.example'],
      ['memory', '--base-url'],
    ],
    [
      ['init', '--provider', 'vinr', '--cwd', 'nowhere'],
      ['nowhere', 'no folder'],
    ],
  ])('at %j, and says what is right', async (args, names) => {
    const cwd = await folder()
    const { code, stdout, stderr } = await runHere(args, { cwd })
    expect([code, stdout, await readdir(cwd)]).toEqual([2, '', []])
    for (const name of names) expect(stderr).toContain(name)
    expect(stderr).not.toMatch(/canary/i)
  })

  it.each(['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'])('where a rungs.config.%s is', async (ending) => {
    const name = `rungs.config.${ending}`
    const cwd = await folder({ [name]: 'mine' })
    const { code, stderr } = await runHere(['init', '--provider', 'vinr'], { cwd })
    expect([code, await readdir(cwd)]).toEqual([2, [name]])
    expect(stderr).toContain(join(cwd, name))
    expect(await readFile(join(cwd, name), 'utf8')).toBe('mine')
  })

  it('over a config of another name, also with --force, since one of the two would not be read', async () => {
    const cwd = await folder({ 'rungs.config.ts': 'mine' })
    const { code, stderr } = await runHere(['init', '--provider', 'vinr', '--force'], { cwd })
    expect([code, await readdir(cwd)]).toEqual([2, ['rungs.config.ts']])
    expect(stderr).toContain('remove it')
  })

  it('half: a folder in its place stays, and no part is left', async () => {
    const cwd = await folder()
    await mkdir(join(cwd, 'rungs.config.yaml'))
    await writeFile(join(cwd, 'rungs.config.yaml', 'mine'), '')
    const { code } = await runHere(['init', '--provider', 'vinr', '--force'], { cwd })
    expect([code !== 0, await readdir(cwd)]).toEqual([true, ['rungs.config.yaml']])
    expect(await readdir(join(cwd, 'rungs.config.yaml'))).toEqual(['mine'])
  })
})

describe('of several that write at once', () => {
  it('one does, and the others say that it was there', async () => {
    const cwd = await folder()
    const texts = Array.from({ length: 20 }, (_, index) => `mine ${index}`)
    const name = 'rungs.config.yaml'
    const done = await Promise.allSettled(texts.map((text) => writeConfig(cwd, name, text, false)))
    const winners = texts.filter((_, index) => done[index]?.status === 'fulfilled')
    expect([winners, await readdir(cwd)]).toEqual([[await readFile(join(cwd, name), 'utf8')], [name]])
    for (const one of done)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'usage', message: expect.stringContaining('there already') })
  })
})

describe('rungs init --force', () => {
  it('replaces the config of the same name', async () => {
    const cwd = await folder({ 'rungs.config.yaml': 'mine' })
    const { code } = await runHere(['init', '--provider', 'memory', '--force'], { cwd })
    expect([code, await readdir(cwd)]).toEqual([0, ['rungs.config.yaml']])
    expect(await readFile(join(cwd, 'rungs.config.yaml'), 'utf8')).toMatch(/^use: memory\n/)
  })
})
