import { emulate, type RunningEmulators } from '@rungs/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { document, project, type Run, rungs, vinrConfig } from './support/cli.js'
import { runHere } from './support/io.js'

/** Planted as the key of every call here; it contains `invalid`, which the emulator refuses as a wrong key. */
const canary = 'sk_live_invalid_cAnArY0123456789'

let backend: RunningEmulators
let address: string
const projects: { remove(): Promise<void> }[] = []

beforeAll(async () => {
  backend = await emulate({ vendors: ['vinr'] })
  address = backend.ready.vinr?.url ?? ''
})

afterEach(async () => {
  backend.emulators[0]?.reset()
  await Promise.all(projects.splice(0).map((item) => item.remove()))
})

afterAll(() => backend.close())

async function directory(files: Record<string, string>): Promise<string> {
  const made = await project(files)
  projects.push(made)
  return made.dir
}

const memoryOnly = 'providers:\n  memory: { adapter: memory }\n'

interface Case {
  what: string
  /** The config; `ADDRESS` stands for the emulator's. Absent: there is none. */
  config?: string
  args?: string[]
  env?: Record<string, string>
  /** What the message has to name: the place, the cause and the fix. */
  names: (string | RegExp)[]
}

const misconfigured: Case[] = [
  {
    what: 'an unknown provider',
    config: memoryOnly,
    args: ['--provider', 'acme'],
    names: ['rungs.config.yaml', "'acme'", 'memory'],
  },
  {
    what: 'an unknown provider in RUNGS_USE',
    config: memoryOnly,
    env: { RUNGS_USE: 'acme' },
    names: ['rungs.config.yaml', 'RUNGS_USE', "'acme'", 'memory'],
  },
  {
    what: 'no config and no provider',
    names: ['rungs.config', 'RUNGS_USE'],
  },
  {
    what: 'a missing secret',
    config: vinrConfig('ADDRESS'),
    names: ['rungs.config.yaml', 'providers.shop.options.apiKey', 'VINR_SECRET_KEY', 'Set it'],
  },
  {
    what: 'a missing secret without a config',
    args: ['--provider', 'vinr'],
    names: ['apiKey', 'VINR_SECRET_KEY'],
  },
  {
    what: 'a misspelt key',
    config: `provider:\n  shop: { adapter: vinr, options: { apiKey: ${canary} } }\n`,
    names: ['rungs.config.yaml', 'provider', 'unknown key'],
  },
  {
    what: 'a misspelt key of a provider',
    config: `providers:\n  shop: { adaptor: vinr, options: { apiKey: ${canary} } }\n`,
    names: ['rungs.config.yaml', 'providers.shop.adaptor', 'unknown key'],
  },
  {
    what: 'a misspelt setting of the adapter',
    config: `providers:\n  shop: { adapter: vinr, options: { apikey: ${canary} } }\n`,
    names: ['rungs.config.yaml', 'providers.shop.options.apikey', 'apiKey'],
  },
  {
    what: 'an adapter that is not installed',
    config: 'providers:\n  shop: { adapter: "@acme/loyalty" }\n',
    names: ['rungs.config.yaml', 'providers.shop.adapter', '@acme/loyalty', /install/i],
  },
  {
    what: 'a host that cannot be reached',
    config: vinrConfig('http://127.0.0.1:9'),
    env: { VINR_SECRET_KEY: canary },
    names: ['vinr', 'tiers.list', 'baseUrl'],
  },
  {
    what: 'a wrong key',
    config: vinrConfig('ADDRESS'),
    env: { VINR_SECRET_KEY: canary },
    names: ['vinr', 'tiers.list', '401', 'Check the key'],
  },
]

describe('what is wrong with the settings ends with 2 and one message', () => {
  it.each(misconfigured)('$what', async ({ config, args = [], env = {}, names }) => {
    const cwd = await directory(
      config === undefined ? {} : { 'rungs.config.yaml': config.replace('ADDRESS', address) },
    )
    const line = ['tiers', 'list', '--retries', '0', ...args]
    const people = await rungs(line, { cwd, env })
    expect({ code: people.code, stdout: people.stdout }).toEqual({ code: 2, stdout: '' })
    for (const name of names) expect(people.stderr).toMatch(typeof name === 'string' ? literally(name) : name)
    expect(people.stderr.match(/^error: /gm)).toHaveLength(1)
    const programs = await runHere([...line, '--json'], { cwd, env })
    expect({ code: programs.code, stdout: programs.stdout }).toEqual({ code: 2, stdout: '' })
    expect(document(programs.stderr)).toMatchObject({ message: expect.any(String), code: expect.any(String) })
    expectClean(people)
    expectClean(programs)
  })
})

