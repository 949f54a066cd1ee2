import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { adapterNames, appOf, bundleFor } from '../../src/bundles.mjs'

/** What an app of one adapter must not have in it, and what that would mean. */
const unwanted = {
  'modules of Node': /\bnode:/,
  'the environment, without looking whether there is one': /(?<!typeof process>"u"\?void 0:)process\.env/,
  'text that is run as code': /\beval\(|\bnew Function\(|\bFunction\("/,
  "this workspace's sources": /@rungs\/source|workspace:/,
  'emulators and test helpers': /createEmulator|runContract|\bmsw\b|vitest|setFaults/,
  'texts of zod in other languages': /Ungültig|Entrée invalide|无效输入/,
  'code that reads configs': /\blilconfig\b|\bjiti\b|rungs\.config/,
}

/** Other vendors by name, and their hosts. */
const vendors = { wix: /\bwix/i, capillary: /capillary/i, vinr: /\bvinr/i, scrip: /\bscrip\b/i }

/** In a vendor's own app its name is found, or these patterns would prove nothing. */
const own = Object.entries(vendors)

describe.each(adapterNames)('an app with the client and %s', (name) => {
  /** @type {Awaited<ReturnType<typeof bundleFor>>} */
  let app
  beforeAll(async () => {
    app = await bundleFor(appOf(name), inject('plain'))
  })

  test.each(Object.entries(unwanted))('has no %s', (_, pattern) => {
    expect(app.text.match(pattern)?.[0]).toBeUndefined()
  })

  test('names no vendor but its own', () => {
    expect(own.filter(([, pattern]) => pattern.test(app.text)).map(([vendor]) => vendor)).toEqual(
      name === 'memory' ? [] : [name],
    )
  })

  test('has only packages that it needs', () => {
    const wire = name === 'memory' ? ['@rungs/engine'] : ['@rungs/transport', 'ky']
    const hash = name === 'capillary' ? ['@noble/hashes'] : []
    const all = ['@rungs/client', '@rungs/model', `@rungs/${name}`, 'zod', ...wire, ...hash]
    expect(app.packages).toEqual(all.toSorted())
  })
})

/** An app that needs no server: the emulator is in the page too. What it says is what `answer` resolves to. */
const page = `
import { createClient } from '@rungs/client'
import { createEmulator } from '@rungs/emulators'
import { vinr } from '@rungs/vinr'
globalThis.answer = (async () => {
  const { url: baseUrl, fetch } = createEmulator('vinr', { seed: 'empty' })
  const rungs = createClient(vinr({ apiKey: 'sk_live_1', baseUrl, fetch }))
  await rungs.tiers.create({ name: 'Gold', threshold: 5000 })
  const { tiers } = await rungs.ladder.get()
  return tiers.map(({ name }) => name)
})()
`

const { CHROMIUM_PATH } = process.env
const places = CHROMIUM_PATH
  ? [CHROMIUM_PATH]
  : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = places.find((place) => existsSync(place)) ?? ''
const absent = `no Chromium at ${places.join(', ')}; install it (Debian: apt install chromium) or name it in CHROMIUM_PATH`

describe('an app with an emulator in the page', () => {
  /** @type {string} */
  let script
  beforeAll(async () => {
    script = (await bundleFor(page, inject('plain'), { external: ['node:*'] })).text
  })

  test('runs where there is a fetch', async () => {
    await import(`data:text/javascript,${encodeURIComponent(script)}`)
    expect(await Reflect.get(globalThis, 'answer')).toEqual(['Gold'])
  })

  test('runs in Chromium, and the browser complains about nothing', async (context) => {
    context.skip(executablePath === '', absent)
    const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] })
    try {
      const tab = await browser.newPage()
      /** @type {string[]} */
      const complaints = []
      tab.on('pageerror', (error) => complaints.push(String(error)))
      // Keys of writes come from crypto.randomUUID, which browsers have on https and loopback pages alone.
      const contentType = 'text/html'
      await tab.route('https://shop.example/', (route) =>
        route.fulfill({ contentType, body: '<title>Shop</title>' }),
      )
      await tab.goto('https://shop.example/')
      await tab.addScriptTag({ content: script, type: 'module' })
      expect(await tab.evaluate('globalThis.answer')).toEqual(['Gold'])
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
