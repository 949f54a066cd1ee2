import { type Ladder, leafPaths } from '@rungs/model'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { backend, names, type Spoil } from '../src/backends.js'
import { otherwise, silently, withCall } from '../src/breaking.js'
import { carry } from '../src/carry.js'
import { laddersFor } from '../src/ladders.js'
import { meansTheSame } from '../src/rules.js'
import { write } from '../src/write.js'

/** What the pairs prove is worth no more than what they would notice: each of these has to fail them. */
const unfaithful: readonly (readonly [does: string, to: readonly string[], spoil: Spoil])[] = [
  [
    'drops the description, and says that it is held',
    ['wix', 'capillary'],
    silently('tiers.create', ({ tier: { description: _, ...tier } }) => ({ tier }), 'tier'),
  ],
  [
    'drops the last benefit, and says that it is held',
    ['vinr', 'scrip'],
    silently(
      'tiers.create',
      ({ tier }) => ({ tier: { ...tier, ...(tier.benefits && { benefits: tier.benefits.slice(0, -1) }) } }),
      'tier',
    ),
  ],
  [
    'turns the benefits round',
    ['vinr', 'scrip'],
    otherwise('tiers.create', (create) => ({ tier }, call) => {
      const { benefits } = tier
      return create({ tier: { ...tier, ...(benefits && { benefits: benefits.toReversed() }) } }, call)
    }),
  ],
  [
    'asks for one point more',
    ['wix', 'capillary', 'vinr', 'scrip'],
    otherwise('tiers.create', (create) => ({ tier }, call) => {
      const { rule } = tier
      const one = rule !== undefined && 'value' in rule
      return create(
        { tier: one ? { ...tier, rule: { ...rule, value: `${Number(rule.value) + 1}` } } : tier },
        call,
      )
    }),
  ],
  [
    'says nothing of one leaf',
    ['wix', 'capillary', 'vinr', 'scrip'],
    otherwise('tiers.create', (create) => (input, call) => {
      const settle: typeof call.settle = (told, missing) =>
        call.settle({ ...told, mapped: told.mapped.slice(1) }, missing)
      return create(input, withCall(call, { settle }))
    }),
  ],
  [
    'says two things of one leaf',
    ['vinr'],
    otherwise('tiers.create', (create) => (input, call) => {
      const settle: typeof call.settle = (told, missing) =>
        call.settle({ ...told, vendor: [...told.vendor, 'name'] }, missing)
      return create(input, withCall(call, { settle }))
    }),
  ],
  [
    'holds a lost leaf for held',
    ['wix', 'capillary', 'vinr', 'scrip'],
    otherwise('tiers.create', (create) => (input, call) => {
      const settle: typeof call.settle = ({ mapped, losses, ...told }, missing) =>
        call.settle({ ...told, mapped: [...mapped, ...losses.map(({ path }) => path)], losses: [] }, missing)
      return create(input, withCall(call, { settle }))
    }),
  ],
  [
    'has the period of another length',
    ['wix', 'scrip'],
    otherwise('ladder.update', (update) => ({ patch, ...rest }, call) => {
      const { window } = patch
      const other = window?.kind === 'rolling' ? { ...window, months: window.months === 3 ? 12 : 3 } : window
      const yearly = other?.kind === 'calendar_year' ? ({ kind: 'lifetime' } as const) : other
      return update({ ...rest, patch: { ...patch, ...(yearly && { window: yearly }) } }, call)
    }),
  ],
  [
    'forgets the days of grace, and says that they are held',
    ['scrip'],
    silently(
      'ladder.update',
      ({ patch, ...rest }) => {
        delete patch.lifecycle?.downgrade.graceDays
        return { patch, ...rest }
      },
      'patch',
    ),
  ],
]

it('tells rules of another form from rules of another meaning', () => {
  const many = { metric: 'visits', op: '>=', value: '3' } as const
  const more = { metric: 'points.earned', op: '>=', value: '100.5' } as const
  expect(meansTheSame({ any: [{ atLeast: 1, of: [many] }] }, many)).toBe(true)
  expect(meansTheSame({ any: [more, many] }, { atLeast: 1, of: [many, more] })).toBe(true)
  expect(meansTheSame({ all: [more, many] }, { any: [many, more] })).toBe(false)
  expect(meansTheSame(many, { ...many, op: '>' })).toBe(false)
  expect(meansTheSame(many, { ...many, value: '4' })).toBe(false)
  expect(meansTheSame(many, { ...many, metric: 'spend' })).toBe(false)
  expect(meansTheSame(many, undefined)).toBe(false)
})

let ladders: Ladder[] = []

beforeAll(async () => {
  ladders = []
  const { client, reset } = backend('memory')
  for (const metric of ['points.balance', 'points.earned'] as const)
    for (const ladder of fc.sample(laddersFor(metric), { numRuns: 60, seed: 20_251_121 })) {
      reset()
      await write(client, ladder)
      ladders.push(await client.ladder.get())
    }
  expect(ladders.flatMap((ladder) => leafPaths(ladder)).length).toBeGreaterThan(1000)
})

describe.each(unfaithful)('an adapter that %s', (_does, to, spoil) => {
  it.each(to.map((name) => [name] as const))('fails the pairs at %s', async (name) => {
    expect(names).toContain(name)
    const target = backend(name, spoil)
    let noticed: unknown
    for (const ladder of ladders) {
      target.reset()
      noticed = await carry(ladder, target).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (noticed !== undefined) break
    }
    expect(noticed).toBeInstanceOf(Error)
    expect(Reflect.get(Object(noticed), 'name')).toBe('AssertionError')
  })
})
