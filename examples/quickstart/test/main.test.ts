import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Runs the example as `npm start` does, from any directory. */
async function run(
  env: Record<string, string> = {},
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main], { cwd: tmpdir(), env: { PATH: process.env.PATH, ...env } })
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
  it('shows both providers, each with its ladder, and one table', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/\| Platinum {2}7,500 points {2}Free shipping, Early access to sales/g)).toHaveLength(
      2,
    )
    expect(stdout).toMatch(/^memory +Bronze < Silver < Platinum +ada +6,200 +Silver +Platinum +1,300$/m)
    expect(stdout).toMatch(/^vinr +Bronze < Silver < Platinum +la_ada +6,200 +Silver +Platinum +1,300$/m)
  })

  it('runs one with RUNGS_USE', async () => {
    const { code, stdout } = await run({ RUNGS_USE: 'vinr' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^vinr +Bronze/m)
    expect(stdout).not.toContain('memory')
  })

  it('ends with 1 and says what is right when RUNGS_USE names no provider', async () => {
    const { code, stdout, stderr } = await run({ RUNGS_USE: 'acme' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain("'acme'")
    expect(stderr).toMatch(/memory.+vinr/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
