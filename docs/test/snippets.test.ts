import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import ts from 'typescript'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { documents, isFile, outputAfter, root, type Snippet, snippetsOf } from './markdown.js'

const folder = join(root, 'docs', '.snippets', 'ts')
// The API reference shows signatures, which are no programs.
const all = documents()
  .filter((file) => !file.startsWith('docs/reference/'))
  .flatMap(snippetsOf)
// Blocks that are files of a package are held together by adapter.test.ts.
const typescript = all.filter(({ lang, meta }) => lang === 'ts' && !isFile(meta))
const nameOf = (snippet: Snippet): string => `${snippet.file.replace(/\W+/g, '-')}-${snippet.line}.ts`
const titled = (snippets: Snippet[]): [string, Snippet][] =>
  snippets.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet])

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
// A block without imports would be a script, and share its names with all others.
for (const snippet of typescript)
  writeFileSync(join(folder, nameOf(snippet)), `${snippet.code}\n\nexport {}\n`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every TypeScript block of every document compiles', () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const files = typescript.map((snippet) => join(folder, nameOf(snippet)))
  const program = ts.createProgram(files, { ...options, noEmit: true })
  const found = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const start = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0)
    const name = diagnostic.file?.fileName.split('/').at(-1)
    const snippet = typescript.find((candidate) => nameOf(candidate) === name)
    const where = snippet === undefined ? name : `${snippet.file}:${snippet.line + 1 + (start?.line ?? 0)}`
    return `${where}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`
  })
  expect(found).toEqual([])
  expect(files.length).toBeGreaterThan(0)
})

describe('blocks that are marked `run` run, and print what the block of output after them says', () => {
  test.each(titled(typescript.filter((snippet) => snippet.meta.includes('run'))))(
    '%s',
    async (_title, snippet) => {
      const printed: string[] = []
      const log = vi.spyOn(console, 'log').mockImplementation((...what) => void printed.push(format(...what)))
      try {
        await import(/* @vite-ignore */ pathToFileURL(join(folder, nameOf(snippet))).href)
      } finally {
        log.mockRestore()
      }
      const output = outputAfter(all, snippet)
      if (output !== undefined) expect(printed.join('\n')).toBe(output.code)
    },
  )
})

describe('blocks that are marked `test` hold tests, which pass', () => {
  describe.each(titled(typescript.filter((snippet) => snippet.meta.includes('test'))))(
    '%s',
    async (_title, snippet) => {
      await import(/* @vite-ignore */ pathToFileURL(join(folder, nameOf(snippet))).href)
    },
  )
})

describe('data blocks parse', () => {
  const data = all.filter((snippet) => ['json', 'yaml'].includes(snippet.lang))
  test.each(titled(data))('%s', (_title, snippet) => {
    expect(() => (snippet.lang === 'json' ? JSON.parse(snippet.code) : parseYaml(snippet.code))).not.toThrow()
  })
})
