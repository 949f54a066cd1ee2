import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { between, root } from './markdown.js'

/* The list in docs/decisions/README.md is made of the titles; `npm run docs:reference` writes it anew. */

const folder = join(root, 'docs', 'decisions')
const index = join(folder, 'README.md')
const pages = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort()
const titles = pages.map((name) => readFileSync(join(folder, name), 'utf8').split('\n')[0] ?? '')
const list = pages.map((name, at) => `- [${titles[at]?.replace(/^# /, '')}](./${name})`).join('\n')

if (process.env.WRITE_DOCS === '1')
  writeFileSync(index, between(readFileSync(index, 'utf8'), 'decisions', list))

test('every decision is listed by its title: npm run docs:reference', () => {
  const text = readFileSync(index, 'utf8')
  expect(text).toBe(between(text, 'decisions', list))
})

test('decisions are numbered without a gap, in the name of the file and in the title', () => {
  const numbers = pages.map((name) => name.slice(0, 4))
  expect(numbers).toEqual(pages.map((_, at) => String(at + 1).padStart(4, '0')))
  expect(titles.map((title) => title.slice(0, 7))).toEqual(numbers.map((number) => `# ${number}:`))
})
