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
  it('shows every provider with its ladder, what it lost, and one table', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/\| Platinum {3}7,500 points/g)).toHaveLength(5)
    expect(stdout.match(/^Nothing was lost\.$/gm)).toHaveLength(3)
    expect(stdout.match(/^Lost:\n {2}A (Wix|Capillary) tier .+: Silver: benefits\[0\]/gm)).toHaveLength(2)
    for (const [name, lost] of Object.entries({ memory: 0, wix: 5, capillary: 5, vinr: 0, scrip: 0 })) {
      const ladder = 'Silver < Platinum < Diamond'
      expect(stdout).toMatch(new RegExp(`^${name} +${ladder} +6,200 +Silver +Platinum +1,300 +${lost}$`, 'm'))
    }
  })

  it('runs one with RUNGS_USE', async () => {
    const { code, stdout } = await run({ RUNGS_USE: 'vinr' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^vinr +Silver/m)
    expect(stdout).not.toContain('memory')
  })

  it('ends with 1 and says what is right when RUNGS_USE names no provider', async () => {
    const { code, stdout, stderr } = await run({ RUNGS_USE: 'acme' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain("'acme'")
    expect(stderr).toMatch(/memory.+wix.+capillary.+vinr.+scrip/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
