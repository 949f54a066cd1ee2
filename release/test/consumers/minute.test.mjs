import { spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { root } from '../../src/packages.mjs'
import { environment, run } from '../../src/run.mjs'

/** The commands of "In a minute", as the README of the command has them. */
async function commands() {
  const text = await readFile(join(root, 'packages/rungs/README.md'), 'utf8')
  const [, block = ''] = /\n## In a minute\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(text) ?? []
  return block.trim().split('\n')
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

/** Starts what is typed with `&` at its end, in a group of its own; gives how to end it, once it says that it is ready. */
function inBackground(/** @type {string} */ command, /** @type {string} */ cwd) {
  const child = spawn(command, {
    cwd,
    env: environment(),
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 2],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    child.stdout?.on('data', (text) => {
      told += text
      if (told.includes('Ready.')) resolve(() => process.kill(-(child.pid ?? 0), 'SIGTERM'))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}\n${told}`)))
  })
}

test('from an empty folder, three commands list a ladder', async () => {
  const [install = '', emulate = '', list = '', ...more] = await commands()
  expect(more).toEqual([])
  expect(install).toBe('npm install rungs')
  const into = join(inject('place'), 'empty')
  await mkdir(into)
  const port = String(await freePort())
  const started = performance.now()

  // Not in the registry yet: the tarballs of all packages are, so to speak.
  const files = inject('tarballs').map(({ file }) => file)
  await run('npm', [...install.split(' ').slice(1, 2), '--ignore-scripts', '--prefer-offline', ...files], {
    cwd: into,
  })
  const end = await inBackground(emulate.replace('4010', port).replace(/ &$/, ''), into)
  try {
    const { stdout } = await run('sh', ['-c', list.replace('4010', port)], { cwd: into })
    const seconds = (performance.now() - started) / 1000
    console.log(`Three commands to a ladder: ${seconds.toFixed(1)} s`)
    expect(stdout).toMatch(/Gold +5,000 points[\s\S]*Silver +1,000 points[\s\S]*Bronze +0 points/)
    // What is promised, and what a machine that hangs would break; they take about a tenth of it.
    expect(seconds).toBeLessThan(60)
  } finally {
    end()
  }
})
