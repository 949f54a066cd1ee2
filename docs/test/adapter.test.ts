import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { createClient, loadClient, migrateLadder } from '@rungs/client'
import { listCases } from '@rungs/contract'
import { memory } from '@rungs/memory'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root, snippetsOf } from './markdown.js'
import { putInto } from './package-of.js'
import { command } from './walkthrough.js'

/* Follows docs/writing-an-adapter.md: the command, every file, the types, the contract suite, the config. */

const page = 'docs/writing-an-adapter.md'
const snippets = snippetsOf(page)
const folder = join(root, 'docs', '.snippets', 'adapter')
const dir = join(folder, 'stampcard')
const bin = (path: string): string => join(root, 'node_modules', path)

/** How a test for a runner that reads no TypeScript comes to be one file. */
const bundledFromSource = `export default {
  format: 'esm',
  platform: 'node',
  splitting: false,
  removeNodeProtocol: false,
  noExternal: [/./],
  esbuildOptions: (options) => {
    options.conditions = ['@rungs/source', 'import', 'default']
    options.external = ['@jest/globals']
  },
}
`

interface Done {
  status: number
  stdout: string
  stderr: string
}

async function node(args: string[], cwd: string, env: Record<string, string> = {}): Promise<Done> {
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH, CI: 'true', ...env } })
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { status, stdout, stderr }
}

/** What `npm run next` says of the adapter as it was made. */
let next: Done

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const typed = snippets.find(({ meta }) => meta === 'adapter-new')?.code ?? ''
  expect(typed).toMatch(/^npx rungs adapter new stampcard /)
  const made = await node([command, ...typed.split(' ').slice(2)], folder)
  expect(made, made.stderr).toMatchObject({ status: 0 })
  next = await node([bin('vitest/vitest.mjs'), 'run', '--bail', '1', '--reporter', 'dot'], dir)
  putInto(dir, snippets)
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('at first the next thing to build is what the page says', () => {
  const said = snippets.find(({ lang, code }) => lang === '' && code.startsWith('not written yet'))?.code
  expect(next.status).toBe(1)
  expect(next.stdout + next.stderr).toContain(said)
  const { scripts } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
  expect(scripts.next).toBe('vitest run --bail 1 --reporter dot')
})

test('the adapter passes the types', () => {
  const { config } = ts.readConfigFile(join(dir, 'tsconfig.json'), ts.sys.readFile)
  const { fileNames: configured, options } = ts.parseJsonConfigFileContent(config, ts.sys, dir)
  const others = ['node-test', 'jest'].map((runner) => join(dir, runner, 'contract.test.ts'))
  const fileNames = [...configured, ...others]
  const program = ts.createProgram(fileNames, options)
  const own = program.getSourceFiles().filter(({ fileName }) => fileNames.includes(fileName))
  const found = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ])
  const told = found.map(({ file, start = 0, messageText }) => {
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  expect(told).toEqual([])
  expect(own.length).toBeGreaterThan(15)
})

