import { afterEach, expect, test, vi } from 'vitest'
import { randomUuid } from '../src/core/ids.js'
import * as scrip from './scrip/support.js'
import * as wix from './wix/support.js'

/** Browsers give a page that came over plain http, but for loopback, a `crypto` without `randomUUID`. */
function pageOverPlainHttp(): void {
  const { crypto } = globalThis
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  })
}

const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

afterEach(() => vi.unstubAllGlobals())

test('ids that are UUIDs are made there, too, another each time', () => {
  pageOverPlainHttp()
  const made = Array.from({ length: 1000 }, () => randomUuid())
  expect(made.filter((uuid) => !version4.test(uuid))).toEqual([])
  expect(new Set(made).size).toBe(1000)
})

test('a stand-in for Wix works there', async () => {
  pageOverPlainHttp()
  const { body } = await wix.start().post(wix.TIERS, wix.tier('Gold', 200))
  expect(body.tier.id).toMatch(version4)
})

test('a stand-in for Scrip works there', async () => {
  pageOverPlainHttp()
  const { status, body } = await scrip.start().post(scrip.TIERS, { ...scrip.LOYALTY })
  expect(status).toBe(201)
  expect(body.id).toMatch(version4)
})
