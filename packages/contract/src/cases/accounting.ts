import type { Accounting, JsonObject, Tier, TierInput } from '@rungs/model'
import { leafPaths } from '@rungs/model'
import { equal, fail, ok, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { difference, show } from '../equal.js'
import { changesNothing, sendsNothing } from '../invoke.js'
import { isBelow, namesOnly } from '../paths.js'
import { type FieldProbe, fieldProbes } from '../probes/fields.js'
import { allTiers, makeTier, removable, tierInput } from '../setup.js'

/** Law 1: every leaf of an input has an account. */
const whole = cases('accounting', [
  {
    id: 'L1.refusal-names-every-path',
    title: 'the refusal of a tier with everything names every path that cannot be held',
    requires: ['tiers.create'],
    unless: (t) => (lostProbes(t).length === 0 ? 'the provider holds everything' : undefined),
    run: async (t) => {
      const lost = lostProbes(t)
      const error = await changesNothing(t, 'create', () =>
        sendsNothing(t, 'create', () =>
          rejects(() => t.client.tiers.create(everything(t)), 'unsupported', 'create'),
        ),
      )
      const named = error.issues.map(({ path }) => path)
      namesOnly(
        named,
        lost.map(({ path }) => path),
      )
      for (const { path } of lost)
        for (const leaf of leafPaths(everything(t)).filter((candidate) => isBelow(candidate, path)))
          ok(named.includes(leaf), `expected ${leaf} to be named, got ${show(named)}`)
    },
  },
  {
    id: 'L1.accounting-is-complete',
    title: 'every leaf of an input is accounted for exactly once',
    requires: ['tiers.create'],
    run: async (t) => {
      const input = everything(t)
      const { accounting, losses } = await t.client.tiers.create(input, { onLoss: 'report' }).withDetails()
      const paths = accountedPaths(accounting)
      equal(paths.sort(), leafPaths(input).sort(), 'mapped + emulated + vendor + losses')
      equal(losses, accounting?.losses, 'losses')
    },
  },
  {
    id: 'L1.update-accounting-is-complete',
    title: 'every leaf of a change is accounted for exactly once, null included',
    requires: ['tiers.create', 'tiers.update'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const change = { name: 'Renamed', description: null, color: null, benefits: [], threshold: 150 }
      const { accounting } = await t.client.tiers.update(id, change, { onLoss: 'report' }).withDetails()
      equal(
        accountedPaths(accounting).sort(),
        leafPaths(change).sort(),
        'mapped + emulated + vendor + losses',
      )
    },
  },
  {
    id: 'L1.held-means-held',
    title: 'what is accounted as mapped or emulated comes back equal',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const input = everything(t)
      const { data, accounting } = await t.client.tiers.create(input, { onLoss: 'report' }).withDetails()
      const tier = await t.client.tiers.get(data.id)
      const held = [
        ...(accounting?.mapped ?? []),
        ...(accounting?.emulated ?? []).map(({ path }) => path),
      ].filter((path) => path !== 'threshold')
      for (const path of held) {
        const found = difference(valueAt(tier, path), valueAt(input, path))
        if (found !== undefined)
          fail(`${path} is accounted as held: expected ${show(found.expected)}, got ${show(found.actual)}`)
      }
    },
  },
  {
    id: 'L1.short-form-is-accounted',
    title: 'the short form is accounted for in the words that it was written in',
    requires: ['tiers.create', 'tier.benefits.label'],
    run: async (t) => {
      const input: TierInput = { ...tierInput(t, 1), benefits: ['Free shipping', 'Priority support'] }
      const { accounting } = await t.client.tiers.create(input).withDetails()
      equal(accountedPaths(accounting).sort(), leafPaths(input).sort(), 'mapped + emulated + vendor + losses')
    },
  },
  {
    id: 'L1.other-providers-vendor-part',
    title: "what is addressed to another provider is no loss and is not this provider's business",
    requires: ['tiers.create'],
    run: async (t) => {
      const vendor = { some_other_provider: { tier: { colour: 'gold' } } }
      const input = { ...tierInput(t, 1), vendor }
      const { losses, accounting } = await t.client.tiers.create(input).withDetails()
      equal(losses, [], 'losses')
      equal(accounting?.vendor, leafPaths({ vendor }), 'accounting.vendor')
    },
  },
  {
    id: 'L1.own-vendor-part',
    title: 'an unknown field in the own vendor part is refused or accounted for, never ignored',
    requires: ['tiers.create'],
    run: async (t) => {
      const vendor: JsonObject = { [t.provider.name]: { no_such_field_of_a_tier: 1 } }
      const input = { ...tierInput(t, 1), vendor }
      const outcome = await settle(() => t.client.tiers.create(input).withDetails(), 'create')
      if (outcome.ok) {
        equal(accountedPaths(outcome.value.accounting).sort(), leafPaths(input).sort(), 'the accounting')
        ok(
          (outcome.value.accounting?.mapped ?? []).every((path) => !path.startsWith('vendor')),
          'not mapped',
        )
      } else {
        ok(
          ['invalid_input', 'unsupported', 'rejected'].includes(outcome.error.code),
          `got ${outcome.error.code}`,
        )
        equal(await allTiers(t), [], 'tiers afterwards')
      }
    },
  },
])

