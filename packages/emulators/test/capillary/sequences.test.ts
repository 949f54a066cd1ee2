import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Answer, type Started, start, tiers } from './support.js'

/*
 * Random sequences of what makers and reviewers do, beside a model that knows no more than the pages' sentences: a draft
 * goes to pending, pending to live or back, live gets a draft that replaces it; one is on its way at a time; names of
 * live tiers are unique; thresholds rise.
 */

type Status = 'DRAFT' | 'PENDING_APPROVAL' | 'LIVE'

interface Row {
  name: string
  threshold: number | undefined
  status: Status
  serial: number
}

interface Model {
  live: Row[]
  /** What is on its way, and whether it replaces a live tier. */
  edit: (Row & { replaces: boolean }) | undefined
  objectId: string
}

type Step =
  | { kind: 'create'; name: string; threshold: number }
  | { kind: 'edit'; pick: number; name: string; threshold: number }
  | { kind: 'rework'; name: string; threshold: number }
  | { kind: 'submit' | 'approve' | 'reject' | 'delete' }

const name = fc.constantFrom('Gold', 'GOLD', 'silver', 'Ruby', 'Opal')
const threshold = fc.integer({ min: 1, max: 12 }).map((thousands) => thousands * 1000)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), name, threshold }),
  fc.record({ kind: fc.constant('edit' as const), pick: fc.nat(9), name, threshold }),
  fc.record({ kind: fc.constant('rework' as const), name, threshold }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('submit' as const, 'approve' as const) }) },
  fc.record({ kind: fc.constantFrom('reject' as const, 'delete' as const) }),
)

const risesAt = ({ live }: Model, serial: number, value: number): boolean =>
  live.every(
    (row) =>
      row.threshold === undefined ||
      row.serial === serial ||
      (row.serial < serial ? value > row.threshold : value < row.threshold),
  )

const isTaken = ({ live }: Model, wanted: string, serial: number | undefined): boolean =>
  live.some((row) => row.serial !== serial && row.name.toLowerCase() === wanted.toLowerCase())

/** The status that writing these fields at this place gets; `free`: nothing else is on its way. */
const written = (
  model: Model,
  serial: number,
  fields: Pick<Row, 'name' | 'threshold'>,
  free: boolean,
): number => {
  if (!risesAt(model, serial, fields.threshold ?? 0)) return 400
  return isTaken(model, fields.name, serial) || !free ? 409 : 200
}

const bodyOf = ({ name: wanted, threshold: value }: Pick<Row, 'name' | 'threshold'>) => ({
  name: wanted,
  eligibility: { threshold: value },
})

/** Does a step, foretells its status, and moves the model where that is a success. */
const take = async (started: Started, model: Model, action: Step): Promise<[Answer, number] | undefined> => {
  const top = Math.max(...model.live.map(({ serial }) => serial)) + 1
  const { edit } = model
  if (action.kind === 'create') {
    const expected = written(model, top, action, edit === undefined)
    const answer = await started.post('/v3/tiers', { programId: 973, ...bodyOf(action) })
    if (expected === 200) {
      model.edit = { ...action, status: 'DRAFT', serial: top, replaces: false }
      model.objectId = answer.body.data.objectId
    }
    return [answer, expected]
  }
  if (action.kind === 'edit') {
    const row = model.live[action.pick % model.live.length]
    if (row === undefined) return undefined
    const listed = (await tiers(started)).find(
      ({ serialNumber, status }) => serialNumber === row.serial && status === 'LIVE',
    )
    const expected = written(model, row.serial, action, edit === undefined)
    const answer = await started.put(`/v3/tiers/${listed?.slabId}?programId=973`, bodyOf(action))
    if (expected === 200) {
      model.edit = { ...action, status: 'DRAFT', serial: row.serial, replaces: true }
      model.objectId = answer.body.data.objectId
    }
    return [answer, expected]
  }
  const path = `/v3/tiers/${model.objectId}`
  if (action.kind === 'rework') {
    const answer = await started.put(path, bodyOf(action))
    if (edit === undefined) return [answer, 404]
    const expected = written(model, edit.serial, action, true)
    if (expected === 200) Object.assign(edit, { name: action.name, threshold: action.threshold })
    return [answer, expected]
  }
  return decide(started, model, action.kind)
}

/** Whether the object id names something that is there: what was published is, what was deleted is not. */
const decide = async (
  started: Started,
  model: Model & { gone?: boolean },
  kind: 'submit' | 'approve' | 'reject' | 'delete',
): Promise<[Answer, number]> => {
  const { edit } = model
  const path = `/v3/tiers/${model.objectId}`
  const needed: Status = kind === 'submit' || kind === 'delete' ? 'DRAFT' : 'PENDING_APPROVAL'
  const wrong = model.gone === true || model.objectId === NONE ? 404 : 409
  const good = kind === 'delete' ? 204 : 200
  const expected = edit === undefined ? wrong : edit.status === needed ? good : 409
  const answer =
    kind === 'delete'
      ? await started.delete(path)
      : kind === 'submit'
        ? await started.post(`${path}/submit`)
        : await started.post(`${path}/approve`, { approvalStatus: kind === 'approve' ? 'APPROVE' : 'REJECT' })
  if (edit !== undefined && expected === good) {
    model.gone = false
    if (kind === 'submit') edit.status = 'PENDING_APPROVAL'
    if (kind === 'reject') edit.status = 'DRAFT'
    if (kind === 'approve') {
      model.live = [...model.live.filter(({ serial }) => serial !== edit.serial), { ...edit, status: 'LIVE' }]
    }
    if (kind === 'delete') model.gone = true
    if (kind === 'approve' || kind === 'delete') model.edit = undefined
  }
  return [answer, expected]
}

const NONE = 'ffffffffffffffffffffffff'

const shown = ({ live, edit }: Model) =>
  [...live, ...(edit === undefined ? [] : [edit])]
    .map((row) => [row.serial, row.status === 'LIVE' ? 0 : 1, row.name, row.threshold, row.status])
    .sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))

it('every sequence leads where the pages say, and its state can be taken elsewhere in the middle', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.nat(29), async (steps, middle) => {
    let started = start()
    const model: Model = {
      live: [
        { name: 'Bronze', threshold: undefined, status: 'LIVE', serial: 1 },
        { name: 'Silver', threshold: 5000, status: 'LIVE', serial: 2 },
      ],
      edit: undefined,
      objectId: NONE,
    }
    for (const [index, action] of steps.entries()) {
      const result = await take(started, model, action)
      if (result !== undefined) expect([action, result[0].status]).toEqual([action, result[1]])
      const listed = await tiers(started)
      const seen = listed.map((tier) => [
        tier.serialNumber,
        tier.status === 'LIVE' ? 0 : 1,
        tier.name,
        tier.eligibility.threshold,
        tier.status,
      ])
      expect(seen).toEqual(shown(model))
      if (index !== middle) continue
      const state = started.emulator.snapshot()
      started = start()
      started.emulator.restore(JSON.parse(JSON.stringify(state)))
      expect(JSON.stringify(started.emulator.snapshot()) === JSON.stringify(state)).toBe(true)
    }
  })
  await fc.assert(property, { numRuns: 300 })
}, 120_000)
