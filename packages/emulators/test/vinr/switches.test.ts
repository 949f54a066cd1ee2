import { describe, expect, it } from 'vitest'
import { EmulatorError, switchesOf } from '../../src/index.js'
import { start } from '../support.js'
import { TIER } from './switch-row.js'
import { answerRows } from './switch-rows-answers.js'
import { inputRows } from './switch-rows-input.js'

/* Each switch is one guess about what VINR's pages leave open; every value that it takes must be seen to matter. */

const rows = [...inputRows, ...answerRows]

/** Ids that sort before any random one, for the order by id. */
const withEarlyIds: Record<string, unknown> = { tier_id_format: 'slug' }

describe.each(rows)('$name', ({ name, observe, seen }) => {
  it.each(seen)('%j', async (value, result) => {
    const base = name === 'tie_order' ? withEarlyIds : {}
    expect(await observe(start({ switches: { ...base, [name]: value } }))).toEqual(result)
    const later = start({ switches: base })
    later.emulator.setSwitches({ [name]: value })
    expect(await observe(later)).toEqual(result)
  })
})

describe('the list of switches', () => {
  const list = switchesOf('vinr')

  it('is covered by these tests, all but the signature, which is below', () => {
    const tested = [...rows.map(({ name }) => name), 'webhook_signature']
    expect(list.map(({ name }) => name).sort()).toEqual(tested.sort())
  })

  it.each(list)('$name: every value that it names is tried', ({ name, allowed }) => {
    const values = rows.find((row) => row.name === name)?.seen.map(([value]) => value)
    if (values !== undefined && 'length' in allowed) expect(new Set(values)).toEqual(new Set(allowed))
  })

  it.each(list)('$name says what it means, whence it comes, and defaults to what it allows', (info) => {
    const { meaning, source, allowed, default: value } = info
    expect(meaning.length).toBeGreaterThan(10)
    expect(source).toMatch(/page/)
    if ('length' in allowed) expect(allowed).toContain(value)
    else expect(value).toBeGreaterThanOrEqual(allowed.from)
  })

  it('refuses an unknown name and a bad value by name, and then sets none', async () => {
    const { emulator, control, form } = start()
    expect(() => emulator.setSwitches({ create_status: 201, colour: 'red' })).toThrow(
      /colour: unknown switch/,
    )
    expect(() => emulator.setSwitches({ create_status: 418 })).toThrow(
      /create_status: expected 200 or 201, got 418/,
    )
    expect(() => start({ switches: { colour: 1 } })).toThrow(EmulatorError)
    const { status: code, body } = await control('PUT', 'switches', { create_status: 201, colour: 'red' })
    expect([code, body.error.issues.map(({ path }) => path)]).toEqual([400, ['colour']])
    expect((await form('/v1/tiers', TIER)).status).toBe(200)
  })

  it('goes back to what the emulator was made with on reset', async () => {
    const { emulator, form } = start({ switches: { create_status: 201 } })
    emulator.setSwitches({ create_status: 200 })
    emulator.reset()
    expect((await form('/v1/tiers', TIER)).status).toBe(201)
  })
})
