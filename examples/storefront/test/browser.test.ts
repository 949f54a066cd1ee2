import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launch, noBrowser, open, paintedTexts } from './chromium.js'
import { contrastOf } from './contrast.js'
import { openShop, providers, type Running } from './open.js'

const pictures = fileURLToPath(new URL('../screenshots/', import.meta.url))

let browser: Browser
beforeAll(async () => {
  if (noBrowser === undefined) browser = await launch()
  else console.warn(`All browser tests are skipped: ${noBrowser}`)
})
afterAll(() => browser?.close())
beforeEach((context) => context.skip(noBrowser !== undefined, noBrowser))

/** What axe, the checker behind most accessibility tools, finds wrong. */
async function flaws(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

async function poorlyReadable(page: Page): Promise<string[]> {
  const texts = await paintedTexts(page)
  expect(texts.length).toBeGreaterThan(10)
  return texts.filter(({ color, behind }) => contrastOf(color, behind) < 4.5).map(({ text }) => text)
}

/** Signs in, and waits for the page that follows. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Sign in as ${name}` }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.waitForLoadState()
}

describe.each(providers)('in Chromium, on %s', (use) => {
  let shop: Running
  beforeAll(async () => {
    shop = await openShop(use)
  })
  afterAll(() => shop.close())

  it('Ada finds her tier and the way to the next one, by sight and by screen reader', async () => {
    const { page, complaints } = await open(browser, shop.url)
    await signIn(page, 'Ada')
    await page.getByRole('heading', { name: 'Ada, you are Gold' }).waitFor()
    expect(await spokenOf(page)).toEqual({
      name: 'Progress to Platinum',
      description: '8,800 points to go to Platinum',
      value: 6200,
      max: 15_000,
      text: '6,200 of 15,000 points',
    })
    const drawn = await page.locator('.bar rect').evaluate((bar) => bar.getBoundingClientRect().width)
    const whole = await page.locator('.bar').evaluate((bar) => bar.getBoundingClientRect().width)
    expect(drawn / whole).toBeCloseTo(6200 / 15_000, 2)
    expect(await page.locator('[aria-current="step"]').getByRole('heading').textContent()).toContain('Gold')
    await page.screenshot({ path: `${pictures}${use}.png`, fullPage: true })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('nothing is wrong to axe, and every text has contrast, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(browser, shop.url, { colorScheme })
      expect(await flaws(page)).toEqual([])
      await signIn(page, 'Ada')
      expect(await flaws(page)).toEqual([])
      expect(await poorlyReadable(page)).toEqual([])
      await page.screenshot({ path: `${pictures}${use}-${colorScheme}.png`, fullPage: true })
      await page.context().close()
    }
  })

  it('fits a narrow phone without a sideways scroll', async () => {
    const { page } = await open(browser, shop.url, { viewport: { width: 320, height: 640 } })
    await signIn(page, 'Ada')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.screenshot({ path: `${pictures}${use}-phone.png`, fullPage: true })
    await page.context().close()
  })

  it('Dan joins and buys by keyboard alone, and sees it count', async () => {
    const { page, complaints } = await open(browser, shop.url)
    await press(page, 'Sign in as Dan')
    if (use === 'capillary') {
      await page.getByText('Join at any till').waitFor()
      expect(await page.getByRole('button', { name: /Join|Buy/ }).count()).toBe(0)
      return
    }
    await press(page, 'Join now')
    await page.getByRole('status').waitFor()
    await press(page, 'Buy Camp lantern')
    await page.getByText('Thank you for your order').waitFor()
    expect(await spokenOf(page)).toMatchObject({ value: 590, text: '590 of 1,000 points' })
    await press(page, 'Buy Two-person tent')
    await page.getByRole('heading', { name: 'Dan, you are Silver' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('in Chromium', () => {
  let shop: Running
  beforeAll(async () => {
    shop = await openShop('vinr', 1500)
  })
  afterAll(() => shop.close())

  it('everything that can be reached by keyboard shows that it is', async () => {
    const { page } = await open(browser, shop.url)
    await signIn(page, 'Ada')
    const expected = ['Skip to the content', 'Northway', 'Sign out', 'Buy', 'Buy', 'Buy']
    for (const text of expected) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      expect(await focused.textContent()).toContain(text)
      const { style, width, color } = await focused.evaluate((element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
        return { style: outlineStyle, width: Number.parseFloat(outlineWidth), color: outlineColor }
      })
      expect(style).toBe('solid')
      expect(width).toBeGreaterThanOrEqual(2)
      expect(contrastOf(color, '#f4f2ec')).toBeGreaterThanOrEqual(3)
      const box = await focused.boundingBox()
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(24)
    }
    await page.context().close()
  })

  it('the link at the top leads past the header', async () => {
    const { page } = await open(browser, shop.url)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.context().close()
  })

  it('works without script', async () => {
    const { page } = await open(browser, shop.url, { javaScriptEnabled: false })
    await signIn(page, 'Ben')
    await page.getByRole('button', { name: 'Buy Enamel mug' }).click()
    await page.getByText('Thank you for your order').waitFor()
    await page.context().close()
  })

  it('says so when the backend is down, readably', async () => {
    const { page } = await open(browser, shop.url)
    await signIn(page, 'Ada')
    shop.backends.emulator('vinr')?.setFaults([{ kind: 'status', status: 503, times: 1000 }])
    await page.reload()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Our rewards service does not answer')
    expect(await flaws(page)).toEqual([])
    expect(await poorlyReadable(page)).toEqual([])
    await page.screenshot({ path: `${pictures}down.png`, fullPage: true })
    shop.backends.emulator('vinr')?.clearFaults()
    await page.context().close()
  })

  it.each([
    ['signed-out', undefined],
    ['stranger', 'Dan'],
    ['first', 'Ben'],
    ['top', 'Cleo'],
  ])('and the page of a shopper who is %s has no flaws', async (name, shopper) => {
    const { page } = await open(browser, shop.url)
    if (shopper !== undefined) await signIn(page, shopper)
    expect(await flaws(page)).toEqual([])
    await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true })
    await page.context().close()
  })
})

/** Tabs to a button and presses it. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.waitFor()
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press('Tab')
    if (await button.evaluate((element) => element === document.activeElement)) break
  }
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
}

/** The progress bar as the browser tells it to assistive software; of the text it tells Playwright the attribute only. */
async function spokenOf(page: Page): Promise<Record<string, unknown>> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const bar = nodes.find(({ role }) => role?.value === 'progressbar')
  const max = bar?.properties?.find(({ name }) => name === 'valuemax')?.value.value
  const text = await page.getByRole('progressbar').getAttribute('aria-valuetext')
  return { name: bar?.name?.value, description: bar?.description?.value, value: bar?.value?.value, max, text }
}
