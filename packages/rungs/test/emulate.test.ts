import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { switchesOf, vendors } from '@rungs/emulators'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cli, collected, document, firstLine, rungs, start } from './support/cli.js'

interface Ready {
  vinr: { url: string; headers: Record<string, string> }
}

const running: { kill(signal: NodeJS.Signals): unknown }[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

function emulator(...args: string[]): ReturnType<typeof start> {
  const child = start(['emulate', 'vinr', ...args])
  running.push(child)
  return child
}

async function tiersAt({ url, headers }: Ready['vinr']): Promise<{ data: { id: string }[] }> {
  const response = await fetch(`${url}/v1/tiers`, { headers })
  return response.json()
}

/** Takes a port for good, as another program would. */
async function taken(): Promise<{ port: number; server: Server }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, server }
}

const isOpen = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

describe('rungs emulate --json', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line once it listens, serves, and ends with 0 at %s, its port closed',
    async (signal) => {
      const child = emulator('--json')
      const all = collected(child.stdout)
      await once(child.stdout ?? expect.unreachable(), 'data')
      const { vinr } = document(all()) as Ready
      expect(vinr.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      expect(Object.keys(vinr.headers)).toEqual(['x-api-key'])
      const { data } = await tiersAt(vinr)
      expect(data.map(({ id }) => id)).toEqual(['tier_bronze', 'tier_silver', 'tier_gold'])
      child.kill(signal)
      expect(await once(child, 'close')).toEqual([0, null])
      expect(document(all())).toEqual({ vinr })
      expect(await isOpen(vinr.url)).toBe(false)
    },
  )

  it('takes the port that it is given', async () => {
    const { port, server } = await taken()
    server.close()
    await once(server, 'close')
    const { vinr } = document(await firstLine(emulator('--json', '--port', String(port)))) as Ready
    expect(vinr.url).toBe(`http://127.0.0.1:${port}`)
  })

  it('prints one line for all vendors at once, each with an origin of its own', async () => {
    const child = start(['emulate', ...vendors, '--json'])
    running.push(child)
    const all = document(await firstLine(child)) as Record<string, { url: string; headers: object }>
    expect(Object.keys(all)).toEqual(vendors)
    expect(new Set(Object.values(all).map(({ url }) => url)).size).toBe(vendors.length)
    for (const { url, headers } of Object.values(all)) {
      expect(Object.keys(headers).length).toBeGreaterThan(0)
      expect((await fetch(`${url}/__rungs/state`)).status).toBe(200)
    }
  })

  it('begins without tiers with --seed empty', async () => {
    const { vinr } = document(await firstLine(emulator('--json', '--seed', 'empty'))) as Ready
    expect((await tiersAt(vinr)).data).toEqual([])
  })

  it('refuses a taken port with 2 and names it', async () => {
    const { port, server } = await taken()
    const { code, stdout, stderr } = await rungs(['emulate', 'vinr', '--port', String(port), '--json'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(document(stderr)).toMatchObject({
      code: 'port_unavailable',
      message: expect.stringContaining(`${port}`),
    })
    server.close()
  })

  it('leaves nothing listening when the second of several finds its port taken', async () => {
    const { port, server } = await taken()
    const args = ['wix', 'vinr', 'scrip', '--port', String(port - 1), '--json']
    const { code, stdout, stderr } = await rungs(['emulate', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(document(stderr)).toMatchObject({ code: 'port_unavailable' })
    expect(await isOpen(`http://127.0.0.1:${port - 1}`)).toBe(false)
    server.close()
  })

  it('ends too when the shell dies that npm put before it', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${cli}" emulate vinr --json; true`], {
      env: { PATH: process.env.PATH, npm_command: 'run-script' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(shell)
    const { vinr } = document(await firstLine(shell)) as Ready
    shell.kill('SIGTERM')
    await expect.poll(() => isOpen(vinr.url), { timeout: 15_000 }).toBe(false)
  })
})

describe('rungs emulate that is ended while something is under way', () => {
  const lists: Record<string, string> = {
    wix: '/loyalty-tiers/v1/tiers',
    capillary: '/v3/tiers?programId=973',
    vinr: '/v1/tiers',
    scrip: '/v1/programs/550e8400-e29b-41d4-a716-446655440001/tiers',
  }

  it.each([
    [{ kind: 'hang' }],
    [{ kind: 'delay', delayMs: 600_000 }],
    [{ kind: 'dribble', delayMs: 600_000 }],
    [{ kind: 'status', delayMs: 600_000 }],
  ])('ends with 0 although requests meet %j', async (fault) => {
    const child = start(['emulate', ...vendors, '--json'])
    running.push(child)
    const ready = document(await firstLine(child)) as Record<string, Ready['vinr']>
    const cut = Object.entries(ready).map(async ([vendor, { url, headers }]) => {
      const body = JSON.stringify([fault])
      await fetch(`${url}/__rungs/faults`, { method: 'PUT', body })
      const reading = fetch(url + lists[vendor], { headers }).then((response) => response.text())
      const settled = expect(reading).rejects.toThrow(TypeError)
      const logged = async (): Promise<unknown[]> => (await fetch(`${url}/__rungs/requests`)).json()
      await expect.poll(logged).toHaveLength(1)
      return { settled }
    })
    const waiting = await Promise.all(cut)
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    await Promise.all(waiting.map(({ settled }) => settled))
  })

  it('ends with 0 although nobody answers its webhooks', async () => {
    const deaf = createServer(() => {}).listen(0, '127.0.0.1')
    await once(deaf, 'listening')
    const address = deaf.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const child = emulator('--json')
    const { vinr } = document(await firstLine(child)) as Ready
    const control = (path: string, method: string, body: unknown) =>
      fetch(`${vinr.url}/__rungs/${path}`, { method, body: JSON.stringify(body) })
    await control('webhooks', 'PUT', [{ url: `http://127.0.0.1:${address.port}/` }])
    const called = once(deaf, 'connection')
    for (const id of ['ann', 'bob', 'cid', 'dan']) await control('members', 'POST', { id })
    await called
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    deaf.close()
  })
})

describe('rungs emulate --record', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rungs-record-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  interface Recorded {
    log: { version: string; entries: { request: { url: string }; response: { status: number } }[] }
  }
  const recorded = async (file: string): Promise<Recorded> => JSON.parse(await readFile(file, 'utf8'))

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'has every exchange in the file when it ends at %s',
    async (signal) => {
      const file = join(folder, 'traffic.har')
      const child = emulator('--json', '--record', file)
      const { vinr } = document(await firstLine(child)) as Ready
      await tiersAt(vinr)
      await fetch(`${vinr.url}/v1/none`)
      child.kill(signal)
      expect(await once(child, 'close')).toEqual([0, null])
      const { log } = await recorded(file)
      expect(log.version).toBe('1.2')
      expect(log.entries.map(({ request, response }) => [request.url, response.status])).toEqual([
        [`${vinr.url}/v1/tiers`, 200],
        [`${vinr.url}/v1/none`, 401],
      ])
      expect(JSON.stringify(log)).not.toContain(vinr.headers['x-api-key'])
      expect(await readdir(folder)).toEqual(['traffic.har'])
    },
  )

  it('leaves a whole file behind when it is killed', async () => {
    const file = join(folder, 'traffic.har')
    const child = emulator('--json', '--record', file)
    const { vinr } = document(await firstLine(child)) as Ready
    const entries = async (): Promise<number> => (await recorded(file)).log.entries.length
    while ((await entries().catch(() => 0)) < 3) await tiersAt(vinr)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await entries()).toBeGreaterThanOrEqual(3)
  })

  it('refuses a place where nothing can be written with 2, before it listens', async () => {
    const file = join(folder, 'none', 'traffic.har')
    const { code, stdout, stderr } = await rungs(['emulate', 'vinr', '--record', file])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(file)
  })
})

