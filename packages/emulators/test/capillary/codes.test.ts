import { describe, expect, it } from 'vitest'
import { type Draft, draft, type Fault } from './fault.js'
import { faults } from './faults.js'
import { create, firstError, GOLD, publish, type Started, start, stateOf, submit } from './support.js'

/*
 * Every code of the error table of the Create Tier page, and of the other pages: what brings it about, and that nothing
 * is changed by what is refused. Two things that are wrong at once give the earlier one's code.
 */

/** The error table of the Create Tier page: 40 numbers, and three conflicts without one. */
const seedTable: Record<string, number | null> = {
  'TIER.PROGRAM_ID_REQUIRED': 9003,
  'TIER.NAME_REQUIRED': 9001,
  'TIER.NAME_TOO_LONG': 9002,
  'TIER.INVALID_KPI_TYPE': 9004,
  'TIER.THRESHOLD_MUST_BE_POSITIVE': 9005,
  'TIER.INVALID_COLOR_CODE': 9006,
  'TIER.DESCRIPTION_TOO_LONG': 9008,
  'TIER.INVALID_UPGRADE_TYPE': 9009,
  'TIER.INVALID_RENEWAL_CRITERIA': 9010,
  'TIER.CLASS_A_PROGRAM_LEVEL_FIELD': 9011,
  'TIER.CLASS_B_SCHEDULE_FIELD': 9012,
  'TIER.ELIGIBILITY_CRITERIA_TYPE': 9013,
  'TIER.START_DATE_ON_SLAB_UPGRADE': 9014,
  'TIER.SENTINEL_STRING_MINUS_ONE': 9015,
  'TIER.SENTINEL_NUMERIC_MINUS_ONE': 9016,
  'TIER.RENEWAL_CRITERIA_TYPE_DRIFT': 9017,
  'TIER.FIXED_FAMILY_MISSING_PERIOD_VALUE': 9018,
  'TIER.RENEWAL_DOWNGRADE_TO_INVALID': 9019,
  'TIER.RENEWAL_MULTI_TRACKER': 9020,
  'TIER.RENEWAL_EXPRESSION_INVALID': 9021,
  'TIER.VALIDITY_RENEWAL_WINDOW_TYPE': 9022,
  'TIER.VALIDITY_COMPUTATION_WINDOW_ORPHAN': 9023,
  'TIER.VALIDITY_NUMERIC_NEGATIVE': 9024,
  'TIER.UPGRADE_VALUE_OUT_OF_RANGE': 9028,
  'TIER.TRACKER_ID_REQUIRED': 9029,
  'TIER.PERIOD_VALUE_OVERFLOW': 9030,
  'TIER.CUSTOM_PERIOD_DELTA_TOO_LARGE': 9033,
  'TIER.FIXED_DATE_OFFSET_OUT_OF_RANGE': 9034,
  'TIER.MIN_DURATION_MUST_BE_POSITIVE': 9035,
  'TIER.PROGRAM_KPI_TYPE_MISMATCH': 9043,
  'TIER.THRESHOLD_NOT_MONOTONIC': 9044,
  'TIER.INVALID_PERIOD_UNIT': 9047,
  'TIER.END_DATE_FORBIDDEN_ON_WRITE': 9048,
  'TIER.RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE': 9049,
  'TIER.LAST_CALENDAR_YEAR_FORBIDS_OFFSETS': 9050,
  'TIER.PROGRAM_UPGRADE_MODE_MISMATCH': 9051,
  'TIER.PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED': 9052,
  'TIER.PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED': 9053,
  'TIER.PROGRAM_TIER_CAP_EXCEEDED': 9054,
  'TIER.DOWNGRADE_START_DATE_MUST_BE_FIRST': 9055,
  TIER_NAME_TAKEN: null,
  TIER_DRAFT_EXISTS: null,
  TIER_PENDING_APPROVAL_EXISTS: null,
}

const spoiled = (...wrong: readonly Fault[]): Draft => {
  const body = draft()
  for (const { spoil } of wrong) spoil(body)
  return body
}

const prepared = async (...wrong: readonly Fault[]): Promise<Started> => {
  const started = start()
  for (const { prepare } of wrong) await prepare?.(started)
  return started
}

const envelope = (code: number, message: RegExp) => ({
  data: null,
  errors: [{ code, message: expect.stringMatching(message) }],
  warnings: null,
})

it('every code of the page is walked', () => {
  const walked = faults.filter(({ symbol }) => symbol !== 'strict mode')
  const numbers = walked.map(({ symbol, code }) => [symbol, symbol.startsWith('TIER.') ? code : null])
  expect(Object.fromEntries(numbers)).toEqual(seedTable)
  expect(walked).toHaveLength(43)
})

