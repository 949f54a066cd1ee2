import type { TierInput, TierPatchInput } from '@rungs/model'
import { parseTier, parseTierPatch } from '@rungs/model/schemas'
import { equal, fail, oneOf, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { difference, show } from '../equal.js'
import { allTiers, makeTier, tierInput } from '../setup.js'

/** An input at the edge of what a backend may hold. */
interface Edge {
  id: string
  title: string
  given(t: CaseContext): Partial<TierInput>
}

const texts: readonly Edge[] = (
  [
    ['long-name', 'a name of 255 characters', 'n'.repeat(255)],
    ['wide-name', 'a name of 255 characters of four bytes', '𝒢'.repeat(127)],
    ['emoji-name', 'a name of joined emoji', '👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['spaced-name', 'a name with spaces around it', '  Gold  '],
    ['form-name', 'a name that looks like a form', 'a=1&b[]=2;c%3D3+4'],
    ['html-name', 'a name that looks like HTML', '<script>alert("x")</script>'],
    ['multi-line-name', 'a name of two lines', 'Gold\nand\tmore'],
    ['crlf-name', 'a name with a carriage return', 'Gold\r\nX-Injected: yes'],
    ['nul-name', 'a name with a NUL', 'Go\u0000ld'],
    ['surrogate-name', 'a name with half a surrogate pair', 'Gold \ud83e'],
    ['unnormalised-name', 'a name that is not in Unicode normal form C', 'Cafe\u0301'],
    ['numeric-name', 'a name that looks like a number', '007'],
    ['null-name', 'a name that reads null', 'null'],
    ['proto-name', 'a name that is __proto__', '__proto__'],
  ] as const
).map(([id, title, name]) => ({ id, title, given: () => ({ name }) }))

const amounts: readonly Edge[] = (
  [
    ['zero', 'a threshold of 0', 0],
    ['one', 'a threshold of 1', 1],
    ['int32', 'a threshold of 2,147,483,647', 2_147_483_647],
    ['beyond-int32', 'a threshold of 2,147,483,648', '2147483648'],
    ['beyond-2-53', 'a threshold past 2^53', '9007199254740993'],
    ['beyond-int64', 'a threshold past 2^64', '18446744073709551617'],
    ['leading-zeros', 'a threshold with leading zeros', '000500'],
  ] as const
).map(([id, title, threshold]) => ({ id: `threshold-${id}`, title, given: () => ({ threshold }) }))

const others: readonly Edge[] = [
  { id: 'no-rule', title: 'a tier that is only assigned by hand', given: () => ({}) },
  { id: 'empty-description', title: 'an empty description', given: () => ({ description: '' }) },
  { id: 'lower-case-color', title: 'a colour in lower case', given: () => ({ color: '#c0ffee' }) },
  { id: 'derived-rank', title: 'a rank beside a threshold', given: () => ({ rank: 41 }) },
  {
    id: 'long-key',
    title: 'a key of 100 characters',
    given: () => ({ key: `k${'_1'.repeat(49)}x` }),
  },
  { id: 'empty-benefits', title: 'an empty list of benefits', given: () => ({ benefits: [] }) },
  {
    id: 'many-benefits',
    title: '300 benefits',
    given: () => ({ benefits: Array.from({ length: 300 }, (_, index) => ({ label: `Benefit ${index}` })) }),
  },
  {
    id: 'long-benefit',
    title: 'a benefit of 1,000 characters',
    given: () => ({ benefits: [{ label: 'b'.repeat(1000) }] }),
  },
  {
    id: 'odd-benefits',
    title: 'benefits of commas, brackets and quotes',
    given: () => ({
      benefits: [',', '[]', '""', 'a,b', 'a&benefits[]=c', ' x '].map((label) => ({ label })),
    }),
  },
  {
    id: 'mixed-benefits',
    title: 'benefits of both kinds in turn',
    given: () => ({ benefits: [{ label: 'a' }, { key: 'k', value: null }, { label: 'b' }] }),
  },
  {
    id: 'deep-benefit',
    title: 'a benefit with a value of 20 levels',
    given: () => ({ benefits: [{ key: 'deep', value: nested(20) }] }),
  },
  {
    id: 'strict-operator',
    title: 'a rule with > on the default metric',
    given: (t) => ({ rule: { metric: t.provider.defaultMetric, op: '>', value: 500 } }),
  },
  {
    id: 'fraction-of-spend',
    title: 'a rule on spend with cents',
    given: () => ({ rule: { metric: 'spend', op: '>=', value: '0.1' } }),
  },
  {
    id: 'group-of-one',
    title: 'a group of one criterion on the default metric',
    given: (t) => ({ rule: { all: [{ metric: t.provider.defaultMetric, op: '>=', value: 500 }] } }),
  },
]

/** Every form of a rule and of a validity that the field probes do not give. */
const forms: readonly Edge[] = [
  ...(['==', '<=', '<'] as const).map((op, index) => ({
    id: ['equal-operator', 'at-most-operator', 'below-operator'][index] ?? op,
    title: `a rule with ${op} on the default metric`,
    given: (t: CaseContext) => ({ rule: { metric: t.provider.defaultMetric, op, value: 500 } }),
  })),
  {
    id: 'nested-groups',
    title: 'a rule of groups in groups',
    given: (t) => ({
      rule: { any: [{ all: [home(t, 500), home(t, 600)] }, { atLeast: 2, of: three(t) }, home(t, 900)] },
    }),
  },
  {
    id: 'two-of-three',
    title: 'a rule of at least two of three criteria',
    given: (t) => ({ rule: { atLeast: 2, of: three(t) } }),
  },
  ...(
    [
      ['entry', { anchor: 'entry', months: 12, minimumMonths: 3 }],
      ['entry-cyclic', { anchor: 'entry_cyclic', months: 6 }],
      ['fixed', { anchor: 'fixed', months: 12, start: '2024-02-01T00:00:00Z' }],
      ['fixed-minimum', { anchor: 'fixed', months: 6, start: '2024-04-01T00:00:00Z', minimumMonths: 2 }],
      ['registration', { anchor: 'registration' }],
      ['without-months', { anchor: 'entry' }],
    ] as const
  ).map(([id, validity]) => ({
    id: `validity-${id}`,
    title: `a validity ${JSON.stringify(validity)}`,
    given: () => ({ validity }),
  })),
  ...(['draft', 'pending', 'rejected', 'archived'] as const).map((status) => ({
    id: `status-${status}`,
    title: `a tier that is ${status}`,
    given: () => ({ status }),
  })),
  {
    id: 'validity-renewal',
    title: 'a validity with a rule of its own to renew by',
    given: (t) => ({ validity: { anchor: 'entry', months: 12, renewal: home(t, 400) } }),
  },
]

const created = cases(
  'edges',
  [...texts, ...amounts, ...others, ...forms].map(({ id, title, given }) => ({
    id: `L1.exact-or-refused.${id}`,
    title: `${title} is held exactly, or refused with nothing made`,
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const input = withoutThreshold(t, id, given(t))
      const outcome = await settle(() => t.client.tiers.create(input), 'create')
      const tiers = await allTiers(t)
      if (!outcome.ok) {
        oneOf(outcome.error.code, refusals, 'the code of the refusal')
        equal(tiers, [], 'the tiers after a refusal')
        return
      }
      const { vendor: _vendor, ...draft } = parseTier(input, { defaultMetric: t.provider.defaultMetric })
      equal(tiers, [outcome.value], 'the list')
      for (const [key, value] of Object.entries(draft)) same(Reflect.get(outcome.value, key), value, key)
      if (draft.rule === undefined) equal(outcome.value.rule, undefined, 'rule')
    },
  })),
)

const changes: readonly { id: string; title: string; change(t: CaseContext): TierPatchInput }[] = [
  { id: 'rule-cleared', title: 'a rule that is taken away', change: () => ({ rule: null }) },
  { id: 'to-zero', title: 'a threshold that becomes 0', change: () => ({ threshold: 0 }) },
  { id: 'empty-description', title: 'an empty description', change: () => ({ description: '' }) },
  { id: 'all-cleared', title: 'everything cleared', change: () => ({ description: null, benefits: [] }) },
  { id: 'rank', title: 'another rank alone', change: () => ({ rank: 77 }) },
]

const updated = cases(
  'edges',
  changes.map(({ id, title, change }) => ({
    id: `L1.exact-or-refused.update-${id}`,
    title: `in a change, ${title} is held exactly, or refused with nothing changed`,
    requires: ['tiers.create', 'tiers.update', 'tiers.list'],
    run: async (t) => {
      const before = await makeTier(t, 1)
      const outcome = await settle(() => t.client.tiers.update(before.id, change(t)), 'update')
      const [after] = await allTiers(t)
      if (!outcome.ok) {
        oneOf(outcome.error.code, refusals, 'the code of the refusal')
        equal(after, before, 'the tier after a refusal')
        return
      }
      const patch = parseTierPatch(change(t), { defaultMetric: t.provider.defaultMetric })
      for (const [key, value] of Object.entries(patch))
        same(Reflect.get(after ?? {}, key), value === null ? undefined : value, key)
    },
  })),
)

export const edgeCases = [...created, ...updated]

/** Refusals that say that nothing has happened. */
const refusals = ['invalid_input', 'unsupported', 'rejected', 'conflict'] as const

function withoutThreshold(t: CaseContext, id: string, given: Partial<TierInput>): TierInput {
  const { threshold: _threshold, ...rest } = tierInput(t, 1, given)
  return id === 'no-rule' ? rest : tierInput(t, 1, given)
}

function home(t: CaseContext, value: number) {
  return { metric: t.provider.defaultMetric, op: '>=', value } as const
}

function three(t: CaseContext) {
  return [home(t, 500), home(t, 600), { metric: 'visits', op: '>=', value: 3 } as const]
}

function nested(levels: number): { [key: string]: null } {
  let value: { [key: string]: null } = { end: null }
  for (let level = 1; level < levels; level += 1) value = JSON.parse(`{"in":${JSON.stringify(value)}}`)
  return value
}

function same(actual: unknown, expected: unknown, key: string): void {
  // An empty text and an absent one are the same to look at; anything else has to be exact.
  if (expected === '' && actual === undefined) return
  const found = difference(actual, expected)
  if (found === undefined) return
  const at = found.path === '' ? key : `${key}.${found.path}`
  fail(`${at} was altered in silence: given ${show(found.expected)}, held ${show(found.actual)}`)
}
