import { describe, expect, it } from 'vitest'
import {
  ACCOUNTS,
  accountOf,
  GUID,
  made,
  NOW,
  NOWHERE,
  program,
  quarter,
  running,
  SETTINGS,
  settings,
  start,
  TIERS,
  tier,
  tierIdOf,
} from './support.js'

/* Tiers pages: what goes over the wire, to the letter. */

const n = (length: number) => 'n'.repeat(length)

describe('a tier', () => {
  it('is wrapped, with a GUID, revision 1 and ISO dates', async () => {
    const { status, headers, body } = await start().post(TIERS, tier('Gold', 200, { description: 'Top' }))
    expect(status).toBe(200)
    expect(headers.get('x-wix-request-id')).toMatch(/./)
    expect(body).toEqual({
      tier: {
        id: expect.stringMatching(GUID),
        tierDefinition: { name: 'Gold', description: 'Top' },
        requiredPoints: 200,
        revision: '1',
        createdDate: NOW,
        updatedDate: NOW,
      },
    })
  })

  it('has an empty description and 0 points where none are sent', async () => {
    const { body } = await start().post(TIERS, { tier: { tierDefinition: { name: 'A' } } })
    expect(body.tier).toMatchObject({ tierDefinition: { name: 'A', description: '' }, requiredPoints: 0 })
  })

  it('ignores what is read-only or unknown', async () => {
    const readOnly = {
      id: NOWHERE,
      revision: '7',
      createdDate: NOW,
      updatedDate: 'x',
      _id: 'y',
      colour: 'red',
    }
    const { tier: sent } = tier('A', 1)
    const { status, body } = await start().post(TIERS, { tier: { ...sent, ...readOnly }, more: 1 })
    expect([status, body.tier.revision, body.tier.id === NOWHERE]).toEqual([200, '1', false])
    expect(body.tier).not.toHaveProperty('colour')
  })

  it.each([
    [{ url: 'shapes/abc.svg' }, { id: '', url: 'shapes/abc.svg', height: 0, width: 0 }],
    [
      { url: 'https://e.com/x.png', height: 5, width: 5, altText: 'X' },
      { id: '', url: 'https://e.com/x.png', height: 0, width: 0, altText: 'X' },
    ],
  ])('has the icon %j as %j', async (icon, shown) => {
    const { body } = await start().post(TIERS, tier('A', 1, { icon }))
    expect(body.tier.tierDefinition.icon).toEqual(shown)
  })

  it.each([
    ['name', { name: n(50) }],
    ['description', { name: 'A', description: n(70) }],
    ['null description', { name: 'A', description: null }],
    ['characters outside the BMP', { name: '🥇'.repeat(50) }],
  ])('may have the longest %s', async (_, tierDefinition) => {
    const { status } = await start().post(TIERS, { tier: { tierDefinition, requiredPoints: 9_999_999 } })
    expect(status).toBe(200)
  })

  it.each<[string, unknown, [field: string, rule: string][]]>([
    ['no tier', {}, [['tier', 'REQUIRED_FIELD']]],
    ['a null tier', { tier: null }, [['tier', 'REQUIRED_FIELD']]],
    ['a list', { tier: [] }, [['tier', 'FORMAT']]],
    ['no name', { tier: { requiredPoints: 1 } }, [['tier.tierDefinition.name', 'REQUIRED_FIELD']]],
    ['an empty name', tier('', 1), [['tier.tierDefinition.name', 'MIN_LENGTH']]],
    ['a long name', tier(n(51), 1), [['tier.tierDefinition.name', 'MAX_LENGTH']]],
    [
      'a name that is no text',
      { tier: { tierDefinition: { name: 5 } } },
      [['tier.tierDefinition.name', 'FORMAT']],
    ],
    [
      'a long description',
      tier('A', 1, { description: n(71) }),
      [['tier.tierDefinition.description', 'MAX_LENGTH']],
    ],
    ['negative points', tier('A', -1), [['tier.requiredPoints', 'MIN']]],
    ['too many points', tier('A', 10_000_000), [['tier.requiredPoints', 'MAX']]],
    ['half a point', tier('A', 0.5), [['tier.requiredPoints', 'FORMAT']]],
    [
      'points as text',
      { tier: { tierDefinition: { name: 'A' }, requiredPoints: '1' } },
      [['tier.requiredPoints', 'FORMAT']],
    ],
    ['an icon as text', tier('A', 1, { icon: 'x' }), [['tier.tierDefinition.icon', 'FORMAT']]],
    [
      'all at once',
      tier('', -1),
      [
        ['tier.tierDefinition.name', 'MIN_LENGTH'],
        ['tier.requiredPoints', 'MIN'],
      ],
    ],
  ])('is refused with %s', async (_, sent, violations) => {
    const { post, emulator } = start()
    const before = emulator.snapshot()
    const { status, body } = await post(TIERS, sent)
    const found = body.details.validationError.fieldViolations
    expect([status, found.map(({ field, violatedRule }) => [field, violatedRule])]).toEqual([400, violations])
    expect(emulator.snapshot()).toEqual(before)
  })

  it.each([
    ['name', tier('Gold', 300), 409],
    ['points', tier('Platinum', 200), 409],
    ['name in another case', tier('gold', 300), 200],
    ['name with a blank', tier('Gold ', 300), 200],
  ])('shares no %s with another one', async (_, sent, expected) => {
    const started = start()
    await made(started, 'Gold', 200)
    const { status, body } = await started.post(TIERS, sent)
    expect(status).toBe(expected)
    if (status === 409) expect(body.details.applicationError.code).toBe('ALREADY_EXISTS')
    expect((await started.get(TIERS)).body.tiers).toHaveLength(status === 409 ? 1 : 2)
  })

  it('may keep its own name and points in an update', async () => {
    const started = start()
    const { id } = await made(started, 'Gold', 200)
    const sent = { tier: { ...tier('Gold', 200).tier, revision: '1' } }
    expect((await started.patch(`${TIERS}/${id}`, sent)).status).toBe(200)
  })

  it('is created once by 50 parallel requests of one name', async () => {
    const { post, get } = start()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, points) => post(TIERS, tier('A', points))),
    )
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(200), count(409)]).toEqual([1, 49])
    expect((await get(TIERS)).body.tiers).toHaveLength(1)
  })

  it('is updated once by 50 parallel requests with one revision', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    const update = (_: unknown, points: number) =>
      started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: points + 10, revision: '1' } })
    const answers = await Promise.all(Array.from({ length: 50 }, update))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await started.get(`${TIERS}/${id}`)).body.tier.revision).toBe('2')
  })
})

