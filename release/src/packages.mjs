import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * What the manifests of ours say, as far as it is looked at.
 * @typedef {{
 *   name: string, version: string, private?: boolean, license?: string, description?: string, keywords?: string[],
 *   engines?: Record<string, string>, files?: string[], bin?: Record<string, string>, exports: Exports,
 *   publishConfig?: { access?: string, exports?: Exports }, scripts?: Record<string, string>,
 *   dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, [field: string]: unknown
 * }} Manifest
 * @typedef {Record<string, string | Record<string, string>>} Exports
 */

/** @returns {Manifest} */
export const manifestIn = (/** @type {string} */ folder) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** Every package that is published, by folder, in the order of their names. */
export function publicPackages() {
  return readdirSync(join(root, 'packages'))
    .map((folder) => ({ folder, path: join(root, 'packages', folder) }))
    .map((place) => ({ ...place, manifest: manifestIn(place.path) }))
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
}
