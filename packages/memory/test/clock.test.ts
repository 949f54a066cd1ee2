import { createClient } from '@rungs/client'
import type { LadderInput } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memory } from '../src/index.js'
import { backend, codeAndPaths, SetClock, tierAt } from './support.js'

const at = '2030-01-31T12:00:00Z'

describe('the clock', () => {
  it('follows the time of the settings until it is set, and from then on stands still', () => {
    const clock = new SetClock()
    const { control } = backend({ clock })
    expect(control.clock.now()).toBe('2026-06-01T12:00:00Z')
    clock.ms += 1000
    expect(control.clock.now()).toBe('2026-06-01T12:00:01Z')
    expect(control.clock.set('2030-01-31T13:00:00+01:00')).toBe(at)
    clock.ms += 1000
    expect(control.clock.now()).toBe(at)
    expect(control.clock.reset()).toBe('2026-06-01T12:00:02Z')
  })

  it('goes on running where it ran, after it was moved', () => {
    const clock = new SetClock()
    const { control } = backend({ clock })
    expect(control.clock.advance('P1D')).toBe('2026-06-02T12:00:00Z')
    clock.ms += 1000
    expect(control.clock.now()).toBe('2026-06-02T12:00:01Z')
    expect(control.clock.advance('PT1H')).toBe('2026-06-02T13:00:01Z')
  })

  it.each([
    ['P1M', '2030-02-28T12:00:00Z'],
    ['P25M', '2032-02-29T12:00:00Z'],
    ['P1Y', '2031-01-31T12:00:00Z'],
    ['P1W', '2030-02-07T12:00:00Z'],
    ['P1DT12H30M15S', '2030-02-02T00:30:15Z'],
    ['P0D', at],
  ])('moves ahead by %s', (by, later) => {
    const { control } = backend()
    control.clock.set(at)
    expect(control.clock.advance(by)).toBe(later)
  })

  it.each(['', 'P', 'P1DT', '1D', '-P1D', 'P1.5D', 'P9000Y'])('refuses to move by %j', async (by) => {
    const { control } = backend()
    control.clock.set(at)
    expect(await codeAndPaths(() => control.clock.advance(by))).toEqual(['invalid_input', ['by']])
    expect(await codeAndPaths(() => control.clock.set('tomorrow'))).toEqual(['invalid_input', ['at']])
    expect(control.clock.now()).toBe(at)
  })

  it('decides who holds which tier, through a client with a time of its own, too', async () => {
    const ladder: LadderInput = {
      window: { kind: 'rolling', months: 12 },
      tiers: [{ name: 'Gold', rule: { metric: 'points.earned', op: '>=', value: 100 } }],
    }
    const rungs = createClient(memory({ ladder }), { clock: new SetClock() })
    rungs.native.clock.set(at)
    await rungs.members.enroll('ada')
    await rungs.members.record('ada', { type: 'earn', points: 100 })
    expect(await rungs.members.standing('ada')).toMatchObject({ tier: { name: 'Gold' }, since: at, asOf: at })
    rungs.native.clock.advance('P1Y')
    expect((await rungs.members.standing('ada')).tier).toBeNull()
  })

  it('is in the snapshot, standing or running', async () => {
    const clock = new SetClock()
    for (const move of ['set', 'advance', 'none'] as const) {
      const first = backend({ clock })
      if (move === 'set') first.control.clock.set(at)
      if (move === 'advance') first.control.clock.advance('P1Y')
      const other = backend({ clock })
      other.control.restore(JSON.parse(JSON.stringify(first.control.snapshot())))
      clock.ms += 5000
      expect(other.control.clock.now()).toBe(first.control.clock.now())
      expect(other.control.snapshot()).toEqual(first.control.snapshot())
      await other.run('tiers.create', { tier: tierAt(1) })
    }
  })

  it('moved by any durations one after the other never runs backwards', () => {
    const part = fc.constantFrom('P1M', 'P3D', 'PT7H', 'P1Y', 'PT59S')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const { control } = backend()
        control.clock.set('2024-02-29T23:59:59.999Z')
        let before = control.clock.now()
        for (const by of parts) {
          const after = control.clock.advance(by)
          expect(Date.parse(after)).toBeGreaterThan(Date.parse(before))
          before = after
        }
      }),
    )
  })
})
