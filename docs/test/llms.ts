import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toString as textOf } from 'mdast-util-to-string'
import { documents, linksOf, parsed, root } from './markdown.js'

/** The pages of one part of llms.txt, in the order of their links. */
interface Section {
  title: string
  pages: readonly string[]
}

/**
 * An index of all documents for programs that read, in the form of llmstxt.org: title, summary, and sections of links
 * with one line each. The first sentence of a page is its line; what may be left out comes last.
 */
export function llmsText(): string {
  const [summary = ''] = paragraphsOf('README.md')
  const parts = sections().map(({ title, pages }) => `## ${title}\n\n${pages.map(lineOf).join('\n')}`)
  return `# Rungs\n\n> ${oneLine(summary)}\n\n${parts.join('\n\n')}\n`
}

function sections(): Section[] {
  const all = documents().filter((file) => file !== 'README.md' && !file.endsWith('CHANGELOG.md'))
  const inOrder = ['docs/README.md', ...linksOf('docs/README.md').map(({ target }) => target)]
  const place = (file: string): number => (inOrder.includes(file) ? inOrder.indexOf(file) : inOrder.length)
  const left = new Set(all.sort((a, b) => place(a) - place(b)))
  const take = (title: string, which: RegExp): Section => {
    const pages = [...left].filter((file) => which.test(file))
    for (const page of pages) left.delete(page)
    return { title, pages }
  }
  const taken = [
    take('Guide', /^docs\/(README|guide\/.*)\.md$/),
    take('Reference', /^docs\/((errors|capabilities)\.md|reference\/(README|client|model)\.md)$/),
    take('Vendors', /^docs\/vendors\//),
    take('Packages', /^packages\/[^/]+\/README\.md$/),
    take('Further', /^docs\/[^/]+\.md$/),
    take('Examples', /^examples\//),
    take('Optional', /./),
  ]
  return taken.filter(({ pages }) => pages.length > 0)
}

function lineOf(file: string): string {
  const title = beginningOf(file).find((node) => node.type === 'heading')
  // The title of a decision says what was decided.
  const [first = ''] = /^docs\/decisions\/\d/.test(file) ? [] : paragraphsOf(file)
  const note = lead(oneLine(first))
  return `- [${title === undefined ? file : textOf(title)}](${file})${note === '' ? '' : `: ${note}`}`
}

/** The first sentence, or what it begins with where it is a long one. */
function lead(text: string): string {
  const [sentence = text] = /^.*?\.(?= |$)/.exec(text) ?? []
  const [beginning = sentence] = sentence.length > 200 ? (/^.*?[:;](?= )/.exec(sentence) ?? []) : []
  return beginning.replace(/[.:;]$/, '')
}

function paragraphsOf(file: string): string[] {
  return beginningOf(file)
    .filter((node) => node.type === 'paragraph')
    .map((node) => textOf(node))
    .filter((paragraph) => !paragraph.startsWith('|'))
}

/** What a page begins with: some pages are long, and only their first lines are needed. */
function beginningOf(file: string): ReturnType<typeof parsed>['children'] {
  return parsed(readFileSync(join(root, file), 'utf8').slice(0, 4000)).children
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
