import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { makeProvider } from '../src/config/adapter.js'
import { type AdapterFactory, type Config, loadClient } from '../src/index.js'
import { adapterSource, configurationErrorOf, installed, project } from './config-project.js'
import { fakeProvider } from './fake-provider.js'

const env = {}
const only = (adapter: string | AdapterFactory, options: Record<string, unknown> = {}): Config => ({
  providers: { shop: { adapter, options } },
})

describe('an adapter', () => {
  it.each([
    ['an import condition alone', { '.': { import: './index.js' } }],
    ['a default condition alone', { '.': { default: './index.js' } }],
    ['a bare target', './index.js'],
  ])('is found by its package name, with %s', async (_what, exports) => {
    const files = installed('@acme/tiers', adapterSource('acme'), Object(exports))
    const cwd = await project({ ...files, 'rungs.config.json': only('@acme/tiers', { a: 1 }) })
    const client = await loadClient({ cwd, env })
    expect([client.provider, client.native]).toEqual(['acme', { a: 1 }])
  })

  it('is found beside the config file, not beside the folder that one starts in', async () => {
    const cwd = await project({
      'rungs.config.json': only('acme'),
      ...installed('acme', adapterSource('of the config')),
      'app/package.json': {},
      ...Object.fromEntries(
        Object.entries(installed('acme', adapterSource('of the app'))).map(([name, file]) => [
          `app/${name}`,
          file,
        ]),
      ),
    })
    expect((await loadClient({ cwd: join(cwd, 'app'), env })).provider).toBe('of the config')
  })

  it('may be a file beside the config', async () => {
    const cwd = await project({
      'conf/rungs.config.json': only('./adapter.mjs'),
      'conf/adapter.mjs': adapterSource('local'),
    })
    expect((await loadClient({ cwd: join(cwd, 'conf'), env })).provider).toBe('local')
  })

  it('may be a function', async () => {
    const settings: unknown[] = []
    const factory: AdapterFactory = (given) => {
      settings.push(given)
      return fakeProvider({})
    }
    const cwd = await project({})
    const client = await loadClient({
      cwd,
      env: { KEY: 'k' },
      config: only(factory, { apiKey: { env: 'KEY' } }),
    })
    expect([client.provider, settings]).toEqual(['fake', [{ apiKey: 'k' }]])
  })

  it('may be imported by a config in TypeScript, as the same module', async () => {
    const config = `import adapter from 'acme'\nexport default { providers: { shop: { adapter: adapter as never } } }`
    const cwd = await project({ 'rungs.config.ts': config, ...installed('acme') })
    expect((await loadClient({ cwd, env })).provider).toBe('acme')
  })

  it('is the only one that is imported', async () => {
    const cwd = await project({
      ...installed('good'),
      ...installed('bad', `throw new Error('imported without need')\n${adapterSource('bad')}`),
    })
    const config = { providers: { a: { adapter: 'good' }, b: { adapter: 'bad' } } }
    expect((await loadClient({ cwd, env, config, use: 'a' })).provider).toBe('good')
    const { message } = await configurationErrorOf(loadClient({ cwd, env, config, use: 'b' }))
    expect(message).toContain(
      'providers.b.adapter: the package bad is installed but cannot be loaded: imported without need',
    )
  })

  it('of Rungs is found where this package is installed, if not beside the config', async () => {
    const [app, home] = [
      await project({}),
      await project(installed('@rungs/memory', adapterSource('from home'))),
    ]
    const resolved = { settings: {}, secrets: [] }
    const place = (beside: string) => ({
      where: 'x',
      path: 'providers.shop',
      beside: join(beside, 'rungs.config.js'),
    })
    const self = join(home, 'index.js')
    expect((await makeProvider('memory', resolved, place(app), self)).name).toBe('from home')
    const nearer = await project(installed('@rungs/memory', adapterSource('nearer')))
    expect((await makeProvider('memory', resolved, place(nearer), self)).name).toBe('nearer')
    const theirs = makeProvider('@rungs/memory', resolved, place(app), self)
    expect((await configurationErrorOf(theirs)).message).toContain('is not installed')
  })

  it('takes its settings from the environment as the process has it', async () => {
    vi.stubEnv('RUNGS_USE', 'shop')
    const client = await loadClient({
      env: process.env,
      config: only(() => fakeProvider({}, {}, { name: 'ours' }) as never),
    })
    expect(client.provider).toBe('ours')
    vi.unstubAllEnvs()
  })

  it('that the caller brings is used where its package is not installed, and only then imported', async () => {
    const app = await project({})
    const beside = join(app, 'rungs.config.js')
    const brought = vi.fn(async () => ({ default: () => fakeProvider({}, {}, { name: 'brought' }) }))
    const never = vi.fn(async () => Promise.reject(new Error('not chosen')))
    const place = { where: 'x', path: 'providers.shop', beside, adapters: { acme: brought, other: never } }
    const resolved = { settings: {}, secrets: [] }
    expect((await makeProvider('acme', resolved, place)).name).toBe('brought')
    const nearer = await project(installed('acme', adapterSource('nearer')))
    const found = { ...place, beside: join(nearer, 'rungs.config.js') }
    expect((await makeProvider('acme', resolved, found)).name).toBe('nearer')
    expect(brought).toHaveBeenCalledTimes(1)
    expect(never).not.toHaveBeenCalled()
  })

  it.each<[string, string, string]>([
    [
      'not installed',
      'nowhere',
      'providers.shop.adapter: the package nowhere is not installed. Install it, or use one of memory, wix, capillary, vinr, scrip.',
    ],
    [
      'of Rungs and not installed',
      'capillary',
      'providers.shop.adapter: the package @rungs/capillary is not installed. Install it.',
    ],
    [
      'without a default export',
      'named',
      'the package named is no adapter: it has no function as its default export. The default export of an adapter package is a function',
    ],
    [
      'with an object as its default export',
      'object',
      'the package object is no adapter: it has no function as its default export',
    ],
    ['that makes nothing', 'nothing', 'what it names does not make a provider. The default export'],
    ['that makes something else', 'other', 'what it names does not make a provider'],
    ['that makes half a provider', 'half', 'what it names does not make a provider'],
    ['that makes a promise', 'promise', 'what it names does not make a provider, but a promise'],
    [
      'that needs what is not installed',
      'needy',
      'the package needy is installed but cannot be loaded: Cannot find package',
    ],
    ['a file that is not there', './none.mjs', 'the package ./none.mjs is not installed'],
  ])('is refused when it is %s', async (_what, adapter, expected) => {
    const cwd = await project({
      'rungs.config.json': only(adapter),
      ...installed('named', 'export const acme = () => ({})'),
      ...installed('object', 'export default { name: "acme" }'),
      ...installed('nothing', 'export default () => undefined'),
      ...installed('other', 'export default () => ({ name: "acme" })'),
      ...installed('half', 'export default () => ({ specificationVersion: "v1", operations: {} })'),
      ...installed('promise', 'export default async () => ({})'),
      ...installed('needy', `import 'not-there'\n${adapterSource('needy')}`),
    })
    const error = await configurationErrorOf(loadClient({ cwd, env }))
    expect(error.message.startsWith(`${join(cwd, 'rungs.config.json')}: `)).toBe(true)
    expect(error.message).toContain(expected)
    expect(error.issues.map(({ path }) => path)).toEqual(['providers.shop.adapter'])
  })

  it('of another version of the interface is refused', async () => {
    const source = adapterSource('old').replace("'v1'", "'v0'")
    const cwd = await project({ 'rungs.config.json': only('old'), ...installed('old', source) })
    expect((await configurationErrorOf(loadClient({ cwd, env }))).message).toContain('speaks version v0')
  })
})

