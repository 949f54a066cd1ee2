import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, documents, type Link, linksOf, root } from './markdown.js'

const files = documents()
const links = files.flatMap(linksOf)
const own = links.filter(({ external }) => !external)
const anchors = new Map(files.map((file) => [file, anchorsOf(file)]))

const shown = ({ file, line, target, anchor }: Link): string =>
  `${file}:${line} -> ${target}${anchor === '' ? '' : `#${anchor}`}`

test('every relative link of every document leads somewhere', () => {
  const broken = own.filter(({ target }) => !existsSync(join(root, target)))
  expect(broken.map(shown)).toEqual([])
  expect(own.length).toBeGreaterThan(0)
})

test('every anchor of a link is a heading, or an id, of its target', () => {
  const anchored = own.filter(({ anchor, target }) => anchor !== '' && target.endsWith('.md'))
  const broken = anchored.filter(({ anchor, target }) => anchors.get(target)?.has(anchor) !== true)
  expect(broken.map(shown)).toEqual([])
  expect(anchored.length).toBeGreaterThan(0)
})

test('docs/README.md leads to every page of docs, or to the list that does', () => {
  const index = 'docs/README.md'
  const linked = links.filter(({ file }) => file === index).map(({ target }) => target)
  const lists = /^docs\/(decisions|reference)\/(?!README)/
  const pages = files.filter((file) => file.startsWith('docs/') && file !== index && !lists.test(file))
  expect(pages.filter((page) => !linked.includes(page))).toEqual([])
})

/*
 * Links out of the project are not followed: tests reach nothing but loopback. They are listed, so that a new one is
 * looked at once by whoever adds it here.
 */
test('links lead out of the project to these pages alone', () => {
  const out = links.filter(({ external }) => external)
  expect([...new Set(out.map(({ target }) => target))].sort()).toEqual([
    'http://www.softwareishard.com/blog/har-12-spec/',
    'https://developer.mozilla.org/docs/Web/API/Window/fetch',
    'https://mswjs.io',
  ])
})
