import { once } from 'node:events'
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEmulator, emulate, recordHar, saveHar } from '../../src/index.js'
import { complaints, outline } from './support.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungs-har-'))
})
afterEach(() => rm(folder, { recursive: true }))

const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))

const started = () => {
  const emulator = createEmulator('vinr')
  const recording = recordHar()
  recording.watch(emulator)
  return {
    recording,
    get: (path: string) => emulator.fetch(emulator.url + path, { headers: emulator.headers }),
  }
}

it('follows the recording by itself, and once more when it is closed', async () => {
  const { recording, get } = started()
  const file = await saveHar(recording, join(folder, 'a.har'), { intervalMs: 5 })
  await get('/v1/tiers')
  await expect.poll(async () => outline(await read('a.har'))).toEqual(['GET /v1/tiers 200'])
  await get('/v1/none')
  await file.close()
  const har = await read('a.har')
  expect(outline(har)).toEqual(['GET /v1/tiers 200', 'GET /v1/none 404'])
  expect(complaints(har)).toEqual([])
  expect(await readdir(folder)).toEqual(['a.har'])
})

it('writes a recording of nothing too', async () => {
  const file = await saveHar(recordHar(), join(folder, 'a.har'))
  await file.close()
  expect(complaints(await read('a.har'))).toEqual([])
})

it('leaves a file that is there alone until there is something to write, or for good when it is discarded', async () => {
  const path = join(folder, 'a.har')
  await writeFile(path, 'old')
  const file = await saveHar(started().recording, path)
  expect(await readFile(path, 'utf8')).toBe('old')
  await file.discard()
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['a.har']])
})

it('refuses a place where nothing can be written, and names it', async () => {
  const path = join(folder, 'none', 'a.har')
  await expect(saveHar(recordHar(), path)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining(path),
    issues: [{ path: 'record' }],
  })
})

it('refuses what is there and no file: a folder, a socket, and no name at all', async () => {
  await mkdir(join(folder, 'folder'))
  const server = createServer().listen(join(folder, 'socket'))
  await once(server, 'listening')
  for (const path of [join(folder, 'folder'), join(folder, 'socket'), '']) {
    const saved = saveHar(recordHar(), path).then((file) => file.discard())
    await expect(saved).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'record' }] })
  }
  expect(await readdir(folder)).toEqual(['folder', 'socket'])
  server.close()
})

it('writes to the file that a link leads to', async () => {
  await writeFile(join(folder, 'real.har'), 'old')
  await symlink('real.har', join(folder, 'link.har'))
  const file = await saveHar(started().recording, join(folder, 'link.har'))
  await file.close()
  expect((await lstat(join(folder, 'link.har'))).isSymbolicLink()).toBe(true)
  expect(complaints(await read('real.har'))).toEqual([])
})

it('is whole at any time', async () => {
  const { recording, get } = started()
  const file = await saveHar(recording, join(folder, 'a.har'))
  await file.flush()
  let writing = true
  const writer = (async () => {
    for (let count = 0; count < 150; count += 1) {
      await get('/v1/tiers')
      await file.flush()
    }
    writing = false
  })()
  const seen: number[] = []
  while (writing) seen.push((await read('a.har')).log.entries.length)
  await writer
  await file.close()
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(new Set(seen).size).toBeGreaterThan(2)
})

it('emulate: one file for several vendors', async () => {
  const running = await emulate({ vendors: ['wix', 'vinr'], record: join(folder, 'both.har') })
  const { wix, vinr } = running.ready
  await (await fetch(`${wix?.url}/loyalty-tiers/v1/tiers`, { headers: wix?.headers ?? {} })).text()
  await (await fetch(`${vinr?.url}/v1/tiers`, { headers: vinr?.headers ?? {} })).text()
  await running.close()
  const har = await read('both.har')
  expect(complaints(har)).toEqual([])
  expect(outline(har)).toEqual(['GET /loyalty-tiers/v1/tiers 200', 'GET /v1/tiers 200'])
  expect(har.log.entries.map(({ _vendor }: { _vendor: string }) => _vendor)).toEqual(['wix', 'vinr'])
  const text = JSON.stringify(har)
  for (const secret of [wix?.headers.authorization, vinr?.headers['x-api-key']])
    expect(text).not.toContain(secret)
})

it.each([
  [{ kind: 'hang' }, 'hang'],
  [{ kind: 'delay', delayMs: 600_000 }, 'reset'],
  [{ kind: 'dribble', delayMs: 600_000 }, '200'],
] as const)('emulate: holds what is under way when it is closed, %j as %s', async (fault, told) => {
  const running = await emulate({ vendors: ['vinr'], record: join(folder, 'a.har') })
  const [emulator] = running.emulators
  emulator?.setFaults([fault])
  const socket = connect(Number(new URL(running.ready.vinr?.url ?? '').port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET /v1/tiers HTTP/1.1\r\nHost: x\r\nX-Api-Key: sk_test_1\r\n\r\n')
  await expect.poll(() => emulator?.requests()).toHaveLength(1)
  await running.close()
  const har = await read('a.har')
  expect(outline(har)).toEqual([`GET /v1/tiers ${told}`])
  expect(complaints(har)).toEqual([])
})

it('emulate: leaves no file when a port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const attempt = emulate({ vendors: ['vinr'], port, record: join(folder, 'a.har') })
  await expect(attempt).rejects.toMatchObject({ code: 'port_unavailable' })
  expect(await readdir(folder)).toEqual([])
  other.close()
})
