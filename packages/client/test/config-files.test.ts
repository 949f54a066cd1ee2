import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadClient } from '../src/index.js'
import { configurationErrorOf, installed, project } from './config-project.js'

const config = {
  use: 'shop',
  providers: { shop: { adapter: 'acme', options: { color: 'red', list: [1, { a: true }] } } },
}
const json = JSON.stringify(config)
const yaml = `
use: shop
providers:
  shop: # the only one
    adapter: acme
    options:
      color: red
      list: [1, { a: true }]
`
const env = {}

const named = async (cwd: string, use?: string): Promise<string> =>
  (await loadClient({ cwd, env, ...(use === undefined ? {} : { use }) })).provider

describe('a config file', () => {
  it.each([
    [
      'rungs.config.ts',
      `import type { X } from './none.js'\nconst it: object = ${json}\nexport default it satisfies object`,
    ],
    ['rungs.config.mts', `export default ${json} as const`],
    ['rungs.config.js', `export default await Promise.resolve(${json})`],
    ['rungs.config.mjs', `const list = ${json}\nexport { list as default }`],
    ['rungs.config.js', `module.exports = ${json}`],
    ['rungs.config.json', `\uFEFF${json}`],
    ['rungs.config.yaml', yaml],
    ['rungs.config.yml', yaml],
  ])('%s is read', async (name, content) => {
    const cwd = await project({ [name]: content, ...installed('acme') })
    const client = await loadClient({ cwd, env })
    expect(client.provider).toBe('acme')
    expect(client.native).toEqual({ color: 'red', list: [1, { a: true }] })
  })

  it('is looked for in the folder and then above, the nearest first', async () => {
    const other = JSON.stringify({ providers: { near: { adapter: 'near' } } })
    const cwd = await project({
      'rungs.config.yaml': yaml,
      'a/rungs.config.json': other,
      'a/b/c/keep': '',
      'd/e/keep': '',
      ...installed('acme'),
      ...installed('near'),
    })
    expect(await named(join(cwd, 'a/b/c'))).toBe('near')
    expect(await named(join(cwd, 'd/e'))).toBe('acme')
    expect(await named(cwd)).toBe('acme')
  })

  it('is read anew at every load', async () => {
    const cwd = await project({
      'rungs.config.js': `globalThis.__loads = (globalThis.__loads ?? 0) + 1\nexport default ${json}`,
      ...installed('acme'),
    })
    await named(cwd)
    const before: unknown = Reflect.get(globalThis, '__loads')
    await named(cwd)
    expect(Reflect.get(globalThis, '__loads')).toBe(Number(before) + 1)
  })

  it('may be given in its place', async () => {
    const cwd = await project({ 'rungs.config.json': '{ broken', ...installed('acme') })
    expect((await loadClient({ cwd, env, config })).provider).toBe('acme')
  })

  it('is not needed for an adapter of Rungs', async () => {
    const cwd = await project(installed('@rungs/memory'))
    expect(await named(cwd, 'memory')).toBe('@rungs/memory')
    expect((await loadClient({ cwd, env: { RUNGS_USE: 'memory' } })).native).toEqual({})
  })

  it('is asked for when there is none', async () => {
    const cwd = await project({})
    for (const options of [{}, { use: 'acme' }]) {
      const { message } = await configurationErrorOf(loadClient({ cwd, env, ...options }))
      expect(message).toContain(cwd)
      expect(message).toMatch(/no rungs\.config\.ts.* was found.*`use` or RUNGS_USE/)
    }
  })
})

describe('a broken config file', () => {
  const secret = 'sk_canary'

  it.each<[string, string, string]>([
    ['rungs.config.json', `{\n  "use": "a",\n  "apiKey": "${secret}" oops\n}`, 'not valid JSON, see line 3'],
    ['rungs.config.json', `{\n  "use": "a",\n  "apiKey": ${secret}\n}`, 'not valid JSON, see line 3'],
    ['rungs.config.json', `{\n  "apiKey": "${secret}",\n}`, 'not valid JSON, see line 3'],
    ['rungs.config.json', `{ "apiKey": "${secret}"`, 'not valid JSON'],
    ['rungs.config.yaml', `use: a\nproviders:\n  shop: {adapter: x, apiKey: ${secret}\n`, 'not valid YAML'],
    ['rungs.config.yaml', `use: a\nuse: ${secret}\n`, 'not valid YAML (duplicate key), see line 2, column 1'],
    ['rungs.config.yml', `use: *${secret}\n`, 'not valid YAML'],
    ['rungs.config.yml', `use: a\n---\nuse: ${secret}\n`, 'not valid YAML (multiple docs)'],
    [
      'rungs.config.ts',
      `const apiKey = '${secret}'\nexport default { use: 'x' apiKey }\n`,
      'see line 2, column 26',
    ],
    ['rungs.config.mjs', `export default { apiKey: '${secret}' b }\n`, 'see line 1'],
    ['rungs.config.ts', `import x from './none.js'\nexport default x('${secret}')\n`, 'it cannot be loaded'],
    [
      'rungs.config.js',
      `export default undefinedThing('${secret}')\n`,
      'it cannot be loaded: undefinedThing is not defined',
    ],
  ])('%s is named, with the line and without its text: %#', async (name, content, expected) => {
    const cwd = await project({ [name]: content })
    const error = await configurationErrorOf(loadClient({ cwd, env }))
    expect(error.message.startsWith(join(cwd, name))).toBe(true)
    expect(error.message).toContain(expected)
    expect(JSON.stringify(error)).not.toContain(secret)
  })

  it.each([
    ['rungs.config.ts', 'export const config = {}'],
    ['rungs.config.mts', 'const x: number = 1'],
    ['rungs.config.mjs', 'export const config = {}'],
  ])('%s without a default export is told so', async (name, content) => {
    const cwd = await project({ [name]: content })
    const { message } = await configurationErrorOf(loadClient({ cwd, env }))
    expect(message).toBe(
      `${join(cwd, name)}: expected a default export, got none. Write: export default defineConfig({ ... }).`,
    )
  })

  it.each([
    ['rungs.config.yaml', ''],
    ['rungs.config.yaml', '# nothing yet\n'],
    ['rungs.config.json', ' \n'],
    ['rungs.config.json', 'null'],
  ])('%s without anything in it is not passed over', async (name, content) => {
    const cwd = await project({ 'rungs.config.ts': `export default ${json}`, [`inner/${name}`]: content })
    const { message } = await configurationErrorOf(loadClient({ cwd: join(cwd, 'inner'), env }))
    expect(message).toContain(join(cwd, 'inner', name))
    expect(message).toMatch(/the config: expected an object, got (nothing|null)/)
  })
})