describe('a create', () => {
  it('that nothing is wrong with is taken', async () => {
    const { post } = start()
    expect((await post('/v3/tiers', draft())).status).toBe(200)
  })

  it.each(faults)('$symbol: $status, $code', async (fault) => {
    const started = await prepared(fault)
    const before = stateOf(started)
    const { status, body } = await started.post('/v3/tiers', spoiled(fault))
    expect([status, body]).toEqual([fault.status, envelope(fault.code, fault.message)])
    expect(stateOf(started)).toBe(before)
  })

  const pairs = faults.flatMap((earlier, index) =>
    faults.slice(index + 1).map((later): [Fault, Fault] => [earlier, later]),
  )
  /** A program has one tier on its way: a draft and a pending one at once there cannot be. */
  const possible = pairs.filter(([earlier]) => earlier.symbol !== 'TIER_DRAFT_EXISTS')

  it(`${possible.length} pairs of faults: the earlier check speaks`, async () => {
    for (const [earlier, later] of possible) {
      const started = await prepared(later, earlier)
      const { status, body } = await started.post('/v3/tiers', spoiled(later, earlier))
      const label = `${earlier.symbol} before ${later.symbol}`
      expect([label, status, body]).toEqual([label, earlier.status, envelope(earlier.code, earlier.message)])
    }
  })
})

describe('an update of a draft', () => {
  const alike = faults.filter(({ createOnly }) => createOnly !== true)

  it.each(alike)('$symbol: $status, $code', async (fault) => {
    const started = start()
    const { objectId } = await create(started, draft())
    const before = stateOf(started)
    const { programId: _, ...body } = spoiled(fault)
    const answer = await started.put(`/v3/tiers/${objectId}`, body)
    expect([answer.status, answer.body]).toEqual([fault.status, envelope(fault.code, fault.message)])
    expect(stateOf(started)).toBe(before)
  })
})

describe('the codes of the other pages', () => {
  it.each([
    ['get', '/v3/tiers/ut-973-099'],
    ['get', '/v3/tiers/25220'],
    ['get', '/v3/tiers/99999'],
    ['get', '/v3/tiers?programId=973&tier=99999'],
    ['put', '/v3/tiers/ffffffffffffffffffffffff'],
    ['put', '/v3/tiers/99999?programId=973'],
    ['put', '/v3/tiers/25220?programId=977'],
    ['delete', '/v3/tiers/ffffffffffffffffffffffff'],
    ['delete', '/v3/tiers/25220'],
    ['post', '/v3/tiers/ffffffffffffffffffffffff/submit'],
  ] as const)('TIER.NOT_FOUND: %s %s: 404, 9056', async (method, path) => {
    const started = start()
    const before = stateOf(started)
    const { status, body } = await started[method](path, {})
    expect([status, body]).toEqual([404, envelope(9056, /no tier/)])
    expect(stateOf(started)).toBe(before)
  })

  it('status on List: 400, 9057, and a missing programId is told first', async () => {
    const { get } = start()
    const { status, body } = await get('/v3/tiers?programId=973&status=DRAFT')
    expect([status, body]).toEqual([400, envelope(9057, /status/)])
    expect(firstError(await get('/v3/tiers?status=DRAFT')).code).toBe(9003)
  })

  it.each([
    [
      'PENDING_APPROVAL',
      async (started: Started) => {
        const tier = await create(started)
        await submit(started, tier.objectId)
        return tier
      },
    ],
    ['ACTIVE', (started: Started) => publish(started)],
  ])('TIER_NOT_DELETABLE_NON_DRAFT of a tier in status %s: 409, 999999', async (_, make) => {
    const started = start()
    const { objectId } = await make(started)
    const before = stateOf(started)
    const { status, body } = await started.delete(`/v3/tiers/${objectId}`)
    expect([status, body]).toEqual([409, envelope(999_999, /^TIER_NOT_DELETABLE_NON_DRAFT: /)])
    expect(stateOf(started)).toBe(before)
  })
})

