import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import { load } from '../src/config/load.browser.js'
import {
  type AdapterFactory,
  type Config,
  defineConfig,
  loadClient,
  type ProviderConfig,
} from '../src/index.js'
import { configurationErrorOf, installed, project } from './config-project.js'
import { fakeProvider } from './fake-provider.js'

const adapter: AdapterFactory = () => {
  throw new Error('No adapter is to be made.')
}
const fine = { adapter: 'acme' }

async function refusalOf(config: unknown): Promise<string[]> {
  const cwd = await project(installed('acme'))
  const given = config as Config
  const { issues } = await configurationErrorOf(loadClient({ cwd, config: given, env: {} }))
  return issues.map(({ path, message }) => `${path}: ${message}`)
}

describe('a config', () => {
  it.each<[string, unknown, string]>([
    ['no object', 'acme', 'the config: expected an object, got text of 4 characters'],
    ['a list', [fine], 'the config: expected an object, got a list of 1'],
    ['a function', () => ({}), 'the config: expected an object, got a function'],
    ['a class instance', new (class Conf {})(), ': expected a plain object'],
    ['no providers', {}, 'providers: expected an object, got nothing'],
    ['an empty list of providers', { providers: {} }, 'providers: expected at least one provider'],
    ['providers by list', { providers: [fine] }, 'providers: expected an object, got a list of 1'],
    ['an unknown key', { providers: { a: fine }, provider: 'a' }, 'provider: unknown key'],
    ['a key out of Object.prototype', { providers: { a: fine }, toString: 1 }, 'toString: unknown key'],
    [
      'an unknown key of a provider',
      { providers: { a: { ...fine, option: {} } } },
      'providers.a.option: unknown key',
    ],
    [
      'a provider that is text',
      { providers: { a: 'acme' } },
      'providers.a: expected an object, got text of 4 characters',
    ],
    [
      'no adapter',
      { providers: { a: {} } },
      'providers.a.adapter: expected the name of an adapter, a package name, or an adapter function, got nothing',
    ],
    [
      'an adapter that is made already',
      { providers: { 'my shop': { adapter: { name: 'x' } } } },
      'providers["my shop"].adapter: expected the name of an adapter, a package name, or an adapter function, got an object',
    ],
    [
      'an empty adapter',
      { providers: { a: { adapter: '' } } },
      'providers.a.adapter: expected 1 character or more, got empty text',
    ],
    [
      'options that are a list',
      { providers: { a: { ...fine, options: [] } } },
      'providers.a.options: expected an object, got a list of 0',
    ],
    [
      'an empty use',
      { use: '', providers: { a: fine } },
      'use: expected 1 character or more, got empty text',
    ],
    [
      '__proto__ at the top',
      JSON.parse('{"providers":{"a":{"adapter":"x"}},"__proto__":{"use":"b"}}'),
      '__proto__: unknown key',
    ],
    [
      '__proto__ as a provider',
      JSON.parse('{"providers":{"__proto__":{"adapter":"x"}}}'),
      'providers.__proto__: unknown key',
    ],
    [
      '__proto__ in options',
      JSON.parse('{"providers":{"a":{"adapter":"x","options":{"b":[{"__proto__":{}}]}}}}'),
      'providers.a.options.b[0].__proto__: unknown key',
    ],
  ])('is refused as %s', async (_what, config, line) => {
    expect(await refusalOf(config)).toEqual([line])
  })

  it('is refused with every wrong path at once', async () => {
    const lines = await refusalOf({
      use: 5,
      providers: { a: { adapter: 5 }, b: { adapter: 'x', url: '' } },
      extra: 1,
    })
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'use',
      'providers.a.adapter',
      'providers.b.url',
      'extra',
    ])
  })

  it('is refused with all that is wrong, whoever sees it', async () => {
    const strict = `export default (settings) => {
      const found = ['apiKey', 'url'].filter((path) => settings[path] === undefined)
      const unknown = Object.keys(settings).filter((path) => path !== 'apiKey' && path !== 'url')
      const issues = [...found, ...unknown].map((path) => ({ path, message: 'wrong' }))
      const made = Object.assign(new Error('x'), { code: 'configuration', issues })
      throw Object.defineProperty(made, Symbol.for('rungs.error'), { value: true })
    }`
    const cwd = await project({
      'rungs.config.yaml': `
use: lvie
providr: live
providers:
  live:
    adapter: strict
    option: {}
    options:
      apiKey: { env: MISSING }
      tiemoutMs: 5
`,
      ...installed('strict', strict),
    })
    const { issues, message } = await configurationErrorOf(loadClient({ cwd, env: {} }))
    expect(issues.map(({ path }) => path)).toEqual([
      'providers.live.option',
      'providr',
      'use',
      'providers.live.options.apiKey',
      'providers.live.options.url',
      'providers.live.options.tiemoutMs',
    ])
    expect(message).toMatch(/the environment variable MISSING is not set.*\. Set it, or write/)
  })

  it('that is wrong holds nothing open', async () => {
    const cwd = await project({})
    const closed: string[] = []
    const opening = (() => fakeProvider({}, {}, { close: async () => void closed.push('closed') })) as never
    const config = { providers: { a: { adapter: opening, options: { key: { env: 'MISSING' } } } } }
    const { issues } = await configurationErrorOf(loadClient({ cwd, env: {}, config }))
    expect(issues.map(({ path }) => path)).toEqual(['providers.a.options.key'])
    expect(closed).toEqual(['closed'])
  })

  it('is not blamed for how an adapter fails without what is missing', async () => {
    const cwd = await project({})
    const failing: AdapterFactory = ({ key }: { key: string }) => {
      throw new TypeError(`${key.length} is not enough`)
    }
    const config = { providers: { a: { adapter: failing, options: { key: { env: 'MISSING' } } } } }
    const { issues } = await configurationErrorOf(loadClient({ cwd, env: {}, config }))
    expect(issues.map(({ path }) => path)).toEqual(['providers.a.options.key'])
  })

  it('is refused as a cycle, and as an endless depth', async () => {
    const options: Record<string, unknown> = {}
    options.self = { options }
    expect(await refusalOf({ providers: { a: { adapter, options } } })).toEqual([
      'providers.a.options.self.options: expected plain data, got a cycle',
    ])
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level += 1) deep = { a: deep }
    expect(await refusalOf({ providers: { a: { adapter, options: { deep } } } })).toHaveLength(1)
  })

  it('is refused with a YAML cycle', async () => {
    const cwd = await project({
      'rungs.config.yaml': 'providers:\n  a: &a\n    adapter: x\n    options: *a\n',
    })
    const { message } = await configurationErrorOf(loadClient({ cwd, env: {} }))
    expect(message).toContain('providers.a.options: expected plain data, got a cycle')
  })

  it('never passes __proto__ of a YAML file on', async () => {
    const cwd = await project({
      'rungs.config.yaml': 'providers: { a: { adapter: x, options: { __proto__: { admin: true } } } }',
    })
    const { message } = await configurationErrorOf(loadClient({ cwd, env: {} }))
    expect(message).toContain('providers.a.options.__proto__: unknown key')
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })
})

