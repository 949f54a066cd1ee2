import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'

/** @typedef {import('./pack.mjs').Tarball} Tarball */

const consumers = fileURLToPath(new URL('../consumers/', import.meta.url))

/** Installed by plain npm, as by somebody who has no part in this workspace; what a package's scripts do is not run. */
const manners = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--prefer-offline']

/**
 * Makes a project of its own that depends on packed packages, and installs it with npm.
 * @param {string} into A folder outside of this workspace, so that nothing is found by going upwards.
 * @param {readonly Tarball[]} tarballs
 * @param {{ from?: string, type?: 'module' | 'commonjs', dependencies?: Record<string, string> }} [options] `from` is
 *   the folder of `consumers/` that is copied there; `dependencies` come from the registry.
 */
export async function installProject(into, tarballs, { from, type = 'module', dependencies = {} } = {}) {
  await mkdir(into, { recursive: true })
  if (from !== undefined) await cp(join(consumers, from), into, { recursive: true })
  const ours = Object.fromEntries(tarballs.map(({ name, file }) => [name, `file:${file}`]))
  const manifest = { name: 'consumer', private: true, type, dependencies: { ...ours, ...dependencies } }
  await writeFile(join(into, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await run('npm', ['install', '--loglevel=error', ...manners], { cwd: into })
}