describe('the list', () => {
  it('is in the order of requiredPoints, without paging and without the base tier', async () => {
    const started = start()
    await started.post(SETTINGS, settings('ACTIVE', 12, { baseTierDefinition: { name: 'Basic' } }))
    for (const [name, points] of [
      ['C', 300],
      ['A', 100],
      ['B', 200],
    ] as const)
      await made(started, name, points)
    const { body } = await started.get(TIERS)
    expect(Object.keys(body)).toEqual(['tiers'])
    expect(body.tiers.map(({ tierDefinition }) => tierDefinition.name)).toEqual(['A', 'B', 'C'])
    const { body: whole } = await started.get(`${TIERS}/program`)
    expect(whole.tiers).toEqual(body.tiers)
  })

  it('is the same under /_api', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    expect((await started.get(`/_api${TIERS}`)).body.tiers.map((one) => one.id)).toEqual([id])
    expect((await started.get(`/_api${TIERS}/${id}?tierId=${id}`)).body.tier.id).toBe(id)
    expect((await started.get(`/_api${ACCOUNTS}/program-totals`)).status).toBe(200)
  })
})

describe('revisions', () => {
  const stale = (entityId: string) => ({
    message: 'Outdated revision for entity id',
    details: {
      applicationError: {
        code: 'INVALID_REVISION',
        description: 'Outdated revision for entity id',
        data: { revisionViolation: { entityId } },
      },
    },
  })

  it.each([['0'], ['2'], ['18446744073709551615'], [undefined]])(
    'an update and a deletion with %s are refused',
    async (revision) => {
      const started = start()
      const { id } = await made(started, 'A', 1)
      const before = started.emulator.snapshot()
      const updated = await started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: 2, revision } })
      expect([updated.status, updated.body]).toEqual([409, stale(id)])
      const query = revision === undefined ? '' : `?revision=${revision}`
      const deleted = await started.delete(`${TIERS}/${id}${query}`)
      expect([deleted.status, deleted.body]).toEqual([409, stale(id)])
      expect(started.emulator.snapshot()).toEqual(before)
    },
  )

  it.each([['x'], ['-1'], ['1.0'], ['']])('%j is no revision: 400', async (revision) => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    const { status, body } = await started.patch(`${TIERS}/${id}`, { tier: { revision } })
    expect([status, body.details.validationError.fieldViolations[0]?.field]).toEqual([400, 'tier.revision'])
    expect((await started.delete(`${TIERS}/${id}?revision=${revision}`)).status).toBe(400)
  })

  it('count up with each update, which keeps what it leaves out', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    started.emulator.advanceClock('PT1S')
    const { body } = await started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: 5, revision: '1' } })
    expect(body.tier).toMatchObject({
      tierDefinition: { name: 'A' },
      requiredPoints: 5,
      revision: '2',
      createdDate: NOW,
      updatedDate: '2026-03-01T00:00:01.000Z',
    })
  })

  it('lead a deletion to 200 and an empty object, once', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    const path = `${TIERS}/${id}?tierId=${id}&revision=1`
    const { status, text } = await started.delete(path)
    expect([status, text]).toEqual([200, '{}'])
    expect((await started.delete(path)).status).toBe(404)
  })
})

