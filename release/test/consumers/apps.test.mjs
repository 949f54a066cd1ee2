import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { installProject } from '../../src/install.mjs'
import { publicPackages } from '../../src/packages.mjs'
import { run } from '../../src/run.mjs'

const plain = inject('plain')
const toldBy = async (/** @type {string[]} */ args, cwd = plain) =>
  JSON.parse((await run(process.execPath, args, { cwd })).stdout)

test('an app of ES modules runs on every adapter, a config and the engine', async () => {
  const { made, cases, version } = await toldBy(['main.mjs'])
  expect(made).toEqual(['wix', 'capillary', 'vinr', 'scrip'])
  expect(cases).toBeGreaterThanOrEqual(250)
  expect(version).toBe(inject('tarballs').find(({ name }) => name === 'rungs')?.version)
})

test('an app in CommonJS imports what it needs', async () => {
  expect((await toldBy(['main.cjs'])).names).toContain('Gold')
})

test('every entry point that is published can be imported, and exports something', async () => {
  const found = await toldBy(['imports.mjs'])
  const published = publicPackages().flatMap(({ manifest: { name, publishConfig } }) =>
    Object.keys(publishConfig?.exports ?? {})
      .filter((path) => !path.endsWith('.json'))
      .map((path) => `${name}${path.slice(1)}`),
  )
  expect(Object.keys(found).toSorted()).toEqual(published.toSorted())
  expect(Object.entries(found).filter(([, exports]) => exports === 0)).toEqual([])
})

test('the client and one adapter need no other package of ours installed by name', async () => {
  const into = join(inject('place'), 'minimal')
  const needed = ['@rungs/client', '@rungs/model', '@rungs/transport', '@rungs/vinr']
  const tarballs = inject('tarballs').filter(({ name }) => needed.includes(name))
  await installProject(into, tarballs, { from: 'minimal' })
  expect(await toldBy(['main.mjs'], into)).toEqual({ names: ['Gold'], refused: true })
})
