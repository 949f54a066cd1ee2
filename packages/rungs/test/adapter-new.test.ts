import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '@rungs/contract'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { templateFiles } from '../src/templates.js'
import { document, project, rungs } from './support/cli.js'
import { runHere } from './support/io.js'

const workspace = fileURLToPath(new URL('../../../', import.meta.url))

/** The files that every package, and every adapter, of this repository has to have. */
const roles: string[] = JSON.parse(
  readFileSync(join(workspace, 'konsistent.json'), 'utf8'),
).conventions.flatMap(({ name, must }: { name: string; must: { haveFiles?: string[] } }) =>
  ['packages-look-alike', 'adapters-look-alike'].includes(name) ? (must.haveFiles ?? []) : [],
)

/** What the type checker says about a package, with its own settings and these on top. */
function typeErrors(dir: string, options: ts.CompilerOptions = {}): string[] {
  const { config } = ts.readConfigFile(join(dir, 'tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dir)
  const program = ts.createProgram(parsed.fileNames, { ...parsed.options, ...options })
  // Only of its own files: those of Rungs are sources here, and declarations where it is installed.
  const own = program.getSourceFiles().filter(({ fileName }) => parsed.fileNames.includes(fileName))
  const found = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ])
  return [...parsed.errors, ...program.getOptionsDiagnostics(), ...found].map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  )
}

/** Every file below a folder, by its path in it. */
function filesIn(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
}

describe('in a checkout of Rungs', () => {
  let here: Awaited<ReturnType<typeof project>>
  beforeAll(async () => {
    here = await project({})
  })
  afterAll(() => here.remove())

  it('writes a package with the files of every adapter, type-checked, whose contract suite is red', async () => {
    const dir = join(here.dir, 'stampcard')
    const made = await rungs(['adapter', 'new', 'stampcard', '--json'], { cwd: here.dir })
    expect(made).toMatchObject({ code: 0, stderr: '' })
    const told = document(made.stdout)
    expect(told).toMatchObject({ name: 'stampcard', package: '@rungs/stampcard', dir, inCheckout: true })
    expect(filesIn(dir).sort()).toEqual(Object(told).files)
    expect(roles.length).toBeGreaterThan(15)
    expect(filesIn(dir)).toEqual(expect.arrayContaining(roles))
    expect(readdirSync(here.dir)).toEqual(['stampcard'])
    expect(
      filesIn(dir).filter((file) => /acme|PACKAGE_NAME/i.test(readFileSync(join(dir, file), 'utf8'))),
    ).toEqual([])
    expect(typeErrors(dir)).toEqual([])
    holdsRed(dir)
  }, 120_000)

  /** Runs the suite of the package as its author would, and holds that it is red for the right reasons. */
  function holdsRed(dir: string): void {
    const file = join(dir, 'test/contract.test.ts')
    const source = readFileSync(file, 'utf8')
    expect(source.split('\n').length).toBeLessThan(30)
    const { results, counts } = reportOf(dir, source)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(counts.failed).toBeGreaterThan(800)
    const works = results.filter(({ id }) => id.startsWith('L7.works.'))
    expect(works.map(({ outcome }) => outcome)).toEqual(works.map(() => 'failed'))
    // Nothing is green by a refusal: what passes is about the provider as it stands.
    const passed = results.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id)
    expect(passed.filter((id) => !/^(L7\.[a-z-]+|L6\.no-secret.+)$/.test(id))).toEqual([])
    const skipped = results.filter(({ outcome }) => outcome === 'skipped')
    expect(
      skipped.every(({ reason = '' }) => /the provider (supports it|holds everything)/.test(reason)),
    ).toBe(true)
    for (const { id, reason } of works)
      expect([id, reason]).toEqual([id, expect.stringMatching(/not written yet.* in src\/[\w/-]+\.ts/)])
    const helpful = failed.filter(({ reason = '' }) => /not written yet/.test(reason))
    expect(helpful.length / failed.length).toBeGreaterThan(0.95)
  }

  function reportOf(dir: string, source: string): Report {
    const file = join(dir, 'test/contract.test.ts')
    // The only change: the report for programs, in a file.
    const reporting = "report: (report) => writeFileSync('report.json', JSON.stringify(report)),"
    const watched = source.replace(/report: \(report\) => console.log\(.*\),/, reporting)
    expect(watched).not.toBe(source)
    ts.sys.writeFile(file, `import { writeFileSync } from 'node:fs'\n${watched}`)
    const vitest = join(workspace, 'node_modules/vitest/vitest.mjs')
    const env = { PATH: process.env.PATH, CI: 'true' }
    const run = spawnSync(process.execPath, [vitest, 'run', '--reporter=dot'], {
      cwd: dir,
      env,
      encoding: 'utf8',
    })
    expect(run.status, run.stdout + run.stderr).toBe(1)
    expect(run.stdout + run.stderr).not.toContain('Unhandled')
    return JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8'))
  }

  it('takes an empty folder, another package name, and says what to do next', async () => {
    await mkdir(join(here.dir, 'empty'))
    const args = ['adapter', 'new', 'tally', '--dir', 'empty', '--package', '@shop/tally']
    const { code, stdout } = await runHere(args, { cwd: here.dir })
    expect(code).toBe(0)
    expect(stdout).toContain('@shop/tally is in empty')
    expect(stdout).toMatch(/npm test .*\n.*npm run next/)
    const { name, dependencies } = JSON.parse(readFileSync(join(here.dir, 'empty/package.json'), 'utf8'))
    expect(name).toBe('@shop/tally')
    expect(dependencies).toEqual({
      '@rungs/model': 'workspace:*',
      '@rungs/transport': 'workspace:*',
      zod: 'catalog:',
    })
  })
})

