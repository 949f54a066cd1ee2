import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** How an app of one adapter makes it. */
const adapters = {
  memory: '',
  wix: "{ apiKey: 'key', siteId: 'site' }",
  capillary: "{ programId: 973, username: 'user', password: 'password' }",
  vinr: "{ apiKey: 'sk_live_key' }",
  scrip: "{ apiKey: 'key', programId: 'program', ladder: 'status' }",
}

/** @typedef {keyof typeof adapters} AdapterName */

export const adapterNames = /** @type {AdapterName[]} */ (Object.keys(adapters))

/** An app of one file with the client and one adapter, whose whole client is in use. */
export const appOf = (/** @type {AdapterName} */ name) => `
import { createClient } from '@rungs/client'
import { ${name} } from '@rungs/${name}'
globalThis.rungs = () => createClient(${name}(${adapters[name]}))
`

/**
 * Bundles an app for browsers as bundlers do by default: ES modules, minified, split where imports are lazy. An import
 * of a module of Node makes it fail, unless it is named in `external`; then there is one file, for nothing else is.
 * @param {string} source The app's one file.
 * @param {string} project Where the packages are installed.
 * @param {{ external?: string[] }} [options]
 */
export async function bundleFor(source, project, { external = [] } = {}) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: project, sourcefile: 'app.mjs' },
    absWorkingDir: project,
    bundle: true,
    minify: true,
    splitting: external.length === 0,
    external,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    metafile: true,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
  })
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
  const text = outputFiles.map((file) => file.text).join('\n')
  return { bytes, text, packages: packagesIn(Object.keys(metafile.inputs)) }
}

/** The installed packages that files belong to. */
function packagesIn(/** @type {string[]} */ files) {
  const names = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
  return [...new Set(names.filter((name) => name !== undefined))].toSorted()
}
