import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { installProject } from '../../src/install.mjs'
import { run } from '../../src/run.mjs'

/** The oldest compiler that reads our declarations, and the newest. The README of this folder says so too. */
const compilers = { oldest: '5.4.5', newest: '7.0.2' }

const into = join(inject('place'), 'typescript')
const strict = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: 'es2022',
}
const browser = { lib: ['es2022', 'dom', 'dom.iterable'], types: [] }
const server = { lib: ['es2022'], types: ['node'] }

/** How projects of today find modules. */
const projects = [
  { name: 'node16, for browsers', options: { module: 'node16', moduleResolution: 'node16', ...browser } },
  { name: 'nodenext, for Node', options: { module: 'nodenext', moduleResolution: 'nodenext', ...server } },
  { name: 'bundler, for browsers', options: { module: 'esnext', moduleResolution: 'bundler', ...browser } },
]

beforeAll(() =>
  installProject(into, inject('tarballs'), {
    from: 'typescript',
    dependencies: {
      oldest: `npm:typescript@${compilers.oldest}`,
      newest: `npm:typescript@${compilers.newest}`,
      '@types/node': '20.19.25',
    },
  }),
)

describe.each(Object.keys(compilers))('the %s compiler', (compiler) => {
  const tsc = join(into, 'node_modules', compiler, 'bin', 'tsc')

  test.each(projects)('finds nothing wrong: $name', async ({ options }) => {
    const project = `tsconfig.${compiler}.${options.moduleResolution}.json`
    const config = { compilerOptions: { ...strict, ...options }, files: ['app.ts'] }
    await writeFile(join(into, project), JSON.stringify(config))
    const { stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: into })
    expect(stdout).toBe('')
  })

  test('sees an app that is wrong', async () => {
    const project = `tsconfig.${compiler}.wrong.json`
    const config = { compilerOptions: { ...strict, ...projects[1]?.options }, files: ['wrong.ts'] }
    await writeFile(join(into, project), JSON.stringify(config))
    const found = run(process.execPath, [tsc, '-p', project], { cwd: into })
    await expect(found).rejects.toThrow(/wrong\.ts.*TS2322/)
  })
})
