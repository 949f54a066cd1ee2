// Byte ceilings: `npm run ceilings` measures and writes them; the consumers' tests hold them.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adapterNames, appOf, bundleFor } from './bundles.mjs'
import { installProject } from './install.mjs'
import { packAll } from './pack.mjs'

/** @typedef {{ measured: number, ceiling: number }} Ceiling @typedef {Record<string, Ceiling>} Ceilings */

const file = fileURLToPath(new URL('../ceilings.json', import.meta.url))

/** What is added to what was measured: room for a fix, not for a library. A tarball has its README in it too. */
const headroom = { tarballs: 0.1, apps: 0.05 }

const why = {
  tarballs:
    'Bytes of the packed tarball: what npm downloads. A tenth more than measured, for READMEs are in it and grow.',
  apps: 'Bytes of client and one adapter in a browser, all chunks, min + gzip. A twentieth more than measured. The budget of 16 KB is another matter: npm run bench tells how far it is missed, docs/decisions says why.',
}

/**
 * @param {readonly import('./pack.mjs').Tarball[]} tarballs
 * @param {string} project Where they are installed.
 * @returns {Promise<{ tarballs: Record<string, number>, apps: Record<string, number> }>}
 */
export async function measure(tarballs, project) {
  const apps = await Promise.all(
    adapterNames.map(async (name) => [name, (await bundleFor(appOf(name), project)).bytes]),
  )
  return {
    tarballs: Object.fromEntries(tarballs.map(({ name, bytes }) => [name, bytes])),
    apps: Object.fromEntries(apps),
  }
}

/** @returns {Promise<{ tarballs: Ceilings, apps: Ceilings }>} */
export const ceilings = async () => JSON.parse(await readFile(file, 'utf8'))

/** What is over its ceiling, or has none, a line each. */
export function excess(/** @type {Record<string, number>} */ found, /** @type {Ceilings} */ allowed) {
  return Object.entries(found).flatMap(([name, bytes]) => {
    const ceiling = allowed[name]?.ceiling
    if (ceiling === undefined) return [`${name} has no ceiling: npm run ceilings gives it one`]
    if (bytes <= ceiling) return []
    return [`${name}: ${bytes} bytes, ceiling ${ceiling}. If that is worth it: npm run ceilings, and say why`]
  })
}

/** To the next hundred, so that the file changes when something does. */
function withRoom(/** @type {Record<string, number>} */ found, /** @type {number} */ room) {
  const up = (/** @type {number} */ bytes) => Math.ceil((bytes * (1 + room)) / 100) * 100
  return Object.fromEntries(
    Object.entries(found).map(([name, measured]) => [name, { measured, ceiling: up(measured) }]),
  )
}

async function write() {
  const place = await mkdtemp(join(tmpdir(), 'rungs-ceilings-'))
  try {
    const packed = await packAll(join(place, 'tarballs'))
    await installProject(join(place, 'project'), packed)
    const found = await measure(packed, join(place, 'project'))
    const tarballs = withRoom(found.tarballs, headroom.tarballs)
    const apps = withRoom(found.apps, headroom.apps)
    await writeFile(file, `${JSON.stringify({ why, tarballs, apps }, null, 2)}\n`)
    console.table({
      ...tarballs,
      ...Object.fromEntries(Object.entries(apps).map(([k, v]) => [`app: ${k}`, v])),
    })
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

if (process.argv.includes('--write')) await write()
