import type { JsonObject } from '@rungs/model'
import { expect, it } from 'vitest'
import { withParts } from '../src/index.js'

const whole: JsonObject = {
  years: { type: 'FIXED', month: 2 },
  drop: { mode: 'ONE' },
  own: { kept: true },
  note: 'x',
}

it.each<[object, object]>([
  [{}, whole],
  [{ years: { month: 4 } }, { ...whole, years: { type: 'FIXED', month: 4 } }],
  [{ years: { type: 'ALL', month: undefined } }, { ...whole, years: { type: 'ALL' } }],
  [{ drop: { mode: undefined } }, { years: whole.years, own: whole.own, note: 'x' }],
  [{ drop: undefined, years: '' }, whole],
  [{ more: { a: 1 } }, { ...whole, more: { a: 1 } }],
  [{ more: { a: undefined } }, whole],
  [{ note: { a: 1 } }, { ...whole, note: { a: 1 } }],
])('with the parts %j it is %j', (parts, expected) => {
  const before = structuredClone(whole)
  expect(withParts(whole, { ...parts })).toEqual(expected)
  expect(whole).toEqual(before)
})
