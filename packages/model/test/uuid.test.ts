import { afterEach, describe, expect, test, vi } from 'vitest'
import { randomUuid } from '../src/index.js'

/** RFC 9562, section 5.4: version 4, variant 10. */
const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

afterEach(() => vi.unstubAllGlobals())

/** `crypto` as browsers give it to a page that came over plain http: without `randomUUID`. */
function insecure(getRandomValues: (bytes: Uint8Array) => Uint8Array): void {
  vi.stubGlobal('crypto', { getRandomValues })
}

describe('randomUuid', () => {
  test('is a version 4 UUID, another each time', () => {
    const made = Array.from({ length: 100 }, () => randomUuid())
    for (const uuid of made) expect(uuid).toMatch(version4)
    expect(new Set(made).size).toBe(100)
  })

  test('is one on a page that came over plain http, too', () => {
    const real = globalThis.crypto
    insecure((bytes) => real.getRandomValues(bytes))
    const made = Array.from({ length: 100 }, () => randomUuid())
    for (const uuid of made) expect(uuid).toMatch(version4)
    expect(new Set(made).size).toBe(100)
  })

  test.each([
    [0x00, '00000000-0000-4000-8000-000000000000'],
    [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
  ])('has its version and variant whatever the bytes are: %i', (byte, uuid) => {
    insecure((bytes) => bytes.fill(byte))
    expect(randomUuid()).toBe(uuid)
  })
})
