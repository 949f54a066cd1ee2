import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

interface Started {
  child: ChildProcess
  out: { stdout: string; stderr: string }
  ended: Promise<unknown>
}

/** Starts the example as `npm start` does, from any directory. */
function start(args: string[], env: Record<string, string> = {}): Started {
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH, ...env } }
  const child = spawn(process.execPath, [main, ...args], options)
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    out.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    out.stderr += chunk
  })
  return { child, out, ended: once(child, 'close').then(([code]) => code) }
}

describe('the command', () => {
  it('with --once looks at the shop on all providers, and says the same of all', async () => {
    const { out, ended } = start(['--once'])
    expect(await ended).toBe(0)
    expect(out.stderr).toBe('')
    const same = 'Ada Gold, 8,800 points to Platinum; Ben without a tier, 700 points to Silver; Cleo Platinum'
    const lines = out.stdout.trim().split('\n').slice(1)
    expect(lines.map((line) => line.split(/\s+/).slice(0, 3))).toEqual([
      ['memory', '200', '0'],
      ['wix', '200', '9'],
      ['capillary', '200', '6'],
      ['vinr', '200', '3'],
      ['scrip', '200', '0'],
    ])
    for (const line of lines) expect(line).toContain(`${same}; Dan is no member yet`)
  })

  it('serves the shop on the provider that RUNGS_USE names, until it is stopped', async () => {
    const { child, out, ended } = start([], { RUNGS_USE: 'vinr', PORT: '0' })
    while (!out.stdout.includes('\n')) await once(child.stdout ?? child, 'data')
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out.stdout)?.[0] ?? ''
    expect(await (await fetch(url)).text()).toContain('The loyalty backend of this shop is vinr.')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(out.stdout).toContain('Not held there: Silver: color, Gold: color, Platinum: color.')
  })

  it('ends with 1 and says what is right when RUNGS_USE names no provider', async () => {
    const { out, ended } = start([], { RUNGS_USE: 'acme' })
    expect(await ended).toBe(1)
    expect(out.stderr).toMatch(/storefront: .*'acme'/)
    expect(out.stderr).toMatch(/memory.+wix.+capillary.+vinr.+scrip/)
    expect(out.stderr).not.toMatch(/\n\s+at /)
  })
})
