import {
  type Capabilities,
  type CapabilityKey,
  emulated,
  Ledger,
  native,
  type RungsError,
  type Tier,
  unsupported,
} from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  aValue,
  callExtras,
  each,
  failuresOf,
  fieldsBut,
  lossReasons,
  missingThreshold,
  rankOfThreshold,
  reasonsOf,
  refuseRevision,
  settled,
  settledPart,
  someText,
  takeExtras,
  takePoints,
  takeTexts,
  takeThreshold,
} from '../src/index.js'

const failure = failuresOf('acme')
const capabilities = {
  'tier.key': unsupported('No keys.'),
  'tier.name': native(),
  'tier.rank': emulated('The threshold plus 1.'),
  'ladder.name': unsupported('No names.'),
} as Partial<Capabilities> as Capabilities
const reasonOf = (key: CapabilityKey): string => `why ${key}`
const acme = { vendor: 'Acme', metric: 'points.earned', most: 100, reasonOf } as const

function thrownBy(work: () => unknown): RungsError {
  try {
    work()
  } catch (error) {
    return error as RungsError
  }
  throw new Error('expected an error')
}

describe('capabilities', () => {
  it('may be one for several keys', () => {
    const none = unsupported('None.')
    expect(each(none, 'rule.all', 'rule.any')).toEqual({ 'rule.all': none, 'rule.any': none })
  })

  it('give reasons without a full stop, and none where there is no note', () => {
    const reason = reasonsOf(capabilities)
    expect([reason('tier.key'), reason('tier.name'), reason('tier.rank')]).toEqual([
      ...['No keys', '', 'The threshold plus 1'],
    ])
  })

  it('tell of a leaf that nobody spoke for: by its own words, its field’s capability, or otherwise', () => {
    const reason = lossReasons(capabilities, 'tier', 'No place', { benefits: 'No lists', 'key.x': 'X' })
    for (const path of ['benefits', 'benefits[0].label', 'benefits.a']) expect(reason(path)).toBe('No lists')
    expect([reason('key'), reason('key.x'), reason('key.xy')]).toEqual(['No keys', 'X', 'No keys'])
    for (const path of ['benefitsMore', 'name', 'constructor', '']) expect(reason(path)).toBe('No place')
    expect(lossReasons(capabilities, 'ladder', 'No place')('name')).toBe('No names')
  })
})

describe('settling', () => {
  const accounting = new Ledger({ color: 'x' }).close(() => 'No colours')

  it('hands the account over and gives the translation back', () => {
    const settle = vi.fn()
    const translation = { accounting, issues: [], body: 1 }
    expect(settled(translation, { settle }, failure)).toBe(translation)
    expect(settle).toHaveBeenCalledWith(accounting, undefined)
    expect(settledPart('body', translation, { settle }, failure)).toBe(1)
  })

  it('ends with issues before anything is handed over', () => {
    const settle = vi.fn()
    const issues = [{ path: 'name', message: 'too long' }]
    const thrown = thrownBy(() => settled({ accounting, issues }, { settle }, failure))
    expect([thrown.code, thrown.issues, settle.mock.calls]).toEqual(['invalid_input', issues, []])
  })

  it('ends for what is missing, and for a part that is not there, also where losses are only reported', () => {
    const missing = { path: 'rule', reason: 'needed' }
    const settle = vi.fn()
    const thrown = thrownBy(() => settled({ accounting, issues: [], missing }, { settle }, failure))
    expect(settle).toHaveBeenCalledWith(accounting, missing)
    expect(thrown).toMatchObject({ code: 'unsupported', issues: [{ path: 'rule', message: 'needed' }] })
    const absent = { accounting, issues: [] as [], body: undefined }
    expect(thrownBy(() => settledPart('body', absent, { settle }, failure))).toMatchObject({
      ...{ code: 'unsupported', issues: [{ path: 'color', message: 'No colours' }] },
    })
  })

  it('refuses a revision only where one is given', () => {
    refuseRevision(undefined, failure, reasonOf)
    expect(thrownBy(() => refuseRevision('1', failure, reasonOf))).toMatchObject({
      ...{ code: 'unsupported', issues: [{ path: 'ifRevision', message: 'why guarantee.revisions' }] },
    })
  })
})

