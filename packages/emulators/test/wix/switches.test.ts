import { describe, expect, it } from 'vitest'
import { switchesOf } from '../../src/index.js'
import { start } from './support.js'
import { answerRows } from './switch-rows-answers.js'
import { inputRows } from './switch-rows-input.js'
import { pointRows } from './switch-rows-points.js'

/* Each switch is one guess about what Wix's pages leave open; every value that it takes must be seen to matter. */

const rows = [...inputRows, ...answerRows, ...pointRows]

describe.each(rows)('$name', ({ name, observe, seen, also = {} }) => {
  it.each(seen)('%j', async (value, result) => {
    expect(await observe(start({ switches: { ...also, [name]: value } }))).toEqual(result)
    const later = start({ switches: also })
    later.emulator.setSwitches({ [name]: value })
    expect(await observe(later)).toEqual(result)
  })
})

describe('the list of switches', () => {
  const list = switchesOf('wix')

  it('is covered by these tests', () => {
    expect(list.map(({ name }) => name).sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it.each(list)('$name: every value that it names is tried, the default first', (info) => {
    const values = rows.find(({ name }) => name === info.name)?.seen.map(([value]) => value)
    expect(values?.[0]).toBe(info.default)
    if ('length' in info.allowed) expect(new Set(values)).toEqual(new Set(info.allowed))
  })

  it.each(list)('$name says what it means and whence it comes', ({ meaning, source }) => {
    expect(meaning.length).toBeGreaterThan(10)
    expect(source).toMatch(/page/)
  })
})
