import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Problems } from '../src/config/problem.js'
import { resolveSecrets } from '../src/config/secrets.js'
import { loadClient } from '../src/index.js'
import { configurationErrorOf, installed, project } from './config-project.js'

const env = { KEY: 'sk_canary', URL: 'https://loyalty.example', EMPTY: '' }
const options = {
  apiKey: { env: 'KEY' },
  deep: { list: [{ env: 'URL' }, { env: 'KEY' }], plain: { env: 'KEY', more: 1 } },
  environment: 'env',
}

describe('{ env } in options', () => {
  it('is replaced at any depth, and only where it stands alone', async () => {
    const cwd = await project({
      'rungs.config.json': { providers: { shop: { adapter: 'acme', options } } },
      ...installed('acme'),
    })
    expect((await loadClient({ cwd, env })).native).toEqual({
      apiKey: 'sk_canary',
      deep: { list: ['https://loyalty.example', 'sk_canary'], plain: { env: 'KEY', more: 1 } },
      environment: 'env',
    })
  })

  it('names every missing variable and its path, and the value of no other', async () => {
    const cwd = await project({
      'rungs.config.yaml': `
providers:
  shop:
    adapter: acme
    options:
      apiKey: { env: KEY }
      secret: { env: MISSING }
      deep: [{ url: { env: EMPTY } }]
      "odd key": { env: toString }
`,
      ...installed('acme'),
    })
    const error = await configurationErrorOf(loadClient({ cwd, env }))
    expect(error.issues).toEqual([
      { path: 'providers.shop.options.secret', message: 'the environment variable MISSING is not set' },
      { path: 'providers.shop.options.deep[0].url', message: 'the environment variable EMPTY is not set' },
      { path: 'providers.shop.options["odd key"]', message: 'the environment variable toString is not set' },
    ])
    expect(error.message.startsWith(join(cwd, 'rungs.config.yaml'))).toBe(true)
    for (const { path, message } of error.issues) expect(error.message).toContain(`${path}: ${message}`)
    expect(error.message).toMatch(/Set them, or write the value in its place\.$/)
    expect(JSON.stringify(error)).not.toContain('sk_canary')
  })

  it('is not looked at for a provider that is not used', async () => {
    const cwd = await project(installed('acme'))
    const config = {
      use: 'a',
      providers: { a: { adapter: 'acme' }, b: { adapter: 'acme', options: { apiKey: { env: 'MISSING' } } } },
    }
    expect((await loadClient({ cwd, env, config })).native).toEqual({})
  })

  it.each([[{ env: '' }], [{ env: 5 }], [{ env: { env: 'KEY' } }], [{ env: null }]])(
    '%j is refused, for it names no variable',
    (value) => {
      const problems = new Problems('x')
      resolveSecrets({ apiKey: value }, 'options', problems, env)
      expect(problems.error().issues).toEqual([
        {
          path: 'options.apiKey',
          message: "expected { env: 'NAME' } with the name of an environment variable",
        },
      ])
    },
  )

  it('leaves everything that is no plain data as it is', () => {
    const [when, call] = [new Date(0), () => 1]
    const clock = new (class Clock {
      env = 'KEY'
    })()
    const { settings } = resolveSecrets({ when, call, clock, none: null }, 'options', new Problems('x'), env)
    expect(settings).toEqual({ when, call, clock, none: null })
    expect(Reflect.get(Object(settings), 'clock')).toBe(clock)
  })

  it('tells what it read, so that no message can repeat it', () => {
    const { secrets } = resolveSecrets(options, 'options', new Problems('x'), env)
    expect(secrets).toEqual(['sk_canary', env.URL, 'sk_canary'])
  })
})
