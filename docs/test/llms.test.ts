import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { llmsText } from './llms.js'
import { documents, root } from './markdown.js'

/* llms.txt is made from the documents; `npm run docs:reference` writes it anew. */

const file = join(root, 'llms.txt')
if (process.env.WRITE_DOCS === '1') writeFileSync(file, llmsText())
const text = readFileSync(file, 'utf8')
const linked = [...text.matchAll(/^- \[[^\]]+\]\(([^)]+)\)/gm)].map(([, url = '']) => url)

test('llms.txt is what the documents say: npm run docs:reference', () => {
  expect(text).toBe(llmsText())
})

test('it has the form of llmstxt.org: a title, a summary, and sections of links alone', () => {
  const [title, blank, summary, ...rest] = text.trimEnd().split('\n')
  expect([title, blank]).toEqual(['# Rungs', ''])
  expect(summary).toMatch(/^> \S/)
  expect(rest.filter((line) => !/^(|## \S.*|- \[[^\]]+\]\([^)]+\)(: .+)?)$/.test(line))).toEqual([])
})

test('it links every document of the project once, each of which is there', () => {
  expect(linked.filter((page) => !existsSync(join(root, page)))).toEqual([])
  const all = documents().filter((page) => page !== 'README.md' && !page.endsWith('CHANGELOG.md'))
  expect([...linked].sort()).toEqual(all.sort())
})

test('it is short enough to be read as a whole, and so is each line', () => {
  expect(text.length).toBeLessThan(20_000)
  expect(text.split('\n').filter((line) => line.length > 300)).toEqual([])
})
