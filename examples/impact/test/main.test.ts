import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Runs the example as `npm start` does, from any directory. */
async function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main, ...args], { cwd: tmpdir(), env: { PATH: process.env.PATH } })
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    out.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    out.stderr += chunk
  })
  const [code] = await once(child, 'close')
  return { code, ...out }
}

describe('npm start', () => {
  it('prints the picture, the counts, the names and the cost', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('12 members: 4 rise, 2 fall, 6 stay.')
    expect(stdout).toMatch(/^Silver +Gold +2$/m)
    expect(stdout).toMatch(/^ada +Gold +Platinum +raised$/m)
    expect(stdout).toMatch(/s of CPU, at most \d+ MB of memory\.$/m)
  })

  it('makes up members', async () => {
    const { code, stdout } = await run('--generate', '20000')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^20,000 members: [\d,]+ rise, [\d,]+ fall, [\d,]+ stay\.$/m)
  })

  it.each([[['--generate', 'many']], [['a', 'b', 'c', 'd']], [['no-such-ladder.yaml']]])(
    'ends with 1 for %j, and says what is wrong',
    async (args) => {
      const { code, stdout, stderr } = await run(...args)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^impact: .+/)
      expect(stderr).not.toMatch(/\n\s+at /)
    },
  )
})