describe('one threshold', () => {
  const rule = (value: string) => ({ metric: 'points.earned', op: '>=', value }) as const

  it('is taken with the rank that it gives; any other rank is lost', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(120), (threshold, rank) => {
        const ledger = new Ledger({ rule: rule(`${threshold}`), rank })
        expect(takeThreshold({ rule: rule(`${threshold}`), rank }, acme, ledger, [])).toBe(threshold)
        const { emulated: kept, losses } = ledger.close(() => '')
        const told = [{ path: 'rank', note: 'why tier.rank' }]
        expect(kept).toEqual(rank === threshold + 1 ? told : [])
        expect(losses.length).toBe(rank === threshold + 1 ? 0 : 1)
      }),
    )
    expect([rankOfThreshold(0), rankOfThreshold(Number.MAX_SAFE_INTEGER)]).toEqual([
      ...[1, Number.MAX_SAFE_INTEGER],
    ])
  })

  it.each(['101', '0.5', '-1'])('is an issue where the vendor has no threshold of %s', (value) => {
    const issues: { path: string; message: string }[] = []
    const ledger = new Ledger({ rule: rule(value) })
    expect(takeThreshold({ rule: rule(value) }, acme, ledger, issues)).toBeUndefined()
    expect(issues).toMatchObject([{ path: 'rule.value', message: expect.stringContaining('0 to 100') }])
    expect(ledger.close(() => '').losses).toEqual([])
  })

  it('is lost where the rule is another, or is to go', () => {
    for (const [given, reason] of [
      [{ any: [rule('1')] }, 'why rule.any'],
      [{ ...rule('1'), op: '>' }, 'why rule.operators'],
      [null, 'A Acme tier always has a threshold'],
    ] as const) {
      const patch = { rule: given as Tier['rule'] & null }
      const ledger = new Ledger(patch)
      expect(takeThreshold(patch, acme, ledger, [])).toBeUndefined()
      for (const loss of ledger.close(() => '').losses) expect(loss.reason).toBe(reason)
    }
  })

  it('is missing where there is none', () => {
    expect(missingThreshold(0, acme)).toBeUndefined()
    expect(missingThreshold(undefined, acme)).toMatchObject({ path: 'rule' })
  })

  it('moves points with their sign, and says why nothing else is moved', () => {
    const kinds = ['earn', 'adjust'] as const
    const at = '2026-01-01T00:00:00Z'
    const taken = takePoints({ type: 'adjust', points: '-7', at }, kinds, acme)
    expect(taken).toMatchObject({ movement: { type: 'adjust', points: -7 }, issues: [] })
    expect(taken.accounting.losses).toEqual([{ path: 'at', reason: 'why activity.at' }])
    for (const points of ['0', '0.5', '101']) {
      const wrong = takePoints({ type: 'earn', points }, kinds, acme)
      expect([wrong.movement, wrong.issues[0]?.path]).toEqual([undefined, 'points'])
    }
    const other = takePoints({ type: 'redeem', points: '1' }, kinds, acme)
    expect([other.movement, other.missing]).toEqual([
      undefined,
      { path: 'type', reason: 'why activity.redeem' },
    ])
  })
})

describe('texts', () => {
  it('are taken, or cleared elsewhere; too long in characters, they are issues at their paths', () => {
    const given = { name: '\u{1F600}'.repeat(3), description: null, color: 'x' }
    const ledger = new Ledger({ baseTier: given })
    const issues: { path: string; message: string }[] = []
    const taken = takeTexts(given, { name: 3, description: 3 }, 'Acme', ledger, issues, 'baseTier.')
    expect([taken, issues]).toEqual([{ name: given.name }, []])
    expect(ledger.close(() => '').mapped).toEqual(['baseTier.name'])
    expect(takeTexts(given, { name: 2 }, 'Acme', new Ledger({}), issues)).toEqual({ name: given.name })
    expect(issues).toMatchObject([{ path: 'name', message: expect.stringContaining('at most 2') }])
  })
})

describe('extras', () => {
  const shapes = { site: someText, fields: fieldsBut(/^id$/, aValue('a number', Number.isFinite)) }

  it('are taken and accounted for, or are issues at their paths, and then nothing is taken', () => {
    const right = { acme: { site: 's', fields: { a: 1 } }, other: {} }
    const ledger = new Ledger({ vendor: right })
    expect(takeExtras(right, 'acme', shapes, ledger)).toEqual({ values: right.acme, issues: [] })
    expect(ledger.close(() => '')).toMatchObject({
      ...{ vendor: ['vendor.acme.site', 'vendor.acme.fields.a'], losses: [{ path: 'vendor.other' }] },
    })
    const wrong = { acme: { site: '', fields: { id: 1, a: 'x' }, more: 1 } }
    const open = new Ledger({ vendor: wrong })
    const { values, issues } = takeExtras(wrong, 'acme', shapes, open)
    expect(values).toEqual({})
    expect(issues.map(({ path }) => path)).toEqual([
      ...['vendor.acme.more', 'vendor.acme.site', 'vendor.acme.fields.id', 'vendor.acme.fields.a'],
    ])
    expect(open.close(() => '').vendor).toEqual([])
    expect(takeExtras({ acme: { fields: [] } }, 'acme', shapes).issues[0]?.message).toBe('expected an object')
  })

  it('of a call are values, or an error', () => {
    expect(callExtras(undefined, 'acme', shapes, failure)).toEqual({})
    expect(callExtras({ acme: { site: 's' } }, 'acme', shapes, failure)).toEqual({ site: 's' })
    expect(thrownBy(() => callExtras({ acme: { site: 1 } }, 'acme', shapes, failure))).toMatchObject({
      ...{ code: 'invalid_input', issues: [{ path: 'vendor.acme.site', message: 'expected text' }] },
    })
  })
})