describe('rungs emulate', () => {
  it('tells people the address and the headers', async () => {
    const child = emulator()
    const text = await firstLine(child)
    expect(text).toMatch(/^vinr {2}http:\/\/127\.0\.0\.1:\d+\n {2}x-api-key: \S+\n/)
  })

  it('tells people the environment by which another rungs reaches each of them', async () => {
    const child = start(['emulate', ...vendors])
    running.push(child)
    const text = collected(child.stdout)
    await expect.poll(text).toContain('Ready.')
    const env = Object.fromEntries(
      [...text().matchAll(/^ {2}export (\w+)=(\S+)$/gm)].map(([, ...pair]) => pair),
    )
    for (const [, line = ''] of text().matchAll(/^ {2}rungs (.+)$/gm)) {
      const { code, stdout, stderr } = await rungs(line.split(' '), { env, cwd: tmpdir() })
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' })
      expect(stdout).not.toBe('')
    }
    for (const vendor of vendors) expect(text()).toContain(`rungs ladder get --provider ${vendor}\n`)
  })

  it.each([
    [['emulate'], 'vinr'],
    [['emulate', 'acme'], "'acme'"],
    [['emulate', 'vinr', 'vinr'], 'once'],
    [['emulate', 'vinr', '--port', '65536'], '65535'],
    [['emulate', 'vinr', '--port', '1e3'], '--port'],
    [['emulate', 'vinr', '--seed', 'full'], 'documented, empty'],
    [['emulate', '--list-switches', 'acme'], "'acme'"],
  ])('refuses %j with 2 and says what is right', async (args, said) => {
    const { code, stdout, stderr } = await rungs(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('lists every switch with its default', async () => {
    const { code, stdout } = await rungs(['emulate', '--list-switches', 'vinr', '--json'])
    expect(code).toBe(0)
    expect(document(stdout)).toEqual({ vinr: switchesOf('vinr') })
    const { stdout: text } = await rungs(['emulate', '--list-switches'])
    for (const { name, meaning } of switchesOf('vinr')) {
      expect(text).toContain(name)
      expect(text).toContain(meaning)
    }
  })
})