const emulation = cases('accounting', [
  {
    id: 'L7.emulated-says-so',
    title:
      'a field whose capability is emulated is accounted as emulated with a note, a native one as mapped',
    requires: ['tiers.create', 'tiers.delete'],
    run: async (t) => {
      // Rank and status are also set by the backend itself, so their accounts may differ from input to input.
      const probes = fieldProbes.filter(({ field }) => field !== 'tier.rank' && field !== 'tier.status')
      for (const probe of probes.filter(({ field }) => t.supports(field) && field.startsWith('tier.'))) {
        const input = tierInput(t, 1, { ...removable(t), ...probe.given(t) })
        const { data, accounting } = await t.client.tiers.create(input).withDetails()
        const list = t.isNative(probe.field)
          ? (accounting?.mapped ?? [])
          : (accounting?.emulated ?? []).filter(({ note }) => note !== '').map(({ path }) => path)
        for (const leaf of leafPaths(input).filter((path) => isBelow(path, probe.path)))
          ok(
            list.includes(leaf),
            `${leaf}: expected it among ${t.isNative(probe.field) ? 'mapped' : 'emulated'}`,
          )
        await t.client.tiers.delete(data.id)
      }
    },
  },
])

export const accountingCases = [...whole, ...emulation]

/** A tier with every field that can be given beside a plain rule; fields of which it takes one form take the first. */
function everything(t: CaseContext): TierInput {
  const given = fieldProbes
    .filter(
      ({ dispensable, field }) => dispensable && field !== 'tier.rank' && field !== 'tier.benefits.value',
    )
    .map((probe) => probe.given(t))
  const status = t.supports('tier.status') ? {} : { status: 'draft' as const }
  const { status: _status, ...rest } = Object.assign({}, tierInput(t, 1), ...given) as TierInput
  return { ...rest, ...status }
}

function lostProbes(t: CaseContext): FieldProbe[] {
  const input = everything(t)
  return fieldProbes.filter(
    ({ field, path, dispensable }) =>
      dispensable &&
      field !== 'tier.benefits.value' &&
      !t.supports(field) &&
      leafPaths(input).some((leaf) => isBelow(leaf, path)),
  )
}

function accountedPaths(accounting: Accounting | undefined): string[] {
  if (accounting === undefined) fail('expected an accounting of the input')
  const { mapped, emulated, vendor, losses } = accounting
  return [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)]
}

function valueAt(value: Tier | TierInput, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .reduce<unknown>(
      (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
      value,
    )
}
