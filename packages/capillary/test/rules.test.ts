import type { Metric, Rule } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eligibilityOf, ruleOf } from '../src/eligibility.js'
import { metricOf } from '../src/kpi.js'
import { renewalOf, renewalRule } from '../src/renewal.js'
import { heldRule, renewableRule, ruleSettings } from './arbitraries.js'

const of = (metric: Metric, value: string, op: '>=' | '>' = '>='): Rule => ({ metric, op, value })
const points = of('points.balance', '5000')
const spend = of('spend', '100.5')
const visits = of('visits', '5')
const earned = of('points.earned', '300')
const nights = of('counter:nights', '10')

describe('eligibility', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(heldRule, (rule) => {
        const { eligibility, reason, issue } = eligibilityOf(rule, ruleSettings)
        expect([reason, issue]).toEqual([undefined, undefined])
        expect(ruleOf(eligibility as never, ruleSettings)).toEqual(rule)
      }),
    )
  })

  it('of a group is the KPI and its conditions, with texts for values', () => {
    expect(eligibilityOf({ all: [points, spend, visits, earned, nights] }, ruleSettings).eligibility).toEqual(
      {
        kpiType: 'CURRENT_POINTS',
        threshold: 5000,
        expressionRelation: 'AND',
        conditions: [
          { type: 'PURCHASE', value: '100.5' },
          { type: 'VISITS', value: '5' },
          { type: 'POINTS', value: '300' },
          { type: 'TRACKER', value: '10', trackerName: 'nights', trackerId: 11, trackerCondition: 12 },
        ],
      },
    )
    expect(eligibilityOf({ any: [points, spend] }, ruleSettings).eligibility).toMatchObject({
      expressionRelation: 'OR',
    })
  })

  it.each<[Rule, RegExp]>([
    [spend, /CURRENT_POINTS/],
    [visits, /CURRENT_POINTS/],
    [of('points.balance', '5', '>'), />= only/],
    [{ all: [points] }, /by itself/],
    [{ all: [spend, points] }, /first criterion/],
    [{ all: [points, of('spend', '1', '>')] }, />= only/],
    [{ all: [points, points] }, /once/],
    [{ all: [points, { any: [spend, visits] }] }, /flat/],
    [{ all: [points, of('counter:unknown', '1')] }, /setting trackers/],
    [{ atLeast: 1, of: [points, spend] }, /ANYn/],
  ])('cannot be %j', (rule, reason) => {
    const translation = eligibilityOf(rule, ruleSettings)
    expect(translation.eligibility).toBeUndefined()
    expect(translation.reason).toMatch(reason)
  })

  it.each([
    ['CURRENT_POINTS', 'points.balance'],
    ['CUMULATIVE_POINTS', 'points.earned'],
    ['CUMULATIVE_PURCHASES', 'spend'],
    ['TRACKER_VALUE_BASED', 'counter:miles'],
  ] as const)('of a program of %s is of %s', (kpiType, metric) => {
    expect(metricOf(kpiType, 'miles')).toBe(metric)
    const settings = { ...ruleSettings, kpiType, kpiTracker: 'miles' }
    const { eligibility } = eligibilityOf(of(metric, '7'), settings)
    expect(eligibility).toEqual({ kpiType, threshold: 7 })
    expect(ruleOf(eligibility as never, settings)).toEqual(of(metric, '7'))
  })

  it.each<[object, Rule | undefined]>([
    [{}, undefined],
    [{ kpiType: 'CURRENT_POINTS', threshold: null }, undefined],
    [{ threshold: '75000.0' }, of('points.balance', '75000')],
    [{ threshold: 1, conditions: [{ type: 'NEW_KIND', value: '1' }] }, undefined],
    [{ threshold: 1, kpiType: 'NEW_KPI' }, undefined],
    [{ threshold: 1, expressionRelation: 'AND', conditions: [] }, of('points.balance', '1')],
    [
      { threshold: 1, conditions: [{ type: 'TRACKER', value: '2', trackerId: 99, trackerName: 'miles' }] },
      { all: [of('points.balance', '1'), of('counter:miles', '2')] },
    ],
    [
      { threshold: 1, conditions: [{ type: 'TRACKER', value: '2', trackerId: 99 }] },
      { all: [of('points.balance', '1'), of('counter:99', '2')] },
    ],
  ])('%j is the rule %j', (eligibility, rule) => {
    expect(ruleOf(eligibility as never, ruleSettings)).toEqual(rule)
  })
})

