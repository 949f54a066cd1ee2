import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import GithubSlugger from 'github-slugger'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'

/** The top of the repository. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url))

/** One code block of a document. */
export interface Snippet {
  /** The document, relative to the top of the repository. */
  file: string
  line: number
  lang: string
  /** What stands behind the language: `run` for a block that is also run. */
  meta: string
  code: string
}

/** One link of a document. */
export interface Link {
  file: string
  line: number
  /** Where it points, relative to the top of the repository and without the anchor; all of an external one. */
  target: string
  /** The place in the target, without `#`; empty for all of it. */
  anchor: string
  /** Whether it leaves the project. */
  external: boolean
}

/** Every document of the project. */
export function documents(): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  return listed
    .split('\n')
    .filter((file) => file !== '' && !file.startsWith('.changeset/'))
    .sort()
}

/** The code blocks of a document. */
export function snippetsOf(file: string): Snippet[] {
  const found: Snippet[] = []
  visit(treeOf(file), 'code', (node) => {
    found.push({
      file,
      line: node.position?.start.line ?? 0,
      lang: node.lang ?? '',
      meta: node.meta ?? '',
      code: node.value,
    })
  })
  return found
}

/** What a block prints, where the next block of its document is marked `output`. */
export function outputAfter(snippets: readonly Snippet[], step: Snippet): Snippet | undefined {
  const next = snippets[snippets.indexOf(step) + 1]
  return next?.meta === 'output' && next.file === step.file ? next : undefined
}

/** Whether a block is a file, or a part of one: `file=`, `in=` or `stays=` and a path stand behind its language. */
export function isFile(meta: string): boolean {
  return /^(file|in|stays)=/.test(meta)
}

/** The links and images of a document, in its text and in its HTML. */
export function linksOf(file: string): Link[] {
  const found: Link[] = []
  visit(treeOf(file), (node) => {
    const line = node.position?.start.line ?? 0
    const add = (url: string): void => void found.push({ file, line, ...targetOf(file, url) })
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') add(node.url)
    if (node.type === 'html')
      for (const [, url = ''] of node.value.matchAll(/\b(?:href|src)="([^"]*)"/g)) add(url)
  })
  return found
}

function targetOf(file: string, url: string): Pick<Link, 'target' | 'anchor' | 'external'> {
  if (/^[a-z]+:/i.test(url)) return { target: url, anchor: '', external: true }
  const [path = '', anchor = ''] = url.split('#')
  const target = path === '' ? file : join(dirname(file), decodeURI(path))
  return { target, anchor, external: false }
}

/** Where in a document a link may lead: its headings, as GitHub names them, and the ids of its HTML. */
export function anchorsOf(file: string): Set<string> {
  const slugger = new GithubSlugger()
  const found = new Set<string>()
  visit(treeOf(file), (node) => {
    if (node.type === 'heading') found.add(slugger.slug(textOf(node)))
    if (node.type === 'html') for (const [, id = ''] of node.value.matchAll(/\bid="([^"]+)"/g)) found.add(id)
  })
  return found
}

/** A text with other lines between `<!-- NAME:start -->` and `<!-- NAME:end -->`. @throws Error where these are not. */
export function between(text: string, name: string, lines: string): string {
  const [before, after] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`]
  const [start, end] = [text.indexOf(before), text.indexOf(after)]
  if (start < 0 || end < start) throw new Error(`expected ${before.trim()} and ${after}`)
  return `${text.slice(0, start)}${before}${lines === '' ? '' : `${lines}\n`}${text.slice(end)}`
}

/** Markdown as a tree. */
export function parsed(text: string): ReturnType<typeof fromMarkdown> {
  return fromMarkdown(text)
}

function treeOf(file: string): ReturnType<typeof fromMarkdown> {
  return parsed(readFileSync(join(root, file), 'utf8'))
}
