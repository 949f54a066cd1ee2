import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * Bundles an app for browsers (ESM, minified, with code splitting) and weighs it.
 * @param {string} source The app's one file.
 */
export async function bundle(source) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: here, sourcefile: 'app.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    absWorkingDir: here,
    metafile: true,
    write: false,
    legalComments: 'none',
    // Packages for Node name its modules in branches that browsers never enter.
    external: ['node:*', ...builtinModules],
    logLevel: 'error',
  })
  const chunks = outputFiles.map(({ path, text, contents }) => ({
    name: nameOf(path),
    text,
    bytes: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
  }))
  const first = startOf(metafile.outputs)
  return {
    chunks,
    gzip: sumOf(chunks),
    startGzip: sumOf(chunks.filter(({ name }) => first.has(name))),
    shares: sharesOf(Object.values(metafile.outputs)),
  }
}

const sumOf = (/** @type {{ gzip: number }[]} */ chunks) => chunks.reduce((sum, chunk) => sum + chunk.gzip, 0)
const nameOf = (/** @type {string} */ path) => path.slice(path.lastIndexOf('/') + 1)

/** The chunks that a browser loads before the first line runs: the entry and what it imports statically. */
function startOf(/** @type {import('esbuild').Metafile['outputs']} */ outputs) {
  const files = new Set(Object.keys(outputs).filter((file) => nameOf(file) === 'stdin.js'))
  for (const file of files) {
    for (const { kind, path } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement') files.add(path)
  }
  return new Set([...files].map(nameOf))
}

/** Minified bytes by package, largest first. */
function sharesOf(/** @type {import('esbuild').Metafile['outputs'][string][]} */ outputs) {
  /** @type {Map<string, number>} */
  const shares = new Map()
  for (const [file, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
    const name = packageOf(file)
    shares.set(name, (shares.get(name) ?? 0) + bytesInOutput)
  }
  return Object.fromEntries([...shares].toSorted(([, a], [, b]) => b - a))
}

function packageOf(/** @type {string} */ file) {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)
  const ours = /\/packages\/([^/]+)\//.exec(file)
  return installed?.[1] ?? (ours === null ? 'app' : `@rungs/${ours[1]}`)
}
