import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from './markdown.js'
import { generateReference, type Reference, undocumented } from './reference.js'

/*
 * The API reference in docs/reference is what the docstrings say now. `npm run docs:reference` writes it anew.
 */

const folder = join(root, 'docs', 'reference')
let reference: Reference

beforeAll(async () => {
  reference = await generateReference()
  if (process.env.WRITE_DOCS !== '1') return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of reference.pages) writeFileSync(join(folder, name), text)
}, 120_000)

test('the committed reference is what the sources say: npm run docs:reference', () => {
  expect(readdirSync(folder).sort()).toEqual([...reference.pages.keys()].sort())
  const stale = [...reference.pages].filter(
    ([name, text]) => readFileSync(join(folder, name), 'utf8') !== text,
  )
  expect(stale.map(([name]) => name)).toEqual([])
})

test('every link of a docstring leads somewhere, and every type that is told of is exported', () => {
  expect(reference.complaints).toEqual([])
})

test('every export, and every member of an exported interface or class, has a docstring', () => {
  expect(undocumented(reference.project)).toEqual([])
})