describe('settings', () => {
  const secret = 'sk_canary_1'
  const refusing = (body: string): Record<string, string | object> =>
    installed('strict', `export default (settings) => { ${body} }`)

  it.each<[string, string, string]>([
    [
      'an error',
      'throw new TypeError("bad key " + settings.apiKey)',
      'providers.shop.options: bad key [redacted]',
    ],
    ['text', 'throw "no: " + settings.apiKey', 'providers.shop.options: no: [redacted]'],
    [
      'issues',
      `throw Object.defineProperty(Object.assign(new Error('x'), { code: 'invalid_input', issues: [{ path: 'apiKey', message: 'not ' + settings.apiKey }] }), Symbol.for('rungs.error'), { value: true })`,
      'providers.shop.options.apiKey: not [redacted]',
    ],
  ])('that an adapter refuses by %s are named without their secrets', async (_what, body, expected) => {
    const cwd = await project({
      'rungs.config.json': only('strict', { apiKey: { env: 'KEY' } }),
      ...refusing(body),
    })
    const error = await configurationErrorOf(loadClient({ cwd, env: { KEY: secret } }))
    expect(error.message).toBe(`${join(cwd, 'rungs.config.json')}: ${expected}`)
    expect(JSON.stringify(error) + inspect(error, { depth: 9 }) + error.stack).not.toContain(secret)
  })

  it('are an empty object when none are given', async () => {
    const cwd = await project({
      'rungs.config.json': { providers: { shop: { adapter: 'acme' } } },
      ...installed('acme'),
    })
    expect((await loadClient({ cwd, env })).native).toEqual({})
  })
})
