import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { manifestIn } from '../packages.mjs'
import { run } from '../run.mjs'

/**
 * A runtime, and the package of the registry that carries its binary.
 * @typedef {{ name: string, kind: 'node' | 'bun' | 'deno' | 'workerd', package?: string, version?: string, file?: string, skipped?: string }} Runtime
 */

/** What the packages with a binary call the platforms that they are for. */
const bun = { 'linux-x64': 'linux-x64', 'linux-arm64': 'linux-aarch64', 'darwin-arm64': 'darwin-aarch64' }
const deno = { 'linux-x64': 'linux-x64-glibc' }
const node = { 'linux-x64': 'linux-x64', 'linux-arm64': 'linux-arm64' }

const platform = `${process.platform}-${process.arch}`

/**
 * @param {Omit<Runtime, 'package'> & { version: string }} runtime
 * @param {Record<string, string>} names What the package calls each platform.
 * @param {(platform: string) => string} packageFor
 * @returns {Runtime}
 */
function of(runtime, names, packageFor) {
  const known = names[platform]
  if (known === undefined) return { ...runtime, skipped: `no package with a binary for ${platform}` }
  return { ...runtime, package: packageFor(known) }
}

const nodeOf = (/** @type {string} */ version) =>
  of(
    { name: `Node ${version.split('.')[0]}`, kind: 'node', version, file: 'bin/node' },
    node,
    (name) => `node-${name}`,
  )

/** Every runtime that the packages are run on. The first is the one that runs this. @type {Runtime[]} */
export const runtimes = [
  { name: `Node ${process.versions.node.split('.')[0]}`, kind: 'node' },
  ...['22.23.3', '24.21.0', '26.10.0'].map(nodeOf),
  of({ name: 'Bun', kind: 'bun', version: '1.4.5', file: 'bin/bun' }, bun, (name) => `@oven/bun-${name}`),
  of({ name: 'Deno', kind: 'deno', version: '2.9.6', file: 'deno' }, deno, (name) => `@deno/${name}`),
  // It asks for the binary of the platform by itself.
  { name: 'workerd', kind: 'workerd', package: 'workerd', version: '1.20261117.1' },
]

/** Not in the workspace's own install, which would weigh some 900 MB more for everybody. */
const cache = fileURLToPath(new URL('../../.cache/runtimes/', import.meta.url))

/** Installs the binary of a runtime, when it is not there yet; gives its path. */
export async function binaryOf(/** @type {Runtime} */ runtime) {
  if (runtime.package === undefined) return process.execPath
  const into = join(cache, `${runtime.kind}-${runtime.version}`)
  const installed = join(into, 'node_modules', runtime.package)
  if (!existsSync(installed) || manifestIn(installed).version !== runtime.version) {
    await mkdir(into, { recursive: true })
    await writeFile(join(into, 'package.json'), '{ "private": true }\n')
    const manners = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline']
    const wanted = `${runtime.package}@${runtime.version}`
    await run('npm', ['install', '--loglevel=error', ...manners, wanted], { cwd: into })
  }
  if (runtime.file !== undefined) return join(installed, runtime.file)
  return createRequire(join(installed, 'package.json'))(installed).default
}
