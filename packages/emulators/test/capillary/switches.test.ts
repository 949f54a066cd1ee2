import { describe, expect, it } from 'vitest'
import { switchesOf } from '../../src/index.js'
import { start } from './support.js'
import { startWith } from './switch-row.js'
import { answerRows } from './switch-rows-answers.js'
import { evaluationRows } from './switch-rows-evaluation.js'
import { inputRows } from './switch-rows-input.js'
import { workflowRows } from './switch-rows-workflow.js'

/* Each switch is one guess about what Capillary's pages leave open; every value that it takes must be seen to matter. */

const rows = [...inputRows, ...workflowRows, ...answerRows, ...evaluationRows]

describe.each(rows)('$name', ({ name, observe, seen }) => {
  it.each(seen)('%j', async (value, result) => {
    expect(await observe(startWith(name, value))).toEqual(result)
    const later = start()
    later.emulator.setSwitches({ [name]: value })
    expect(await observe(later)).toEqual(result)
  })

  it('is the same by default as with its default', async () => {
    const { default: value } = switchesOf('capillary').find((info) => info.name === name) ?? {}
    const result = seen.find(([tried]) => tried === value)?.[1]
    expect(await observe(start())).toEqual(result)
  })
})

describe('the list of switches', () => {
  const list = switchesOf('capillary')

  it('is covered by these tests', () => {
    expect(list.map(({ name }) => name).sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  it.each(list)('$name: every value that it names is tried', ({ name, allowed }) => {
    const values = rows.find((row) => row.name === name)?.seen.map(([value]) => value)
    if ('length' in allowed) expect(new Set(values)).toEqual(new Set(allowed))
  })

  it.each(list)('$name says what it means, whence it comes, and defaults to what it allows', (info) => {
    const { meaning, source, allowed, default: value } = info
    expect(meaning.length).toBeGreaterThan(10)
    expect(source).toMatch(/page/)
    if ('length' in allowed) expect(allowed).toContain(value)
    else expect(value).toBeGreaterThanOrEqual(allowed.from)
  })
})
