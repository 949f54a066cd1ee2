import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastOf } from './contrast.js'

const css = readFileSync(new URL('../public/style.css', import.meta.url), 'utf8')
const blocks = [...css.matchAll(/:root\s*\{([^}]*)\}/g)].map(([, block = '']) => colorsOf(block))

function colorsOf(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/gi)].map(([, name, value]) => [name, value]),
  )
}

/** Which colour stands on which. Everything that is read needs 4.5, edges and bars 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const text = [
  ['ink', 'ground'],
  ['ink', 'paper'],
  ['ink', 'tint'],
  ['soft', 'ground'],
  ['soft', 'paper'],
  ['soft', 'tint'],
  ['accent', 'ground'],
  ['accent', 'paper'],
  ['accent', 'tint'],
  ['on-accent', 'accent'],
  ['alert', 'alert-tint'],
]
const edges = [
  ['accent', 'ground'],
  ['accent', 'paper'],
  ['accent', 'track'],
  ['soft', 'paper'],
]

describe('the contrast ratio', () => {
  it('is that of the examples of WCAG: 21 for black on white, 4.48 for #777777 on white', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', 'rgb(255, 255, 255)')).toBeCloseTo(4.48, 2)
  })
})

describe.each(['light', 'dark'])('the colours of the %s scheme', (scheme) => {
  const colors = blocks[scheme === 'light' ? 0 : 1] ?? {}
  const on = (front: string, back: string): number => contrastOf(colors[front] ?? '', colors[back] ?? '')

  it.each(text)('%s on %s can be read', (front = '', back = '') => {
    expect(on(front, back)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(edges)('%s stands out from %s', (front = '', back = '') => {
    expect(on(front, back)).toBeGreaterThanOrEqual(3)
  })

  it('names the same colours as the other', () => {
    expect(Object.keys(colors).sort()).toEqual(Object.keys(blocks[0] ?? {}).sort())
    expect(Object.keys(colors).length).toBeGreaterThanOrEqual(10)
  })
})

it('no colour is written anywhere but in the two schemes', () => {
  const rest = css.replace(/:root\s*\{[^}]*\}/g, '')
  expect(rest.match(/#[\da-f]{3,8}\b|rgba?\(|hsla?\(|color-mix\(/gi)).toBeNull()
})