describe('the contract', { timeout: 300_000 }, () => {
  test.each(['test', 'node-test', 'jest'])('takes less than 30 lines to be proved: %s', (runner) => {
    const file = readFileSync(join(dir, runner, 'contract.test.ts'), 'utf8')
    expect(file.split('\n').length - 1).toBeLessThan(30)
  })

  test('passes in vitest, and every case that is skipped is skipped for a capability', async () => {
    const { status, stdout, stderr } = await node(
      [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', 'test/contract.test.ts'],
      dir,
    )
    expect(status, stdout + stderr).toBe(0)
    const [, passed, failed, skipped, gaps] =
      /^all +(\d+) +(\d+) +(\d+) +(\d+)$/m.exec(stdout)?.map(Number) ?? []
    expect([failed, gaps]).toEqual([0, 0])
    expect(passed).toBeGreaterThan(500)
    expect((passed ?? 0) + (skipped ?? 0)).toBe(listCases().length)
    const reasons = /^Skipped:\n((?: {2}.+\n)+)/m.exec(stdout)?.[1]?.match(/^ {2}\S.*$/gm) ?? []
    expect(reasons.length).toBeGreaterThan(5)
    // A key of the capabilities, or what the provider is; never a part that the subject has not got.
    const explained = /^ {2}([a-z]+\.[a-zA-Z.]+: |the (provider|backend) )/
    expect(reasons.filter((reason) => !explained.test(reason))).toEqual([])
    console.log(
      `${page}: ${passed} of the ${listCases().length} cases of the contract pass, ${skipped} are explained by a capability.`,
    )
  })

  // Of the other runners it is to be shown that the suite runs in them: the laws without waits do.
  const quick = 'L[1279]\\.'
  const quickCases = listCases().filter(({ id }) => new RegExp(`^${quick}`).test(id)).length

  test('passes in node:test, and gives the report as JSON', async () => {
    const file = await bundled('node-test')
    const args = ['--test', '--test-reporter=tap', `--test-name-pattern=${quick}`, file]
    const { status, stdout } = await node(args, dir)
    expect(status, stdout.slice(-3000)).toBe(0)
    const [passed = 0, failed] = ['pass', 'fail'].map((what) =>
      Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(stdout)?.[1]),
    )
    expect(failed).toBe(0)
    expect(passed).toBeGreaterThan(quickCases / 3)
    expect(stdout).toMatch(/"counts": \{\s*#?\s*"passed": \d{2,},/)
  })

  test('passes in jest, and gives the report as JUnit', async () => {
    const file = await bundled('jest')
    writeFileSync(join(file, '../package.json'), '{ "type": "module" }')
    const jest = join(root, 'docs/node_modules/jest/bin/jest.js')
    const args = [
      '--experimental-vm-modules',
      jest,
      '--rootDir',
      join(file, '..'),
      '-t',
      quick,
      '--verbose',
      'false',
    ]
    const { status, stdout, stderr } = await node(args, dir)
    expect(status, stderr.slice(-3000)).toBe(0)
    expect(stderr).toMatch(new RegExp(`^Tests: .*\\b${quickCases} passed`, 'm'))
    expect(stdout + stderr).toMatch(/<testsuites name="stampcard" tests="\d+" failures="0"/)
  })

  async function bundled(folderOfRunner: string): Promise<string> {
    const into = join(folder, `${folderOfRunner}-built`)
    const config = join(folder, `${folderOfRunner}.mjs`)
    writeFileSync(config, bundledFromSource)
    const args = [`${folderOfRunner}/contract.test.ts`, '--config', config, '--out-dir', into]
    const made = await node([bin('tsup/dist/cli-default.js'), ...args], dir)
    expect(made, made.stderr).toMatchObject({ status: 0 })
    return join(into, 'contract.test.js')
  }
})

describe('by the name of its package in a config', () => {
  const app = join(folder, 'app')
  const env = { STAMPCARD_API_KEY: 'key_for_the_app' }
  let server: Server | undefined

  beforeAll(async () => {
    const built = await node([bin('tsup/dist/cli-default.js'), '--no-dts'], dir)
    expect(built, built.stderr).toMatchObject({ status: 0 })
    mkdirSync(join(app, 'node_modules'), { recursive: true })
    symlinkSync(dir, join(app, 'node_modules/rungs-stampcard'))
    server = await listening(env.STAMPCARD_API_KEY)
    const address = server?.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const config = join(app, 'rungs.config.yaml')
    putInto(
      app,
      snippets.filter(({ meta }) => meta === 'file=rungs.config.yaml'),
    )
    writeFileSync(config, readFileSync(config, 'utf8').replace(':4010', `:${port}`))
  }, 60_000)

  afterAll(() => server?.close())

  test('the client loads it, and a ladder can be brought to it', async () => {
    const cafe = await loadClient({ cwd: app, env })
    const from = createClient(memory())
    await from.tiers.create({
      name: 'Gold',
      threshold: 10,
      benefits: ['Free coffee'],
      description: 'Lost here',
    })
    const moved = await migrateLadder({ from, to: cafe, onLoss: 'report' })
    expect(JSON.stringify(moved)).toContain('A Stampcard level has no description')
    const { items } = await cafe.tiers.list()
    expect(items).toMatchObject([{ name: 'Gold', rank: 11, benefits: [{ label: 'Free coffee' }] }])
    const taken = await cafe.tiers.create({ name: 'Gold', threshold: 20 }).catch((error: unknown) => error)
    expect(taken).toMatchObject({ code: 'conflict', vendorCode: 'duplicate', issues: [{ path: 'name' }] })
    await cafe.close()
  })

  test.each(['capabilities', 'ladder get'])('rungs %s works with it', async (line) => {
    const { status, stdout } = await node([command, ...line.split(' ')], app, env)
    expect(status).toBe(0)
    expect(stdout).toContain(line === 'capabilities' ? 'Stampcard orders levels by stamps' : 'Gold')
  })

  async function listening(apiKey: string): Promise<Server> {
    const { Backend } = await import(/* @vite-ignore */ pathToFileURL(join(dir, 'test/backend.ts')).href)
    const backend = new Backend(apiKey)
    const made = createServer(async (request, response) => {
      const { method = 'GET', url = '/', headers } = request
      const body = method === 'GET' ? null : await buffer(request)
      const asked = { method, headers: { ...headers } as Record<string, string>, body }
      const reply: Response = await backend.answer(new Request(`http://127.0.0.1${url}`, asked))
      response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(await reply.text())
    })
    made.listen(0, '127.0.0.1')
    await once(made, 'listening')
    return made
  }
})
