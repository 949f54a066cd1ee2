import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { manifestIn, publicPackages, root } from '../../src/packages.mjs'
import { run } from '../../src/run.mjs'

const packages = publicPackages()
const names = packages.map(({ manifest }) => manifest.name)

test('publishing, rehearsed, has nothing to say against any package', async () => {
  const { stdout, stderr } = await run('pnpm', [
    ...['-r', 'publish', '--dry-run', '--no-git-checks', '--access', 'public'],
    ...['--filter', './packages/*'],
  ])
  const told = `${stdout}${stderr}`
  const published = [...told.matchAll(/notice name:\s+(\S+)\n/g)].map(([, name]) => name)
  expect(published.toSorted()).toEqual(names.toSorted())
  const complaints = told.split('\n').filter((line) => /^npm (warn|error)|^ ?(WARN|ERR)/.test(line))
  expect(complaints.filter((line) => !/logged in to .*\(dry-run\)|Unknown .* config/.test(line))).toEqual([])
})

describe('a release, in a copy of this repository', () => {
  const copy = join(inject('place'), 'release')
  /** @type {string[]} */
  let versions = []

  beforeAll(async () => {
    for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.changeset'])
      await cp(join(root, file), join(copy, file), { recursive: true })
    for (const { folder, manifest } of packages) {
      await mkdir(join(copy, 'packages', folder), { recursive: true })
      await writeFile(join(copy, 'packages', folder, 'package.json'), JSON.stringify(manifest, null, 2))
    }
    // One change at least, so that there is a release to look at right after one.
    await writeFile(
      join(copy, '.changeset/one.md'),
      "---\n'@rungs/model': minor\n---\n\nOne change.\n\nIn two paragraphs.\n",
    )
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com']
    const git = (/** @type {string[]} */ ...args) => run('git', [...author, ...args], { cwd: copy })
    await git('init', '--quiet', '--initial-branch=main')
    await git('add', '.')
    await git('commit', '--quiet', '--message=All')
    await run('changeset', ['version'], { cwd: copy })
    versions = packages.map(({ folder }) => manifestIn(join(copy, 'packages', folder)).version)
  })

  test('gives all packages one version, higher than now', () => {
    const [now = ''] = packages.map(({ manifest }) => manifest.version)
    expect(new Set(versions).size).toBe(1)
    expect(versions[0]?.localeCompare(now, 'en', { numeric: true })).toBe(1)
    if (now === '0.0.0') expect(versions[0]).toBe('0.1.0')
  })

  test('writes a CHANGELOG.md for each, in sentences and without hashes', async () => {
    for (const { folder, manifest } of packages) {
      const text = await readFile(join(copy, 'packages', folder, 'CHANGELOG.md'), 'utf8')
      expect(text).toMatch(new RegExp(`^# ${manifest.name}\n\n## ${versions[0]}\n`))
      expect(text).not.toMatch(/^- [0-9a-f]{7,}|Updated dependencies/m)
    }
    const text = await readFile(join(copy, 'packages/model/CHANGELOG.md'), 'utf8')
    expect(text).toContain('- One change.\n\n  In two paragraphs.\n')
    const adapter = await readFile(join(copy, 'packages/vinr/CHANGELOG.md'), 'utf8')
    expect(adapter).toContain(`- With ${versions[0]} of \`@rungs/model\` and \`@rungs/transport\`.\n`)
  })

  test('leaves no changeset behind, and no private package changed', async () => {
    const { stdout } = await run('git', ['status', '--short'], { cwd: copy })
    const changed = stdout.trimEnd().split('\n')
    const expected =
      /^( D \.changeset\/[\w-]+\.md| M packages\/\w+\/package\.json|\?\? packages\/\w+\/CHANGELOG\.md)$/
    expect(changed.filter((line) => !expected.test(line))).toEqual([])
  })
})
