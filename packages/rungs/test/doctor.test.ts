import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulate, type RunningEmulators } from '@rungs/emulators'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breakageOf } from '../src/doctor/connection.js'
import { nodeCheck, versionsCheck } from '../src/doctor/installation.js'
import { document, project, type Run, rungs, vinrConfig } from './support/cli.js'
import { runHere } from './support/io.js'

/** Contains `invalid`, which the emulator refuses as a wrong key. */
const canary = 'sk_live_invalid_cAnArY0123456789'
const good = { VINR_SECRET_KEY: 'sk_live_cAnArY0123456789' }

let backend: RunningEmulators
let address: string
const cleanUps: (() => unknown)[] = []

beforeAll(async () => {
  backend = await emulate({ vendors: ['vinr'] })
  address = backend.ready.vinr?.url ?? ''
})

afterEach(async () => {
  backend.emulators[0]?.reset()
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()))
})

afterAll(() => backend.close())

async function directory(files: Record<string, string>): Promise<string> {
  const made = await project(files)
  cleanUps.push(made.remove)
  return made.dir
}

interface Found {
  check: string
  status: string
  found: string
  advice?: string
}

interface Told {
  ok: boolean
  checks: Found[]
  notChecked: string[]
}

function told({ stdout }: Run): Told {
  return document(stdout) as Told
}

function statuses({ checks }: Told): string {
  return checks.map(({ check, status }) => `${check} ${status}`).join(', ')
}