describe('limits', () => {
  it.each<[string, object, number]>([
    ['a name of 50 characters', { name: 'n'.repeat(50) }, 200],
    ['a name of one character', { name: 'x' }, 200],
    ['no name', { name: undefined }, 400],
    ['an empty name', { name: '' }, 400],
    ['a description of 500 characters', { description: 'd'.repeat(500) }, 200],
    ['no description', { description: undefined }, 200],
    ['a colour in lower case', { color: '#a1b2c3' }, 200],
    ['a colour by name', { color: 'red' }, 400],
    ['the largest threshold', { eligibility: { threshold: 2_147_483_647 } }, 200],
    ['a threshold just above the previous one', { eligibility: { threshold: 5000.01 } }, 200],
    ['a threshold just below the previous one', { eligibility: { threshold: 4999.99 } }, 400],
    ['no threshold', { eligibility: {} }, 200],
    ['no eligibility', { eligibility: undefined }, 200],
    ['null for what is optional', { description: null, color: null, validity: null }, 200],
    ['a threshold as text', { eligibility: { threshold: '6000' } }, 400],
    ['a programId as text', { programId: '973' }, 400],
    ['a programId with a fraction', { programId: 973.5 }, 400],
  ])('%s: %s', async (_, more, status) => {
    expect((await start().post('/v3/tiers', { ...GOLD, ...more })).status).toBe(status)
  })

  it('a threshold of 0 is allowed where there is none below', async () => {
    const { post } = start({ seed: 'empty' })
    expect((await post('/v3/tiers', { ...GOLD, eligibility: { threshold: 0 } })).status).toBe(200)
  })

  it.each([
    ['digits beyond 25', '1'.repeat(26), 9030],
    ['25 digits', '1'.repeat(25), 9028],
    ['an exponent that makes them', '1e25', 9030],
    ['a fraction that makes them', `0.${'1'.repeat(25)}`, 9030],
  ])('a threshold of %s', async (_, literal, code) => {
    const body = `{"programId":973,"name":"Gold","eligibility":{"threshold":${literal}}}`
    expect(firstError(await start().post('/v3/tiers', body)).code).toBe(code)
  })

  it.each(['conditions', 'renewal'])('26 digits of text in %s are too many too', async (where) => {
    const value = '1'.repeat(26)
    const more =
      where === 'conditions'
        ? { eligibility: { conditions: [{ type: 'VISITS', value }] } }
        : { validity: { renewal: { conditions: { points: value } } } }
    expect(firstError(await start().post('/v3/tiers', { ...GOLD, ...more })).code).toBe(9030)
  })

  it.each(['Tier of 2026-11-21 and after', '1'.repeat(26), '1e99', '.'.repeat(30)])(
    'digits in a name are no number: %s',
    async (name) => {
      expect((await start().post('/v3/tiers', { ...GOLD, name })).status).toBe(200)
    },
  )
})

describe('the renewal expression', () => {
  const two = { purchase: '400', numVisits: '5' }
  const three = { ...two, points: '10' }

  it.each<[string, object, number]>([
    ['ALL', two, 200],
    ['ANY1', two, 200],
    ['ANY3', two, 400],
    ['ANY0', two, 400],
    ['1', two, 200],
    ['1 AND 2', two, 200],
    ['(1 AND 2) OR 3', three, 200],
    ['1 OR (2 AND 3)', three, 200],
    ['(1) OR (2) OR (3)', three, 200],
    ['3', two, 400],
    ['0', two, 400],
    ['(1 OR 2) AND 3', three, 400],
    ['1 XOR 2', two, 400],
    ['(1 AND 2', two, 400],
    ['', two, 400],
    ['any1', two, 400],
  ])('%s of %j: %s', async (expressionRelationAIRA, conditions, status) => {
    const validity = {
      periodType: 'SLAB_UPGRADE',
      periodValue: 12,
      renewal: { expressionRelationAIRA, conditions },
    }
    const answer = await start().post('/v3/tiers', { ...GOLD, validity })
    expect(answer.status).toBe(status)
    if (status === 400) expect(firstError(answer).code).toBe(9021)
  })

  it('of tiers made elsewhere is kept as it is sent', async () => {
    const renewal = { expressionRelation: '[[1,2],[3]] or what not', conditions: two }
    const { renewal: shown } = await create(start(), {
      ...GOLD,
      validity: { periodType: 'SLAB_UPGRADE', periodValue: 12, renewal },
    })
    expect(shown.expressionRelation).toBe('[[1,2],[3]] or what not')
  })
})

describe('forbidden fields', () => {
  const programLevel =
    'downgrade isActive reminders downgradeConfirmation renewalConfirmation retainPoints dailyDowngradeEnabled isDowngradeOnReturnEnabled isDowngradeOnPartnerProgramExpiryEnabled nudges notificationConfig'.split(
      ' ',
    )

  it.each([
    ...programLevel.map((name) => [name, 9011] as const),
    ['schedule', 9012],
    ['eligibilityCriteriaType', 9013],
  ] as const)('%s: %s, at every level, on create and on update', async (name, code) => {
    const started = start()
    const { objectId } = await create(started)
    const renewal = { renewal: { [name]: 1 } }
    for (const more of [
      { [name]: 1 },
      { eligibility: { [name]: 1 } },
      { validity: { [name]: 1 } },
      { validity: renewal },
    ]) {
      expect(firstError(await started.post('/v3/tiers', { ...GOLD, ...more })).code).toBe(code)
      expect(firstError(await started.put(`/v3/tiers/${objectId}`, more)).code).toBe(code)
    }
  })

  it.each(['programId', 'periodValue', 'threshold'])('%s of -1 and "-1"', async (field) => {
    for (const [value, code] of [
      ['-1', 9015],
      [-1, 9016],
    ]) {
      const body = {
        ...GOLD,
        ...(field === 'programId' ? { programId: value } : {}),
        ...(field === 'periodValue' ? { validity: { periodType: 'FIXED', periodValue: value } } : {}),
        ...(field === 'threshold' ? { eligibility: { threshold: value } } : {}),
      }
      expect(firstError(await start().post('/v3/tiers', body)).code).toBe(code)
    }
  })
})
