import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromMarkdown } from 'mdast-util-from-markdown'
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

/** One relative link of a document. */
export interface Link {
  file: string
  line: number
  /** Where it points, relative to the top of the repository, without the fragment. */
  target: string
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
  return listed.split('\n').filter((file) => file !== '' && !file.startsWith('.changeset/'))
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

/** Whether a block is a file, or a part of one: `file=`, `in=` or `stays=` and a path stand behind its language. */
export function isFile(meta: string): boolean {
  return /^(file|in|stays)=/.test(meta)
}

/** The relative links of a document. */
export function linksOf(file: string): Link[] {
  const found: Link[] = []
  visit(treeOf(file), 'link', (node) => {
    if (/^([a-z]+:|#)/.test(node.url)) return
    const [path = ''] = node.url.split('#')
    found.push({ file, line: node.position?.start.line ?? 0, target: join(dirname(file), path) })
  })
  return found
}

function treeOf(file: string): ReturnType<typeof fromMarkdown> {
  return fromMarkdown(readFileSync(join(root, file), 'utf8'))
}
