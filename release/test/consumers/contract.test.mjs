import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import { installProject } from '../../src/install.mjs'
import { manifestIn, root } from '../../src/packages.mjs'
import { run } from '../../src/run.mjs'

const into = join(inject('place'), 'contract')
const vitest = manifestIn(join(root, 'node_modules', 'vitest')).version

beforeAll(() => installProject(into, inject('tarballs'), { from: 'contract', dependencies: { vitest } }))

test('a contract file of one adapter is short, and passes in vitest', async () => {
  const file = await readFile(join(into, 'contract.test.js'), 'utf8')
  expect(file.trim().split('\n').length).toBeLessThan(30)
  const { stdout } = await run('npx', ['--no', 'vitest', 'run', 'contract.test.js'], {
    cwd: into,
    env: { NO_COLOR: '1', CI: 'true' },
  })
  const [, passed = 0] = /Tests\s+(\d+) passed/.exec(stdout) ?? []
  expect(Number(passed)).toBeGreaterThanOrEqual(250)
})

test('and in the test runner of Node', async () => {
  const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'node.test.mjs'], {
    cwd: into,
  })
  expect(stdout).toMatch(/^# fail 0$/m)
  const [, passed = 0] = /^# pass (\d+)$/m.exec(stdout) ?? []
  expect(Number(passed)).toBeGreaterThanOrEqual(250)
})
