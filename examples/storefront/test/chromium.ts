import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const { CHROMIUM_PATH } = process.env

/** Where Chromium may be: what CHROMIUM_PATH names, or what the packages of distributions install. */
const places = CHROMIUM_PATH
  ? [CHROMIUM_PATH]
  : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const executablePath = places.find((place) => existsSync(place))

/** Why there is no browser; `undefined` where there is one. */
export const noBrowser =
  executablePath === undefined
    ? `no Chromium at ${places.join(', ')}; install it (Debian: apt install chromium) or name it in CHROMIUM_PATH`
    : undefined

/** Starts the Chromium of this machine. It talks to nobody but the pages under test. */
export async function launch(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(noBrowser)
  const args = ['--disable-gpu', '--disable-quic', '--disable-sync', '--no-pings']
  return chromium.launch({ executablePath, args })
}

/** A new window, and everything that the browser complained about in it. */
export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, complaints }
}

/** One text on the page, with its colour and the colour behind it. */
export interface Painted {
  text: string
  color: string
  behind: string
}

/** All texts that are painted now, by the colours that the browser computed. */
export function paintedTexts(page: Page): Promise<Painted[]> {
  return page.evaluate(() => {
    const isClear = (color: string): boolean => color === 'transparent' || color === 'rgba(0, 0, 0, 0)'
    const behind = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      return isClear(backgroundColor) ? behind(element.parentElement) : backgroundColor
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Painted[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (element === null || text === '' || element.closest('.hidden') !== null) continue
      texts.push({ text, color: getComputedStyle(element).color, behind: behind(element) })
    }
    return texts
  })
}