describe('renewal', () => {
  it.each<[Rule, string, string[], boolean]>([
    [spend, '1', ['purchase'], true],
    [{ all: [spend, visits] }, '1 AND 2', ['purchase', 'numVisits'], true],
    [{ all: [visits, spend] }, '2 AND 1', ['purchase', 'numVisits'], true],
    [{ any: [spend, visits] }, '1 OR 2', ['purchase', 'numVisits'], true],
    [
      { any: [{ all: [spend, visits] }, earned] },
      '(1 AND 2) OR 3',
      ['purchase', 'numVisits', 'points'],
      true,
    ],
    [{ atLeast: 2, of: [spend, visits, nights] }, 'ANY2', ['purchase', 'numVisits', 'tracker'], true],
    [
      { all: [{ any: [spend, visits] }, earned] },
      '(1 AND 3) OR (2 AND 3)',
      ['purchase', 'numVisits', 'points'],
      false,
    ],
    [
      { atLeast: 2, of: [visits, spend, earned] },
      '(1 AND 2) OR (1 AND 3) OR (2 AND 3)',
      ['purchase', 'numVisits', 'points'],
      false,
    ],
    [{ atLeast: 2, of: [spend, visits] }, '1 AND 2', ['purchase', 'numVisits'], false],
    [{ all: [spend] }, '1', ['purchase'], false],
    [{ any: [spend, { all: [spend, visits] }] }, '1 OR (1 AND 2)', ['purchase', 'numVisits'], true],
    [
      { any: [visits, { any: [spend, { all: [spend, visits] }] }] },
      '1 OR 2',
      ['purchase', 'numVisits'],
      false,
    ],
  ])('%j is %s over %j', (rule, expression, fields, exact) => {
    const { renewal, note, reason } = renewalOf(rule, ruleSettings)
    expect(reason).toBeUndefined()
    expect(renewal).toMatchObject({ expressionRelationAIRA: expression })
    expect(Object.keys(Object(renewal?.conditions))).toEqual(fields)
    expect(note === undefined).toBe(exact)
  })

  it('has texts for values, and one tracker in a list', () => {
    expect(renewalOf({ any: [spend, nights] }, ruleSettings).renewal?.conditions).toEqual({
      purchase: '100.5',
      tracker: [{ trackerName: 'nights', trackerId: 11, trackerCondition: 12, value: '10' }],
    })
  })

  it.each<[Rule, RegExp]>([
    [points, /no condition on points.balance/],
    [of('spend', '1', '>'), />= only/],
    [{ any: [spend, of('spend', '7')] }, /two/],
    [{ any: [nights, of('counter:stays', '7')] }, /one tracker/],
    [of('counter:unknown', '1'), /setting trackers/],
  ])('cannot be %j', (rule, reason) => {
    expect(renewalOf(rule, ruleSettings).reason).toMatch(reason)
  })

  it('means the same, whatever the tree; and comes back as written where it says so', () => {
    fc.assert(
      fc.property(renewableRule, (rule) => {
        const { renewal, note } = renewalOf(rule, ruleSettings)
        const back = renewalRule(renewal as never, ruleSettings)
        if (note === undefined) expect(back).toEqual(rule)
        for (let met = 0; met < 16; met += 1) expect(holds(back, met)).toBe(holds(rule, met))
      }),
      { numRuns: 500 },
    )
  })

  it('the older expression wins; without any, all conditions count', () => {
    const conditions = { purchase: '1', numVisits: '2' }
    const [one, two] = [of('spend', '1'), of('visits', '2')]
    const read = (given: object) => renewalRule({ conditions, ...given }, ruleSettings)
    expect(read({ expressionRelationAIRA: '1 OR 2', expressionRelation: '[[1,2]]' })).toEqual({
      all: [one, two],
    })
    expect(read({ expressionRelationAIRA: '1 OR 2' })).toEqual({ any: [one, two] })
    expect(read({})).toEqual({ all: [one, two] })
    expect(read({ expressionRelation: 'unclear' })).toBeUndefined()
    expect(renewalRule({ conditions: {} }, ruleSettings)).toBeUndefined()
  })
})

/** Whether a rule holds when the criteria of the set bits are met. */
function holds(rule: Rule | undefined, met: number): boolean {
  if (rule === undefined) return false
  if ('metric' in rule)
    return ((met >> ['spend', 'visits', 'points.earned', 'counter:nights'].indexOf(rule.metric)) & 1) === 1
  if ('all' in rule) return rule.all.every((part) => holds(part, met))
  if ('any' in rule) return rule.any.some((part) => holds(part, met))
  return rule.of.filter((part) => holds(part, met)).length >= rule.atLeast
}
