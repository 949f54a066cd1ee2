import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, linksOf, root } from './markdown.js'

test('every relative link of every document leads somewhere', () => {
  const links = documents().flatMap(linksOf)
  const broken = links.filter(({ target }) => !existsSync(join(root, target)))
  expect(broken.map(({ file, line, target }) => `${file}:${line} -> ${target}`)).toEqual([])
  expect(links.length).toBeGreaterThan(0)
})