describe('which provider', () => {
  const config: Config = {
    use: 'b',
    providers: { a: { adapter: 'one' }, b: { adapter: 'two' }, c: { adapter: 'three' } },
  }
  const files = { ...installed('one'), ...installed('two'), ...installed('three') }

  it.each<[string, Config, string | undefined, Record<string, string>, string]>([
    ['the option wins over all', config, 'a', { RUNGS_USE: 'c' }, 'one'],
    ['then RUNGS_USE', config, undefined, { RUNGS_USE: 'c' }, 'three'],
    ['then use of the config', config, undefined, {}, 'two'],
    ['an empty RUNGS_USE counts for nothing', config, undefined, { RUNGS_USE: '' }, 'two'],
    ['then the only one', { providers: { z: { adapter: 'one' } } }, undefined, {}, 'one'],
  ])('%s', async (_what, given, use, env, provider) => {
    const cwd = await project(files)
    const client = await loadClient({ cwd, config: given, env, ...(use === undefined ? {} : { use }) })
    expect(client.provider).toBe(provider)
  })

  it.each<[string, Config, string | undefined, Record<string, string>, RegExp]>([
    [
      'none',
      { providers: { a: fine, b: fine } },
      undefined,
      {},
      /no provider is chosen\. Set `use` in it, or RUNGS_USE .* 'a', 'b'/,
    ],
    [
      'one unknown to the config',
      { ...config, use: 'z' },
      undefined,
      {},
      /`use` names the provider 'z', which is not one of: 'a', 'b', 'c'/,
    ],
    ['one unknown by RUNGS_USE', config, undefined, { RUNGS_USE: 'z' }, /RUNGS_USE names the provider 'z'/],
    ['one unknown by option', config, 'z', { RUNGS_USE: 'a' }, /the option `use` names the provider 'z'/],
    ['one out of Object.prototype', config, 'constructor', {}, /names the provider 'constructor'/],
  ])('is refused when %s is chosen', async (_what, given, use, env, message) => {
    const cwd = await project(files)
    const work = loadClient({ cwd, config: given, env, ...(use === undefined ? {} : { use }) })
    expect((await configurationErrorOf(work)).message).toMatch(message)
  })

  it('is taken from process.env where no environment is given', async () => {
    const cwd = await project(files)
    vi.stubEnv('RUNGS_USE', 'c')
    try {
      expect((await loadClient({ cwd, config })).provider).toBe('three')
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('loadClient', () => {
  it.each([
    [{ cdw: '.' }, 'cdw: unknown key'],
    [{ cwd: '' }, 'cwd: expected 1 character or more, got empty text'],
    [{ use: 5 }, 'use: expected text, got a number'],
    [{ env: { A: 1 } }, 'env.A: expected text, got a number'],
    ['memory', 'loadClient(): expected an object, got text of 6 characters'],
    [{ client: { timeoutMS: 5, retries: 99 } }, 'client.timeoutMS: unknown option; known are timeoutMs,'],
    [{ client: { retries: 99 } }, 'client.retries: expected a whole number from 0 to 20'],
  ])('refuses the options %j', async (options, expected) => {
    const { message } = await configurationErrorOf(loadClient(options as object))
    expect(message).toContain(expected.replace('loadClient(): ', ''))
    expect(message.startsWith('loadClient(): ')).toBe(true)
  })

  it.each([
    [{ use: 'vnir' }, {}, "the option `use` names 'vnir', which is no adapter of Rungs"],
    [{}, { RUNGS_USE: 'vnir' }, "RUNGS_USE names 'vnir', which is no adapter of Rungs"],
  ])('says which name led nowhere, without a config: %j', async (options, env, expected) => {
    const cwd = await project({})
    const { message } = await configurationErrorOf(loadClient({ cwd, env, ...options }))
    expect(message).toContain(expected)
    expect(message).toContain('(memory, wix, capillary, vinr, scrip)')
  })

  it('passes defaults of calls on', async () => {
    const cwd = await project(installed('one'))
    const client = await loadClient({
      cwd,
      env: {},
      config: { providers: { a: { adapter: 'one' } } },
      client: { retries: 0 },
    })
    expect(client.provider).toBe('one')
  })

  it('has no place in a browser', async () => {
    const { message } = await configurationErrorOf(load())
    expect(message).toMatch(/createClient\(\)/)
  })

  it('reads nothing of the environment when the package is imported', async () => {
    const read: string[] = []
    const real = process.env
    process.env = new Proxy(real, {
      get: (env, key) => {
        if (typeof key === 'string') read.push(key)
        return Reflect.get(env, key)
      },
    })
    try {
      vi.resetModules()
      await import('../src/index.js')
    } finally {
      process.env = real
    }
    expect(read.filter((key) => /RUNGS|VINR|KEY|TOKEN/.test(key))).toEqual([])
  })
})

describe('defineConfig', () => {
  it('gives back what it is given, typed', () => {
    const config: Config = {
      use: 'a',
      providers: { a: { adapter: 'memory', options: { apiKey: { env: 'KEY' } } } },
    }
    expect(defineConfig(config)).toBe(config)
    expectTypeOf(defineConfig).parameter(0).toEqualTypeOf<Config>()
    expectTypeOf<{
      providers: { a: { adapter: 'vinr'; options: { apiKey: { env: string } } } }
    }>().toExtend<Config>()
    expectTypeOf<{ providers: { a: { adapter: number } } }>().not.toExtend<Config>()
    expectTypeOf<{ use: string }>().not.toExtend<Config>()
    expectTypeOf<AdapterFactory>().toExtend<ProviderConfig['adapter']>()
    // @ts-expect-error an unknown key
    defineConfig({ providers: {}, provider: 'a' })
  })
})
