import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { manifestIn, publicPackages, root } from '../src/packages.mjs'

const packages = publicPackages()

/** @returns {unknown} An entry as it is in the tarball: without the condition that leads to the sources. */
function published(/** @type {unknown} */ entry) {
  if (typeof entry !== 'object' || entry === null) return entry
  return Object.fromEntries(Object.entries(entry).filter(([condition]) => condition !== '@rungs/source'))
}

describe.each(packages)('$manifest.name', ({ folder, manifest }) => {
  test('is published by its name, in the open, with what is built', () => {
    expect(manifest.name).toBe(folder === 'rungs' ? 'rungs' : `@rungs/${folder}`)
    expect(manifest.publishConfig).toMatchObject({ access: 'public' })
    expect(manifest.files).toEqual(expect.arrayContaining(['dist', 'README.md', 'CHANGELOG.md']))
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module', engines: { node: '>=20.19' } })
    expect(manifest.description).toMatch(/^[A-Z].*\.$/)
  })

  test('exports the same from its tarball as here, but for the sources', () => {
    const exports = Object.entries(manifest.exports).map(([path, entry]) => [path, published(entry)])
    expect(manifest.publishConfig?.exports).toEqual(Object.fromEntries(exports))
  })

  test('is checked by publint and attw, and asks for no install script', () => {
    expect(manifest.scripts?.packaging).toBe('publint --strict && attw --pack . --profile esm-only')
    expect(Object.keys(manifest.scripts ?? {})).not.toEqual(expect.arrayContaining(['postinstall']))
  })

  test('has the version of all', () => expect(manifest.version).toBe(packages[0]?.manifest.version))
})

test('changesets bring all packages to one version, and none that is private', () => {
  const config = JSON.parse(readFileSync(join(root, '.changeset', 'config.json'), 'utf8'))
  expect(config).toMatchObject({ fixed: [['rungs', '@rungs/*']], access: 'public', baseBranch: 'main' })
  expect(config.privatePackages).toEqual({ version: false, tag: false })
})

test('nothing else of this workspace can be published by accident', () => {
  const { packages: patterns } = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
  const others = patterns.filter((/** @type {string} */ pattern) => !pattern.includes('*'))
  for (const folder of ['', ...others]) expect(manifestIn(join(root, folder)).private).toBe(true)
})
