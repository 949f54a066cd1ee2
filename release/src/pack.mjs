import { existsSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { publicPackages } from './packages.mjs'
import { run } from './run.mjs'

/** @typedef {{ name: string, version: string, folder: string, file: string, bytes: number }} Tarball */

/**
 * Packs every public package as it would be published.
 * @param {string} into The folder for the tarballs; made when it is not there.
 * @returns {Promise<Tarball[]>}
 * @throws Error when a package is not built.
 */
export async function packAll(into) {
  await mkdir(into, { recursive: true })
  const packages = publicPackages()
  const unbuilt = packages.filter(({ path }) => !existsSync(join(path, 'dist', 'index.d.ts')))
  if (unbuilt.length > 0) {
    const names = unbuilt.map(({ manifest }) => manifest.name).join(', ')
    throw new Error(`Not built with declarations: ${names}. Run npm run build first.`)
  }
  /** @type {Tarball[]} */
  const tarballs = []
  for (const { folder, path, manifest } of packages) {
    const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', into], { cwd: path })
    const { filename } = JSON.parse(stdout)
    const { name, version } = manifest
    tarballs.push({ name, version, folder, file: filename, bytes: statSync(filename).size })
  }
  return tarballs
}
