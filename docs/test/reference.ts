import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  Application,
  type DeclarationReflection,
  LogLevel,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
  TSConfigReader,
} from 'typedoc'
import { load, ModuleRouter } from 'typedoc-plugin-markdown'
import { root } from './markdown.js'
import { nameWrittenTypes } from './written-types.js'

/** One entry point of a published package. */
interface EntryPoint {
  /** What people import: `@rungs/model/schemas`. */
  name: string
  /** The name of its page in `docs/reference`, without the ending. */
  page: string
  /** Its source file. */
  file: string
  /** What the package says about itself. */
  description: string
}

/** The generated reference. */
export interface Reference {
  project: ProjectReflection
  /** The text of every page, by file name. */
  pages: Map<string, string>
  /** What TypeDoc had to complain about: links that lead nowhere, types that are used and not exported. */
  complaints: string[]
}

/** Packages in the order of a reader; it also decides which page has what several entry points export. */
const packages = [
  'model',
  'engine',
  'client',
  'memory',
  'wix',
  'capillary',
  'vinr',
  'scrip',
  'emulators',
  'contract',
  'transport',
  'rungs',
]

/** Every entry point that a package of ours publishes. */
function entryPoints(): EntryPoint[] {
  const there = readdirSync(join(root, 'packages')).sort()
  if (there.join() !== [...packages].sort().join()) throw new Error(`the packages are ${there.join(', ')}`)
  return packages.flatMap((folder) => {
    const manifest: { name: string; description: string; exports: Record<string, unknown> } = JSON.parse(
      readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
    )
    return Object.entries(manifest.exports).flatMap(([path, target]) => {
      const source = sourceOf(target)
      if (source === undefined) return []
      const name = manifest.name + path.slice(1)
      const page = name.replace('@rungs/', '').replaceAll('/', '-')
      const file = join(root, 'packages', folder, source)
      const own = `What \`${name}\` exports beside the package itself.`
      return [{ name, page, file, description: path === '.' ? manifest.description : own }]
    })
  })
}

function sourceOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('@rungs/source' in target)) return undefined
  return String(target['@rungs/source'])
}

/** Every export, and every member of an exported interface or class, that has no docstring. */
export function undocumented(project: ProjectReflection): string[] {
  const exported = (project.children ?? []).flatMap((module) => module.children ?? [])
  return [...exported, ...exported.flatMap(membersOf)]
    .filter((declaration) => !declaration.kindOf(ReflectionKind.Reference) && !isTold(declaration))
    .map((declaration) => declaration.getFullName())
}

function membersOf(declaration: DeclarationReflection): DeclarationReflection[] {
  if (!declaration.kindOf([ReflectionKind.Interface, ReflectionKind.Class])) return []
  return (declaration.children ?? []).filter(
    (member) => member.inheritedFrom === undefined && !member.kindOf(ReflectionKind.Constructor),
  )
}

function isTold(declaration: DeclarationReflection): boolean {
  const type = declaration.type?.type === 'reflection' ? declaration.type.declaration : undefined
  const signatures = [...declaration.getAllSignatures(), ...(type?.getAllSignatures() ?? [])]
  return [declaration, ...signatures].some((one) => one.hasComment())
}

/**
 * The reference as the sources have it now. No page names a line of a source or a path of this machine, so that pages
 * change only with what they tell.
 */
export async function generateReference(): Promise<Reference> {
  const entries = entryPoints()
  const out = mkdtempSync(join(tmpdir(), 'rungs-reference-'))
  try {
    const app = await application(entries, out)
    const complaints: string[] = []
    nameWrittenTypes(app.converter)
    const project = await app.convert()
    if (project === undefined) throw new Error('TypeDoc could not read the sources')
    for (const module of project.children ?? []) module.name = entryNamed(entries, module.name).name
    app.logger.log = (message, level) => {
      if (level >= LogLevel.Warn) complaints.push(message)
    }
    app.validate(project)
    await app.generateOutputs(project)
    const pages = new Map(entries.map((entry) => [`${entry.page}.md`, pageIn(out, entry)]))
    pages.set('README.md', indexOf(entries))
    return { project, pages, complaints }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function application(entries: readonly EntryPoint[], out: string): Promise<Application> {
  const app = await Application.bootstrapWithPlugins(
    {
      entryPoints: entries.map(({ file }) => file),
      tsconfig: join(root, 'docs', 'tsconfig.reference.json'),
      basePath: root,
      plugin: [load, (into) => into.renderer.defineRouter('pages', Pages)],
      outputs: [{ name: 'markdown', path: out }],
      name: 'Rungs',
      readme: 'none',
      disableSources: true,
      disableGit: true,
      // The types are checked by `npm run typecheck`; here they would only take time.
      skipErrorChecking: true,
      excludePrivate: true,
      excludeInternal: true,
      excludeExternals: true,
      sort: ['source-order'],
      groupOrder: [
        ...['Functions', 'Classes', 'Interfaces', 'Type Aliases', 'Variables'],
        ...['Constructors', 'Properties', 'Accessors', 'Methods', '*', 'References'],
      ],
      logLevel: 'Warn',
      ...looks,
    },
    [new TSConfigReader()],
  )
  return app
}

const looks = {
  router: 'pages',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandParameters: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  tableColumnSettings: { hideDefaults: true, hideInherited: true, hideOverrides: true, hideSources: true },
} as const

/** One page for each entry point, all in one folder. */
class Pages extends ModuleRouter {
  override getIdealBaseName(reflection: Reflection): string {
    if (!reflection.kindOf(ReflectionKind.Module)) return super.getIdealBaseName(reflection)
    return reflection.name.replace('@rungs/', '').replaceAll('/', '-')
  }
}

/** TypeDoc names a module by the path of its source from the top of the repository. */
function entryNamed(entries: readonly EntryPoint[], name: string): EntryPoint {
  const found = entries.find(({ file }) => {
    const path = file.slice(root.length).replace(/\.ts$/, '')
    return path === name || path === `${name}/index`
  })
  if (found === undefined) throw new Error(`no entry point is at ${name}`)
  return found
}

function pageIn(out: string, { name, page, description }: EntryPoint): string {
  const written = readFileSync(join(out, `${page}.md`), 'utf8')
  const told = written.replace(`# ${name}\n`, () => `# ${name}\n\n${description}\n`)
  // The vendors' own operations are mapped from routes: their parameters come as one list of arguments.
  const plain = told.replace(/\(\.{3}`args`: \\\[(.*)\\\]\) =>/g, '($1) =>')
  const [own = '', others] = plain.split('## References\n')
  return others === undefined ? own : `${own}${references(others)}`
}

/** What an entry point has from another one, in one paragraph. */
function references(text: string): string {
  const links = [...text.matchAll(/e-exports (\[\w+\]\([^)]+\))/g)].map(([, link]) => link)
  const renamed = text.includes('### default\n')
  return renamed
    ? `The default export is ${links.join()}.\n`
    : `## From other packages\n\n${links.join(', ')}\n`
}

function indexOf(entries: readonly EntryPoint[]): string {
  const rows = entries.map(
    ({ name, page, description }) => `| [\`${name}\`](./${page}.md) | ${description} |`,
  )
  return `# API reference

Every export of every package, made from the docstrings of the sources. \`npm run docs:reference\` writes these pages anew; a
test fails when they are stale.

| import | |
| --- | --- |
${rows.join('\n')}
`
}