describe('program settings', () => {
  it('are refused without what an update needs', async () => {
    const started = start()
    await program(started, 'ACTIVE')
    const { status, body } = await started.patch(SETTINGS, { programSettings: { revision: '1' } })
    const found = body.details.validationError.fieldViolations.map(({ field }) => field)
    expect([status, found]).toEqual([400, ['programSettings.status', 'programSettings.rollingWindow']])
  })

  it.each([
    [settings('ACTIVE', 0), 'programSettings.rollingWindow.durationInMonths'],
    [settings('ACTIVE', 37), 'programSettings.rollingWindow.durationInMonths'],
    [settings('UNKNOWN'), 'programSettings.status'],
    [settings('LIVE'), 'programSettings.status'],
    [{}, 'programSettings'],
    [{ programSettings: { status: 'ACTIVE' } }, 'programSettings.rollingWindow'],
    [
      settings('ACTIVE', 12, { baseTierDefinition: { name: n(51) } }),
      'programSettings.baseTierDefinition.name',
    ],
  ])('%j are refused', async (sent, field) => {
    const { status, body } = await start().post(SETTINGS, sent)
    expect([status, body.details.validationError.fieldViolations[0]?.field]).toEqual([400, field])
  })

  it('are made by Get Tiers Program, once', async () => {
    const started = start()
    expect((await started.get(SETTINGS)).status).toBe(404)
    const { body } = await started.get(`${TIERS}/program`)
    expect(body).toEqual({
      tiers: [],
      programSettings: {
        status: 'DISABLED',
        rollingWindow: { durationInMonths: 12 },
        revision: '1',
        baseTierDefinition: { name: 'Basic', description: '' },
        createdDate: NOW,
        updatedDate: NOW,
      },
    })
    expect((await started.get(`${TIERS}/program`)).body).toEqual(body)
    expect((await started.get(SETTINGS)).body.programSettings).toEqual(body.programSettings)
  })

  it('lose their base tier with an update that leaves it out, and part of it where a part is left out', async () => {
    const started = start()
    const baseTierDefinition = { name: 'Basic', description: 'For all' }
    await started.post(SETTINGS, settings('ACTIVE', 12, { baseTierDefinition }))
    const part = settings('ACTIVE', 12, { revision: '1', baseTierDefinition: { name: 'Basic' } })
    const { body: partly } = await started.patch(SETTINGS, part)
    expect(partly.programSettings.baseTierDefinition).toEqual({ name: 'Basic', description: '' })
    const { body } = await started.patch(SETTINGS, settings('ACTIVE', 12, { revision: '2' }))
    expect(body.programSettings.baseTierDefinition).toEqual({ name: '', description: '' })
  })

  it('put everybody on the base tier but while they are ACTIVE', async () => {
    const started = await running()
    const { emulator, account, silver } = started
    emulator.addActivity({ member: account, type: 'earn', points: 150 })
    quarter(started)
    for (const status of ['PAUSED', 'ACTIVE', 'DISABLED', 'ACTIVE', 'DRAFT', 'ACTIVE']) {
      await program(started, status)
      expect(await tierIdOf(started, account)).toBe(status === 'ACTIVE' ? silver : undefined)
      expect((await accountOf(started, account)).tier.points).toBe(150)
    }
  })
})
