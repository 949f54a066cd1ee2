import { readdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { manifestIn, root } from '../../src/packages.mjs'

const tarballs = inject('tarballs')
const ours = new Set(tarballs.map(({ name }) => name))

/** npm unpacks a tarball as it is, so what is installed is what is in it. */
const folderOf = (/** @type {string} */ name) => join(inject('plain'), 'node_modules', name)

function filesIn(/** @type {string} */ folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted()
}

/** What may be in a tarball: what runs, its declarations, and what a person reads. */
const allowed = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w.-]+\.(js|d\.ts))$/
/** The command has its binary, and what `rungs adapter new` writes. */
const allowedInCommand = /^(bin\/rungs\.js|templates\/adapter\/((src|test)\/[\w/.-]+\.ts|README\.txt))$/

/** `rungs adapter new` writes manifests for this workspace too, in its words. */
const writesManifests = /^dist\/new-adapter-/

/** Every relative import of a file, of a type or lazy ones too. */
const relativeImports = (/** @type {string} */ text) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.\.?\/[^"']+)["']/g)].map(([, path = '']) => path)

/** The files that are reached from what a manifest names: stale leftovers of an earlier build are not. */
function reachedFrom(/** @type {string} */ folder) {
  const { exports, bin = {}, browser = {} } = manifestIn(folder)
  const named = [exports, bin, browser].flatMap((map) =>
    Object.values(/** @type {object} */ (map)).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    ),
  )
  const reached = new Set(named.map((path) => normalize(path)))
  for (const file of reached) {
    if (!/\.(js|d\.ts)$/.test(file)) continue
    for (const path of relativeImports(readFileSync(join(folder, file), 'utf8'))) {
      const target = normalize(join(dirname(file), path))
      reached.add(file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target)
    }
  }
  return reached
}

describe.each(tarballs)('the tarball of $name', ({ name, version }) => {
  const folder = folderOf(name)
  const files = filesIn(folder)
  const manifest = manifestIn(folder)

  test('has what it needs, and nothing else', () => {
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.d.ts', 'dist/index.js']),
    )
    const extra = files.filter((file) => !allowed.test(file))
    expect(extra.filter((file) => name !== 'rungs' || !allowedInCommand.test(file))).toEqual([])
    if (name === 'rungs') expect(extra).toContain('templates/adapter/test/contract.test.ts')
  })

  test('has no file of an earlier build, and lacks none of this one', () => {
    const reached = reachedFrom(folder)
    expect(files.filter((file) => file.startsWith('dist/') && !reached.has(file))).toEqual([])
    expect([...reached].filter((file) => !files.includes(file))).toEqual([])
  })

  test('knows nothing of this workspace or machine', () => {
    const strange = ['sourceMappingURL', 'file:///', root]
    const ownWords = ['@rungs/source', 'workspace:', 'catalog:']
    const places = [homedir(), tmpdir()].filter((place) => place.length > 4).map((place) => `${place}/`)
    const found = files.flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const words = writesManifests.test(file) ? strange : [...strange, ...ownWords]
      return [...words, ...places].filter((word) => text.includes(word)).map((word) => `${file}: ${word}`)
    })
    expect(found).toEqual([])
  })

  test('asks for exact versions of ours, and for the same of all others as this workspace', () => {
    const dependencies = Object.entries(manifest.dependencies ?? {})
    expect(dependencies.filter(([of, wanted]) => ours.has(of) && wanted !== version)).toEqual([])
    expect(dependencies.filter(([, wanted]) => !/^\d+\.\d+\.\d+$/.test(wanted))).toEqual([])
    expect(manifest.version).toBe(version)
  })

  test('says what it is, and under which licence', () => {
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(new RegExp(`^# ${name}\n`))
    expect(manifest).toMatchObject({ license: 'MIT', engines: { node: '>=20.19' }, sideEffects: false })
    expect(manifest.keywords).toContain('loyalty')
  })
})
