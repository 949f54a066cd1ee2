import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { isFile, type Snippet } from './markdown.js'

/**
 * Puts the blocks of a document where they say: `file=PATH` is the whole of a file (`without=A,B` takes others away),
 * `in=PATH` brings imports and declarations that replace those of the same name, and `stays=PATH` shows what is there.
 * @throws Error for a block that shows something else than what is there, or takes away what is not.
 */
export function putInto(dir: string, snippets: readonly Snippet[]): void {
  for (const { meta, code, file: document, line } of snippets.filter((snippet) => isFile(snippet.meta))) {
    const [head = '', ...rest] = meta.split(' ')
    const [how, path = ''] = head.split('=')
    const file = join(dir, path)
    const whole = `${code}\n`
    if (how === 'stays' && readFileSync(file, 'utf8') !== whole)
      throw new Error(`${document}:${line}: ${path} is not what stands there`)
    if (how === 'file') write(file, whole)
    if (how === 'in') write(file, merged(readFileSync(file, 'utf8'), whole))
    for (const gone of rest
      .join()
      .replace(/^without=/, '')
      .split(',')
      .filter(Boolean))
      rmSync(join(dir, gone))
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** A source with the statements of another: those of a name that it has in their place, the others at its end. */
function merged(source: string, other: string): string {
  const own = statementsOf(source)
  const given = new Map(statementsOf(other).map((statement) => [statement.name, statement.text]))
  const kept = own.map(({ name, text }) => {
    const replaced = given.get(name)
    given.delete(name)
    return replaced ?? text
  })
  const added = [...given].map(([name, text]) => ({ name, text }))
  const all = [
    ...added.filter(isImport),
    ...own.map(({ name }, index) => ({ name, text: kept[index] ?? '' })),
    ...added.filter((one) => !isImport(one)),
  ]
  return `${all.map(({ text }) => text.trim()).join('\n')}\n`
}

const isImport = ({ name }: { name: string }): boolean => name.startsWith('import ')

/** The statements of a source with the comments before them, each with its name or where it imports from. */
function statementsOf(source: string): { name: string; text: string }[] {
  const tree = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest)
  return tree.statements.map((statement) => ({
    name: nameOf(statement, tree),
    text: statement.getFullText(tree),
  }))
}

function nameOf(statement: ts.Statement, tree: ts.SourceFile): string {
  if (ts.isImportDeclaration(statement)) return `import ${statement.moduleSpecifier.getText(tree)}`
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText(tree)).join()
  const name =
    ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) ? statement.name : undefined
  if (name === undefined)
    throw new Error(`expected a declaration with a name, got ${statement.getText(tree)}`)
  return name.text
}
