import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { exitCodeOf } from '../../packages/rungs/src/errors.js'
import { between, outputAfter, root, type Snippet, snippetsOf } from './markdown.js'

/*
 * docs/errors.md is about every code that there is and about no other. Its examples are run by snippets.test.ts, which
 * holds what they print; here it is held that each code has one, and that what is said of `retryable` is what it prints.
 */

const page = 'docs/errors.md'
const codes = codesOf(join(root, 'packages', 'model', 'src', 'errors.ts'))
const lastSection = 'The command line'

const table = [
  '| code | what happened |',
  '| --- | --- |',
  ...[...codes].map(([code, meaning]) => `| [\`${code}\`](#${code}) | ${meaning} |`),
].join('\n')

if (process.env.WRITE_DOCS === '1') {
  const text = readFileSync(join(root, page), 'utf8')
  writeFileSync(join(root, page), between(text, 'codes', table))
}

const text = readFileSync(join(root, page), 'utf8')
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
)

test('there is a section for every code, in the order of the source, and for nothing else', () => {
  expect([...sections.keys()]).toEqual([...codes.keys(), lastSection])
})

test('the table says of every code what its docstring says: npm run docs:reference', () => {
  expect(text).toBe(between(text, 'codes', table))
})

test.each([...codes.keys()])(
  '%s has an example that fails so, and is retryable as its section says',
  (code) => {
    const printed = examplesOf(code).map((output) => output.code)
    const section = sections.get(code) ?? ''
    const said = /^\*\*Retryable:\*\* (yes|no)\b/m.exec(section)?.[1]
    expect(section).toContain('**Carried out:**')
    expect(printed[0]).toMatch(new RegExp(`^${code} ${said === 'yes'} `))
  },
)

test('the table of exit codes names the codes that end the command with 2', () => {
  const row = text.split('\n').find((line) => line.startsWith('| 2 |')) ?? ''
  const named = [...row.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code)
  const ending = [...codes.keys()].filter(
    (code) => exitCodeOf(Object.assign(new Error(code), { code })) === 2,
  )
  expect(named.sort()).toEqual(ending.sort())
})

/** What the examples of a section print. */
function examplesOf(code: string): Snippet[] {
  const all = snippetsOf(page)
  const first = text.slice(0, text.indexOf(`\n## ${code}\n`)).split('\n').length
  const last = first + (sections.get(code) ?? '').split('\n').length
  return all
    .filter(({ line, lang, meta }) => line > first && line < last && lang === 'ts' && meta === 'run')
    .flatMap((snippet) => outputAfter(all, snippet) ?? [])
}

/** The members of the union `ErrorCode`, each with its docstring. */
function codesOf(file: string): Map<string, string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const union = source.statements
    .filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === 'ErrorCode')
  if (union === undefined || !ts.isUnionTypeNode(union.type)) throw new Error('expected a union ErrorCode')
  return new Map(
    union.type.types.map((type) => {
      if (!ts.isLiteralTypeNode(type) || !ts.isStringLiteral(type.literal)) throw new Error('expected a text')
      return [type.literal.text, docstringBefore(source.text, type)]
    }),
  )
}

/** The comment before a member of a union, which stands before its `|`. */
function docstringBefore(text: string, type: ts.Node): string {
  const before = text.slice(0, type.getStart()).trimEnd().replace(/\|$/, '').trimEnd()
  const comment = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**') + 3, -2) : ''
  return comment.replace(/\s*\n\s*\*\s*/g, ' ').trim()
}