describe('a config that cannot be read', () => {
  it.each([
    ['rungs.config.yaml', `providers:\n  shop: { adapter: vinr, options: { apiKey: ${canary} }\n`],
    ['rungs.config.yaml', `providers:\n  shop: { options: { apiKey: "${canary}\\q" } }\n`],
    ['rungs.config.json', `{"providers":{"shop":{"options":{"apiKey":"${canary}"}}},}`],
    ['rungs.config.json', `{"apiKey": ${canary}}`],
    ['rungs.config.js', `export default { apiKey: '${canary}' `],
    ['rungs.config.ts', `export default { apiKey: '${canary}' as }`],
  ])('%s is named, without the line with the key: %s', async (name, text) => {
    const cwd = await directory({ [name]: text })
    const run = await rungs(['tiers', 'list'], { cwd })
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' })
    expect(run.stderr).toContain(name)
    expectClean(run)
  })
})

describe('the exit code and the advice', () => {
  it.each([
    [401, 2, 'authentication', 'Check the key'],
    [403, 2, 'permission', 'key that may'],
    [404, 1, 'not_found', 'rungs tiers list'],
    [409, 1, 'conflict', 'revision'],
    [429, 1, 'rate_limited', 'Try again in 7 s'],
    [500, 1, 'unavailable', 'later'],
    [503, 1, 'unavailable', 'later'],
  ])('of a vendor that answers %i are %i and %s', async (status, exit, code, advice) => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    backend.emulators[0]?.setFaults([{ kind: 'status', status, times: 9, headers: { 'retry-after': '7' } }])
    const env = { VINR_SECRET_KEY: 'sk_live_cAnArY0123456789' }
    const run = await runHere(['tiers', 'get', 'tier_gold', '--json', '--retries', '0'], { cwd, env })
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: exit, stdout: '' })
    expect(document(run.stderr)).toMatchObject({ code, status, advice: expect.stringContaining(advice) })
    expectClean(run)
  })

  it.each([
    ['html', 'unexpected_response'],
    ['malformed', 'unexpected_response'],
    ['reset', 'network'],
    ['hang', 'timeout'],
  ] as const)('of a server that does %s are told as %s', async (kind, code) => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    backend.emulators[0]?.setFaults([{ kind, times: 9 }])
    const env = { VINR_SECRET_KEY: 'sk_live_cAnArY0123456789' }
    const flags = ['--json', '--retries', '0', '--timeout', '1000']
    const run = await runHere(['tiers', 'get', 'tier_gold', ...flags], { cwd, env })
    expect(run.code).toBe(kind === 'html' || kind === 'reset' ? 2 : 1)
    expect(document(run.stderr)).toMatchObject({ code, advice: expect.any(String) })
    expectClean(run)
  })

  it('of a write whose reply was lost say to look first', async () => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    backend.emulators[0]?.setFaults([{ kind: 'lost_reply', times: 9, method: 'DELETE' }])
    const env = { VINR_SECRET_KEY: 'sk_live_cAnArY0123456789' }
    const run = await runHere(['tiers', 'delete', 'tier_gold', '--retries', '0', '--json'], { cwd, env })
    expect(run.code).toBe(1)
    expect(document(run.stderr)).toMatchObject({
      code: 'outcome_unknown',
      advice: expect.stringContaining('rungs tiers list'),
    })
    expectClean(run)
  })
})

describe('--retries', () => {
  it.each([0, 1, 3])('%i makes at most that many requests more than one', async (retries) => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    backend.emulators[0]?.setFaults([
      { kind: 'status', status: 503, times: 9, headers: { 'retry-after': '0' } },
    ])
    const flags = ['--retries', String(retries), '--timeout', '15000']
    const { code } = await runHere(['tiers', 'list', ...flags], {
      cwd,
      env: { VINR_SECRET_KEY: 'sk_live_x' },
    })
    expect(code).toBe(1)
    expect(backend.emulators[0]?.requests()).toHaveLength(1 + retries)
  })
})

describe('usage errors', () => {
  it.each([
    [['tires'], 'tiers'],
    [['tiers'], 'list'],
    [['tiers', 'get'], 'id'],
    [['tiers', 'list', '--limit', '0'], '--limit'],
    [['tiers', 'list', '--limit', 'all'], '--limit'],
    [['tiers', 'list', '--page', '2'], '--page'],
    [['tiers', 'list', '--retries', '-1'], '--retries'],
    [['tiers', 'list', '--timeout', '0'], '--timeout'],
  ])('%j ends with 2 and says what is right', async (args, said) => {
    const { code, stdout, stderr } = await runHere(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
    const json = await runHere([...args, '--json'])
    expect(json.code).toBe(2)
    expect(document(json.stderr)).toMatchObject({ name: 'UsageError', code: 'usage' })
  })
})

describe('RUNGS_DEBUG', () => {
  it('adds the stack, without the key in it', async () => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    const env = { VINR_SECRET_KEY: canary, RUNGS_DEBUG: '1' }
    const run = await rungs(['tiers', 'list'], { cwd, env })
    expect(run.stderr).toMatch(/\n\s+at /)
    expectClean(run)
  })
})

/** No stack unless asked for is tested by the count of errors; here it is the planted key that must not be there. */
function expectClean({ stdout, stderr }: Run): void {
  expect(stdout + stderr).not.toMatch(/canary/i)
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
