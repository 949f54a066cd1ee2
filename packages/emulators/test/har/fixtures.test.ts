import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Har, Vendor } from '../../src/index.js'
import { type Caller, type Scenario, scenarios } from './scenarios.js'
import { complaints } from './support.js'

/*
 * The fixtures are what the emulators answer today, so that whoever is tested against a fixture is tested against the
 * emulator. `npm run fixtures` in this package records them anew; time stands still and chance is counted out, so
 * nothing changes but what the emulators do.
 */

const NOW = '2026-03-01T00:00:00.000Z'

/** Chance that is the same each time. */
const countedOut = (): void => {
  let state = 1
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 16) & 0xff
  }
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint8Array)
      for (let index = 0; index < array.length; index += 1) array[index] = next()
    return array
  })
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    const hex = Array.from({ length: 15 }, () => next().toString(16).padStart(2, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
  })
}

const record = async (vendor: Vendor, scenario: Scenario): Promise<Har> => {
  vi.resetModules()
  countedOut()
  const { createEmulator, recordHar } = await import('../../src/index.js')
  const emulator = createEmulator(vendor, { clock: NOW })
  const recording = recordHar({ clock: { now: () => Date.parse(NOW) } })
  recording.watch(emulator)
  const send = async (method: string, path: string, type?: string, body?: string) => {
    const headers = { ...emulator.headers, ...(type === undefined ? {} : { 'content-type': type }) }
    const init = { method, headers, ...(body === undefined ? {} : { body }) }
    return (await emulator.fetch(emulator.url + path, init)).json()
  }
  const caller: Caller = {
    emulator,
    json: (method, path, body) =>
      body === undefined ? send(method, path) : send(method, path, 'application/json', JSON.stringify(body)),
    form: (path, fields) => send('POST', path, 'application/x-www-form-urlencoded', fields),
  }
  await scenario.run(caller)
  return recording.har()
}

afterEach(() => vi.restoreAllMocks())

describe.each(Object.entries(scenarios) as [Vendor, Scenario][])('the fixture of %s', (vendor, scenario) => {
  const file = new URL(`../../fixtures/${vendor}.har`, import.meta.url)

  it('is what the emulator answers today', async () => {
    const har = await record(vendor, scenario)
    const text = `${JSON.stringify(har, null, 2)}\n`
    await expect(text, 'stale: npm run fixtures in packages/emulators').toMatchFileSnapshot(
      fileURLToPath(file),
    )
    expect(complaints(har)).toEqual([])
  })

  it('has the statuses that the vendor documents', async () => {
    const { log } = await record(vendor, scenario)
    expect(log.entries.map(({ response }) => response.status)).toEqual(scenario.statuses)
  })
})