describe('anywhere else', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rungs-adapter-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  it('writes a package that stands on its own, over published packages, and passes the types', async () => {
    const { code } = await runHere(['adapter', 'new', 'tally', '--dir', 'a/b/tally'], { cwd: dir })
    expect(code).toBe(0)
    const made = join(dir, 'a/b/tally')
    const manifest = JSON.parse(readFileSync(join(made, 'package.json'), 'utf8'))
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(manifest).toMatchObject({ name: 'rungs-tally', dependencies: { '@rungs/model': `^${version}` } })
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|@rungs\/source/)
    expect(readFileSync(join(made, '.gitignore'), 'utf8')).toContain('node_modules')
    await symlink(join(workspace, 'packages/rungs/node_modules'), join(made, 'node_modules'))
    const typeRoots = [join(workspace, 'node_modules/@types')]
    expect(typeErrors(made, { customConditions: ['@rungs/source'], typeRoots })).toEqual([])
  }, 60_000)

  it('asks for the versions of tools and zod that this repository uses', async () => {
    await runHere(['adapter', 'new', 'tools'], { cwd: dir })
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(dir, 'tools/package.json'), 'utf8'),
    )
    const root = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')).devDependencies
    const catalog = readFileSync(join(workspace, 'pnpm-workspace.yaml'), 'utf8')
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith('@rungs/')) continue
      if (root[name] !== undefined && root[name] !== 'catalog:')
        expect([name, root[name]]).toEqual([name, version])
      else expect(catalog).toContain(`  ${name}: ${version}\n`)
    }
  })
})

describe('what cannot be', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rungs-adapter-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  it.each([
    ['talon-one', 'such as talonone'],
    ['Acme', 'such as acme'],
    ['1st', 'lower case letters and digits'],
    ['x', '2 to 30'],
    ['../up', 'such as up'],
    ['', 'no name'],
    ['class', 'such as classloyalty'],
    ['tiers', 'such as tiersloyalty'],
    ['path', 'means something else'],
    ['vinr', 'Rungs has an adapter vinr'],
    ['memory', 'choose another name'],
  ])('the name %j', async (name, advice) => {
    const { code, stdout, stderr } = await runHere(['adapter', 'new', name, '--dir', 'made'], { cwd: dir })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(advice)
    expect(stderr).toContain('Nothing was written.')
    expect(readdirSync(dir)).toEqual([])
  })

  it.each(['Shop/acme', '@shop', 'a b', '.hidden', '@shop/acme/more'])('the package %j', async (name) => {
    const { code, stderr } = await runHere(['adapter', 'new', 'tally', '--package', name, '--json'], {
      cwd: dir,
    })
    expect(code).toBe(2)
    expect(document(stderr)).toMatchObject({ code: 'usage', message: expect.stringContaining('--package') })
    expect(readdirSync(dir)).toEqual([])
  })

  it('no name at all', async () => {
    const { code, stderr } = await runHere(['adapter', 'new'], { cwd: dir })
    expect(code).toBe(2)
    expect(stderr).toContain("missing required argument 'name'")
  })

  it.each([
    [
      'a folder with a file in it',
      async () => {
        await mkdir(join(dir, 'tally'))
        await writeFile(join(dir, 'tally/mine.txt'), 'mine')
      },
    ],
    ['a file', () => writeFile(join(dir, 'tally'), 'mine')],
  ])('%s in its place, which stays as it is', async (_, make) => {
    await make()
    const before = filesIn(dir)
    const { code, stderr } = await runHere(['adapter', 'new', 'tally'], { cwd: dir })
    expect(code).toBe(2)
    expect(stderr).toMatch(/is (not empty|no folder)\. Name another folder with --dir/)
    expect(filesIn(dir)).toEqual(before)
    await rm(join(dir, 'tally'), { recursive: true })
  })

  it.skipIf(process.getuid?.() === 0)(
    'a folder that must not be written to: nothing is left behind',
    async () => {
      await mkdir(join(dir, 'locked'))
      await chmod(join(dir, 'locked'), 0o500)
      const { code } = await runHere(['adapter', 'new', 'tally', '--dir', 'locked/a/b'], { cwd: dir })
      expect(code).not.toBe(0)
      await chmod(join(dir, 'locked'), 0o700)
      expect(readdirSync(join(dir, 'locked'))).toEqual([])
      await rm(join(dir, 'locked'), { recursive: true })
    },
  )

  it('a write that fails halfway leaves nothing behind, also of the folders above', async () => {
    const { writeAll } = await import('../src/scaffold/write-all.js')
    const files = new Map([
      ['a.txt', 'a'],
      ['a.txt/b.txt', 'a file is no folder'],
    ])
    await expect(writeAll(join(dir, 'up/made'), files)).rejects.toThrow()
    expect(readdirSync(dir)).toEqual([])
    await mkdir(join(dir, 'made'))
    await expect(writeAll(join(dir, 'made'), files)).rejects.toThrow()
    expect(readdirSync(dir)).toEqual(['made'])
    await rm(join(dir, 'made'), { recursive: true })
  })
})

it('packs the template', async () => {
  const { files } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(files).toContain('templates')
  const template = await templateFiles('adapter')
  expect([...template.keys()]).toEqual(
    expect.arrayContaining(roles.filter((file) => /^(src|test)/.test(file))),
  )
  // npm leaves these out of what it packs, whatever `files` says.
  expect(
    [...template.keys()].filter((file) => /(^|\/)(\.gitignore|\.npmrc|node_modules)/.test(file)),
  ).toEqual([])
  expect(existsSync(new URL('../templates/adapter/package.json', import.meta.url))).toBe(false)
})
