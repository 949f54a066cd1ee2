import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isRungsError, type RungsError } from '@rungs/model'
import { afterEach } from 'vitest'

const made: string[] = []

afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A folder of its own outside of this workspace, with these files; gone after the test. */
export async function project(files: Readonly<Record<string, string | object>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rungs-config-')))
  made.push(folder)
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

/** The source of an adapter whose client tells its settings as `native`. */
export const adapterSource = (name: string, more = ''): string =>
  `${more}
export default (settings) => ({
  specificationVersion: 'v1', name: '${name}', defaultMetric: 'spend', capabilities: {}, operations: {}, native: settings,
})`

/** An adapter as an installed package. */
export const installed = (
  packageName: string,
  source: string = adapterSource(packageName),
  exports: object = { '.': './index.js' },
): Record<string, string | object> => ({
  [`node_modules/${packageName}/package.json`]: {
    name: packageName,
    version: '1.0.0',
    type: 'module',
    exports,
  },
  [`node_modules/${packageName}/index.js`]: source,
})

/** The `configuration` error that something ends with. Any other outcome fails the test. */
export async function configurationErrorOf(work: Promise<unknown>): Promise<RungsError> {
  try {
    await work
  } catch (error) {
    if (isRungsError(error, 'configuration')) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}