/** A server whose every reply is an empty list of VINR, with these headers. */
async function server(headers: Record<string, string>): Promise<string> {
  const made: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    response.end('{"object":"list","data":[],"has_more":false}')
  })
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  cleanUps.push(() => made.close())
  const at = made.address()
  return `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
}

describe('rungs doctor where nothing is wrong', () => {
  it('says of everything that it is well, after one read', async () => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    const run = await runHere(['doctor', '--json'], { cwd, env: good })
    const all = 'node ok, versions ok, config ok, adapter ok, settings ok, host ok, credentials ok, clock ok'
    expect([run.code, run.stderr, statuses(told(run))]).toEqual([0, '', all])
    expect(told(run)).toMatchObject({ ok: true, notChecked: [] })
    const found = (name: string) => told(run).checks.find(({ check }) => check === name)?.found
    expect(found('config')).toContain(join(cwd, 'rungs.config.yaml'))
    expect(found('host')).toContain(address)
    expect(backend.emulators[0]?.requests()).toHaveLength(1)
    expect(run.stdout).not.toMatch(/canary/i)
  })

  it('needs neither a config nor a host for an adapter that has none', async () => {
    const run = await runHere(['doctor', '--provider', 'memory', '--json'], { cwd: tmpdir() })
    expect([run.code, told(run).ok, told(run).notChecked]).toEqual([0, true, ['clock']])
    expect(run.stdout).toContain('nothing was sent')
  })

  it('prints a line for each, with colours on a terminal only', async () => {
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    const plain = await rungs(['doctor'], { cwd, env: good })
    expect([plain.code, plain.stderr]).toEqual([0, ''])
    expect(plain.stdout).toMatch(/^ok {4}node {9}Node \d+/)
    expect(plain.stdout.match(/^ok /gm)).toHaveLength(8)
    const seen = await runHere(['doctor'], { cwd, env: good, columns: 100 })
    expect(seen.stdout.startsWith(`${String.fromCharCode(27)}[32mok`)).toBe(true)
  })

  it.each(['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'])(
    'names the config that ends in .%s',
    async (ending) => {
      const config = { providers: { memory: { adapter: 'memory' } } }
      const text = JSON.stringify(config)
      const name = `rungs.config.${ending}`
      const cwd = await directory({ [name]: /[tj]s$/.test(ending) ? `export default ${text}` : text })
      const run = await runHere(['doctor', '--json'], { cwd })
      expect(run.code).toBe(0)
      expect(told(run).checks).toContainEqual({
        check: 'config',
        status: 'ok',
        found: expect.stringContaining(join(cwd, name)),
      })
    },
  )
})

interface Case {
  what: string
  /** `ADDRESS` stands for the emulator's, `SECURE` for the same with https. Absent: there is none. */
  config?: string
  args?: string[]
  env?: Record<string, string>
  status?: number
  fault?: 'html' | 'hang' | 'reset'
  exit?: number
  /** The only check that fails. */
  fails: string
  /** What it has to name: the place, the cause and the fix. */
  names: (string | RegExp)[]
}

const wrong: Case[] = [
  { what: 'no config', fails: 'config', names: ['rungs.config', 'rungs init', '--provider'] },
  {
    what: 'an unknown provider',
    config: 'providers:\n  memory: { adapter: memory }\n',
    args: ['--provider', 'acme'],
    fails: 'config',
    names: ['rungs.config.yaml', "'acme'", 'memory'],
  },
  {
    what: 'a config that is no YAML',
    config: `providers: { apiKey: ${canary}`,
    fails: 'config',
    names: ['rungs.config.yaml', 'line'],
  },
  {
    what: 'a misspelt key',
    config: `providers:\n  shop: { adaptor: vinr, options: { apiKey: ${canary} } }\n`,
    fails: 'config',
    names: ['rungs.config.yaml', 'providers.shop.adaptor', 'unknown key', 'Mend'],
  },
  {
    what: 'an adapter without a name',
    config: 'providers:\n  shop: { adapter: "" }\n',
    fails: 'config',
    names: ['rungs.config.yaml', 'providers.shop.adapter'],
  },
  {
    what: 'an adapter that is not installed',
    config: 'providers:\n  shop: { adapter: "@acme/loyalty" }\n',
    fails: 'adapter',
    names: ['rungs.config.yaml', 'providers.shop.adapter', '@acme/loyalty', 'Install'],
  },
  {
    what: 'a package that is no adapter',
    config: 'providers:\n  shop: { adapter: "@rungs/model" }\n',
    fails: 'adapter',
    names: ['providers.shop.adapter', '@rungs/model', 'no adapter'],
  },
  {
    what: 'an adapter of another specification version',
    config: 'providers:\n  shop: { adapter: "./v2.mjs" }\n',
    fails: 'adapter',
    names: ['v2', 'v1'],
  },
  {
    what: 'a missing secret',
    config: vinrConfig('ADDRESS'),
    fails: 'settings',
    names: ['rungs.config.yaml', 'providers.shop.options.apiKey', 'VINR_SECRET_KEY', 'Set'],
  },
  {
    what: 'a misspelt setting',
    config: `providers:\n  shop: { adapter: vinr, options: { apikey: ${canary} } }\n`,
    fails: 'settings',
    names: ['rungs.config.yaml', 'providers.shop.options.apikey', 'apiKey'],
  },
  {
    what: 'a host that cannot be reached',
    config: vinrConfig('http://127.0.0.1:59'),
    env: good,
    fails: 'host',
    names: ['http://127.0.0.1:59', 'connection', 'baseUrl'],
  },
  {
    what: 'a host that hangs up',
    config: vinrConfig('ADDRESS'),
    env: good,
    fault: 'reset',
    fails: 'host',
    names: ['ADDRESS', 'connection'],
  },
  {
    what: 'https to a host that speaks http',
    config: vinrConfig('SECURE'),
    env: good,
    fails: 'host',
    names: ['TLS', 'https or http'],
  },
  {
    what: 'a host that does not answer',
    config: vinrConfig('ADDRESS'),
    args: ['--timeout', '300'],
    env: good,
    fault: 'hang',
    exit: 1,
    fails: 'host',
    names: ['ADDRESS', '--timeout'],
  },
  {
    what: 'a web page in place of the API',
    config: vinrConfig('ADDRESS'),
    env: good,
    fault: 'html',
    fails: 'host',
    names: ['ADDRESS', 'baseUrl'],
  },
  {
    what: 'a host that is out of order',
    config: vinrConfig('ADDRESS'),
    env: good,
    status: 503,
    exit: 1,
    fails: 'host',
    names: ['ADDRESS', '503', 'later'],
  },
  {
    what: 'a wrong key',
    config: vinrConfig('ADDRESS'),
    env: { VINR_SECRET_KEY: canary },
    fails: 'credentials',
    names: ['authentication', '401', 'Check the key'],
  },
  {
    what: 'a key that may not',
    config: vinrConfig('ADDRESS'),
    env: good,
    status: 403,
    fails: 'credentials',
    names: ['permission', '403', 'Use a key that may'],
  },
]

const order = ['node', 'versions', 'config', 'adapter', 'settings', 'host', 'credentials']

describe('rungs doctor names the place, the cause and the fix of', () => {
  it.each(wrong)('$what', async ({ config, args = [], env = {}, status, fault, exit = 2, fails, names }) => {
    const v2 =
      "export default () => ({ name: 'v2', specificationVersion: 'v2', operations: {}, capabilities: {} })"
    const here = config?.replace('SECURE', address.replace('http:', 'https:')).replace('ADDRESS', address)
    const cwd = await directory({ 'v2.mjs': v2, ...(here && { 'rungs.config.yaml': here }) })
    if (status !== undefined) backend.emulators[0]?.setFaults([{ kind: 'status', status, times: 9 }])
    if (fault !== undefined) backend.emulators[0]?.setFaults([{ kind: fault, times: 9 }])
    const run = await runHere(['doctor', '--json', ...args], { cwd, env })
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: exit, stderr: '' })
    const { ok, checks, notChecked } = told(run)
    const failed = checks.filter((item) => item.status === 'fail')
    expect([ok, failed.map(({ check }) => check)]).toEqual([false, [fails]])
    for (const name of order.slice(order.indexOf(fails) + 1)) expect(notChecked).toContain(name)
    const text = `${failed[0]?.found} ${failed[0]?.advice}`
    for (const name of names)
      expect(text).toMatch(typeof name === 'string' ? literally(name.replace('ADDRESS', address)) : name)
    const people = await runHere(['doctor', ...args], { cwd, env })
    expect(people.stdout.match(/^fail /gm)).toHaveLength(1)
    expect(people.stdout.match(/to do: /g)?.length).toBeGreaterThan(0)
    expect(run.stdout + people.stdout + people.stderr).not.toMatch(/canary/i)
  })
})

describe('rungs doctor warns of', () => {
  it.each([
    [-600_000, /this clock is (59|60)\d s ahead/],
    [600_000, /this clock is (59|60)\d s behind/],
  ])('a clock that differs by %i ms', async (skew, said) => {
    const date = new Date(Date.now() + skew).toUTCString()
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(await server({ date })) })
    const run = await runHere(['doctor', '--json'], { cwd, env: good })
    expect(run.code).toBe(0)
    const clock = told(run).checks.find(({ check }) => check === 'clock')
    expect(clock).toMatchObject({
      status: 'warn',
      found: expect.stringMatching(said),
      advice: expect.any(String),
    })
  })

  it('nothing where the reply came out of a cache', async () => {
    const url = await server({ date: 'Thu, 01 Jan 2026 00:00:00 GMT', age: '9' })
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(url) })
    const run = await runHere(['doctor', '--json'], { cwd, env: good })
    expect(told(run).notChecked).toEqual(['clock'])
  })

  it('a second config that is not read', async () => {
    const memory = 'providers: { memory: { adapter: memory } }'
    const cwd = await directory({
      'rungs.config.yaml': memory,
      'rungs.config.json': '{"providers":{"memory":{"adapter":"memory"}}}',
    })
    const run = await runHere(['doctor', '--json'], { cwd })
    expect(told(run).checks).toContainEqual(
      expect.objectContaining({
        check: 'config',
        status: 'warn',
        found: expect.stringMatching(/config\.json.*config\.yaml is not read/),
      }),
    )
  })

  it('too many requests', async () => {
    backend.emulators[0]?.setFaults([
      { kind: 'status', status: 429, times: 9, headers: { 'retry-after': '7' } },
    ])
    const cwd = await directory({ 'rungs.config.yaml': vinrConfig(address) })
    const run = await runHere(['doctor', '--json'], { cwd, env: good })
    expect([run.code, statuses(told(run))]).toEqual([0, expect.stringContaining('host ok, credentials warn')])
    expect(run.stdout).toContain('7 s')
  })
})

describe('the installation', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['20.20.2', 'ok'],
    ['22.0.0', 'ok'],
    ['20.18.9', 'fail'],
    ['18.20.0', 'fail'],
    ['9.99.9', 'fail'],
  ])('of Node %s is %s', (version, status) => {
    expect(nodeCheck(version, '>=20.19')).toMatchObject({ status, found: expect.stringContaining(version) })
  })

  it('of packages that were not released together is named, with the command that mends it', () => {
    const same = { name: '@rungs/client', version: '1.2.0', dir: '/a' }
    expect(versionsCheck([same], '1.2.0')).toMatchObject({ status: 'ok' })
    const other = { name: '@rungs/vinr', version: '1.1.0', dir: '/b' }
    expect(versionsCheck([same, other], '1.2.0')).toMatchObject({
      status: 'warn',
      found: 'rungs is 1.2.0, but @rungs/vinr 1.1.0 (/b)',
      advice: expect.stringContaining('npm install @rungs/vinr@1.2.0'),
    })
  })
})

/** Node's codes, as its documentation of errors, DNS and TLS names them. */
describe('a connection that did not come about because of', () => {
  it.each([
    ['ENOTFOUND', 'DNS'],
    ['EAI_AGAIN', 'DNS'],
    ['ECONNREFUSED', 'connection'],
    ['ECONNRESET', 'connection'],
    ['ETIMEDOUT', 'connection'],
    ['EHOSTUNREACH', 'connection'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connection'],
    ['CERT_HAS_EXPIRED', 'TLS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS'],
  ])('%s is told as %s', (code, word) => {
    const inner = Object.assign(new Error(code), { code })
    const error = new Error('outer', { cause: new TypeError('fetch failed', { cause: inner }) })
    expect(breakageOf(error).what).toMatch(new RegExp(`^${word}: `))
  })
})

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
