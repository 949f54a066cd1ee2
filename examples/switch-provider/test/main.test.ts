import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Runs the example as `npm start` does, from any directory. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env.PATH }
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: tmpdir(),
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('the command', () => {
  it('shows three moves, each with the line, the app before and after, and the table', () => {
    const { status, stdout, stderr } = run()
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout.match(/^== From \w+ to \w+$/gm)).toHaveLength(3)
    expect(stdout.match(/^-use: \w+\n\+use: \w+$/gm)).toHaveLength(3)
    expect(stdout.match(/^where +what +was +why$/gm)).toHaveLength(3)
    expect(stdout).toMatch(/^Silver +color +#9AA5AE +A VINR tier has no colour$/m)
    expect(stdout.match(/\* ada$/gm)).toHaveLength(6)
  })

  it('moves between the two that are named', () => {
    const { status, stdout } = run('scrip', 'memory')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^-use: scrip\n\+use: memory$/m)
  })

  it.each([
    [['wix'], 'Name two providers'],
    [['wix', 'acme'], "'acme'"],
  ])('given %j, says what is right, and ends with 1', (args, message) => {
    const { status, stderr } = run(...args)
    expect(status).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
