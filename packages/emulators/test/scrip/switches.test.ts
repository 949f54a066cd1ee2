import { describe, expect, it } from 'vitest'
import { switchesOf } from '../../src/index.js'
import { scripWebhooks } from '../../src/scrip/events.js'
import { start } from './support.js'
import { startWith } from './switch-row.js'
import { answerRows } from './switch-rows-answers.js'
import { evaluationRows } from './switch-rows-evaluation.js'
import { inputRows } from './switch-rows-input.js'

/* Each switch is one guess about what Scrip's pages leave open; every value that it takes must be seen to matter. */

const rows = [...inputRows, ...answerRows, ...evaluationRows]

describe.each(rows)('$name', ({ name, observe, seen }) => {
  it.each(seen)('%j', async (value, result) => {
    expect(await observe(startWith(name, value))).toEqual(result)
    const later = start()
    later.emulator.setSwitches({ [name]: value })
    expect(await observe(later)).toEqual(result)
  })

  it('is the same by default as with its default', async () => {
    const { default: value } = switchesOf('scrip').find((info) => info.name === name) ?? {}
    const result = seen.find(([tried]) => tried === value)?.[1]
    expect(await observe(start())).toEqual(result)
  })
})

describe('webhook_signature', () => {
  it.each([
    ['timestamp_body', '4e61d6b88b4ea3bdc91c2bf676be04525ab49c14ef0550fa9d4a01d0bb6b59e4'],
    ['body', '353981a67ab2fee5cbfedaee3903c8df73206e93663329d456f331bb23779162'],
  ])('%s', async (value, signature) => {
    const delivery = { body: '{"a":1}', secret: 'whsec_rungs', now: 1_772_323_200_500 }
    expect(await scripWebhooks.sign(delivery, { webhook_signature: value })).toEqual({
      'x-scrip-signature': signature,
      'x-scrip-timestamp': '1772323200',
    })
  })
})

describe('the list of switches', () => {
  const list = switchesOf('scrip')

  it('is covered by these tests', () => {
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
    expect(source).toMatch(/page|guide/)
    if ('length' in allowed) expect(allowed).toContain(value)
    else expect(value).toBeGreaterThanOrEqual(allowed.from)
  })
})
