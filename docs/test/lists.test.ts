import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { between, root } from './markdown.js'

/* Lists of pages that are made of the titles of the pages; `npm run docs:reference` writes them anew. */

const docs = join(root, 'docs')

/** The pages of a folder with their titles, in the order of their names. */
function pagesOf(folder: string): { name: string; title: string }[] {
  if (!existsSync(join(docs, folder))) return []
  const names = readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md') && name !== 'README.md')
  return names.sort().map((name) => {
    const [first = ''] = readFileSync(join(docs, folder, name), 'utf8').split('\n')
    return { name, title: first.replace(/^# /, '') }
  })
}

describe.each([
  { folder: 'decisions', index: 'decisions/README.md', from: '.' },
  { folder: 'vendors', index: 'README.md', from: './vendors' },
])('the pages of docs/$folder', ({ folder, index, from }) => {
  const file = join(docs, index)
  const list = pagesOf(folder).map(({ name, title }) => `- [${title}](${from}/${name})`)
  const listed = (): string => between(readFileSync(file, 'utf8'), folder, list.join('\n'))
  if (process.env.WRITE_DOCS === '1') writeFileSync(file, listed())

  test(`are listed in docs/${index}: npm run docs:reference`, () => {
    expect(readFileSync(file, 'utf8')).toBe(listed())
  })
})

test('decisions are numbered without a gap, in the name of the file and in the title', () => {
  const pages = pagesOf('decisions')
  const numbers = pages.map((_, at) => String(at + 1).padStart(4, '0'))
  expect(pages.map(({ name }) => name.slice(0, 5))).toEqual(numbers.map((number) => `${number}-`))
  expect(pages.map(({ title }) => title.slice(0, 5))).toEqual(numbers.map((number) => `${number}:`))
})
