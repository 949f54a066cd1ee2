import type { CaseContext } from '../context.js'

/** An input that is wrong, and the path that the error has to name. */
export interface BadInput {
  id: string
  title: string
  /** Empty when the whole input is wrong. */
  path: string
  input(t: CaseContext): unknown
}

class Impostor {
  name = 'Gold'
  threshold = 100
}

/** Wrong whatever is done with it: as a tier to create and as a change of one. */
export const badAnywhere: readonly BadInput[] = [
  whole('null', null),
  whole('text', 'Gold'),
  whole('number', 5000),
  whole('list', [{ name: 'Gold' }]),
  whole('function', () => ({ name: 'Gold' })),
  whole('class-instance', new Impostor()),
  whole('map', new Map([['name', 'Gold']])),
  field('name-is-a-number', 'name', { name: 5 }),
  field('name-is-null', 'name', { name: null }),
  field('name-is-empty', 'name', { name: '' }),
  field('name-is-blank', 'name', { name: ' \n\t ' }),
  field('name-of-256', 'name', { name: 'n'.repeat(256) }),
  {
    ...field('name-of-10-mb', 'name', {}),
    input: () => ({ name: 'n'.repeat(10 * 1024 * 1024), threshold: 1 }),
  },
  field('unknown-key', 'treshold', { treshold: 5000 }),
  field('constructor-key', 'constructor', { constructor: 'x' }),
  {
    ...field('proto-key', '__proto__', {}),
    input: () => JSON.parse('{"name":"Gold","__proto__":{"admin":true}}'),
  },
  field('threshold-negative', 'threshold', { threshold: -1 }),
  field('threshold-fraction', 'threshold', { threshold: 1.5 }),
  field('threshold-fraction-text', 'threshold', { threshold: '0.5' }),
  field('threshold-nan', 'threshold', { threshold: Number.NaN }),
  field('threshold-infinity', 'threshold', { threshold: Number.POSITIVE_INFINITY }),
  field('threshold-exponent', 'threshold', { threshold: '1e3' }),
  field('threshold-hex', 'threshold', { threshold: '0x10' }),
  field('threshold-words', 'threshold', { threshold: 'five' }),
  field('threshold-empty', 'threshold', { threshold: '' }),
  field('threshold-boolean', 'threshold', { threshold: true }),
  field('threshold-bigint', 'threshold', { threshold: 5000n }),
  field('threshold-past-2-53', 'threshold', { threshold: 2 ** 53 }),
  field('threshold-of-1000-digits', 'threshold', { threshold: '9'.repeat(1000) }),
  {
    ...field('threshold-and-rule', 'threshold', {}),
    input: (t) => ({ ...named, threshold: 1, rule: rule(t, 1) }),
  },
  { ...field('rule-negative', 'rule.value', {}), input: (t) => ({ ...named, rule: rule(t, -1) }) },
  field('rule-unknown-metric', 'rule.metric', { rule: { metric: 'miles', op: '>=', value: 1 } }),
  {
    ...field('rule-unknown-operator', 'rule.op', {}),
    input: (t) => ({ ...named, rule: { ...rule(t, 1), op: '!=' } }),
  },
  {
    ...field('rule-unknown-key', 'rule.extra', {}),
    input: (t) => ({ ...named, rule: { ...rule(t, 1), extra: 1 } }),
  },
  field('rule-empty-group', 'rule.all', { rule: { all: [] } }),
  {
    ...field('rule-at-least-too-many', 'rule.atLeast', {}),
    input: (t) => ({ ...named, rule: { atLeast: 2, of: [rule(t, 1)] } }),
  },
  { ...field('rule-100k-deep', 'rule', {}), input: () => ({ ...named, rule: deep('all') }) },
  field('color-word', 'color', { color: 'gold' }),
  field('icon-number', 'icon', { icon: 7 }),
  field('rank-zero', 'rank', { rank: 0 }),
  field('rank-fraction', 'rank', { rank: 1.5 }),
  field('rank-text', 'rank', { rank: '1' }),
  field('benefits-text', 'benefits', { benefits: 'Free shipping' }),
  field('benefits-empty-label', 'benefits[1]', { benefits: ['ok', ''] }),
  field('benefits-number', 'benefits[0]', { benefits: [7] }),
  field('benefits-unknown-key', 'benefits[0].labels', { benefits: [{ label: 'a', labels: 'b' }] }),
  field('benefits-value-undefined', 'benefits[0]', { benefits: [{ key: 'k' }] }),
  field('benefits-value-nan', 'benefits[0].value', { benefits: [{ key: 'k', value: Number.NaN }] }),
  field('benefits-value-date', 'benefits[0].value', { benefits: [{ key: 'k', value: new Date(0) }] }),
  {
    ...field('benefits-value-100k-deep', 'benefits[0].value', {}),
    input: () => ({ ...named, benefits: [{ key: 'k', value: deep('in') }] }),
  },
  {
    ...field('benefits-value-cycle', 'benefits[0].value', {}),
    input: () => ({ ...named, benefits: [{ key: 'k', value: cycle() }] }),
  },
  {
    ...field('benefits-value-proto', 'benefits[0].value.__proto__', {}),
    input: () => ({ ...named, benefits: [{ key: 'k', value: JSON.parse('{"__proto__":1}') }] }),
  },
  {
    ...field('benefits-100k', 'benefits', {}),
    input: () => ({ ...named, benefits: Array(100_000).fill('x') }),
  },
  // biome-ignore lint/suspicious/noSparseArray: the gap is what is wrong
  field('benefits-with-a-gap', 'benefits', { benefits: ['a', , 'b'] }),
  field('symbol-key', '', { [Symbol('admin')]: true }),
  { ...field('throwing-getter', '', {}), input: () => trap() },
  field('validity-unknown-anchor', 'validity.anchor', { validity: { anchor: 'moon' } }),
  field('vendor-list', 'vendor', { vendor: [] }),
]

/** Wrong only as a tier to create. */
export const badTiers: readonly BadInput[] = [
  { id: 'nothing', title: 'nothing', path: '', input: () => undefined },
  { id: 'name-missing', title: 'a missing name', path: 'name', input: () => ({ threshold: 5000 }) },
  {
    ...field('benefits-value-shared-bomb', 'benefits[0].value', {}),
    input: () => ({ ...named, benefits: [{ key: 'k', value: bomb() }] }),
  },
  field('key-upper-case', 'key', { key: 'Gold' }),
  field('key-starting-with-digit', 'key', { key: '1st' }),
  field('status-unknown', 'status', { status: 'nonsense' }),
]

/** Wrong only as a change. */
export const badChanges: readonly BadInput[] = [
  { id: 'empty', title: 'an empty change', path: '', input: () => ({}) },
  { id: 'undefined-only', title: 'a change of undefined', path: '', input: () => ({ name: undefined }) },
  { id: 'key', title: 'a change of the key', path: 'key', input: () => ({ key: 'gold' }) },
  { id: 'id', title: 'a change of the id', path: 'id', input: () => ({ id: 'gold' }) },
  { id: 'benefits-null', title: 'benefits of null', path: 'benefits', input: () => ({ benefits: null }) },
]

const named = { name: 'Gold' }

function whole(id: string, value: unknown): BadInput {
  return { id, title: `a ${id.replaceAll('-', ' ')} in place of an object`, path: '', input: () => value }
}

function field(id: string, path: string, value: object): BadInput {
  return { id, title: id.replaceAll('-', ' '), path, input: () => ({ name: 'Gold', ...value }) }
}

function rule(t: CaseContext, value: number): object {
  return { metric: t.provider.defaultMetric, op: '>=', value }
}

/** Deep enough to overflow the stack of who walks it without a limit. */
function deep(key: string): unknown {
  let value: unknown = { end: true }
  for (let level = 0; level < 100_000; level += 1) value = { [key]: key === 'all' ? [value] : value }
  return value
}

/** Sixteen million values in twenty-four: what looks small and is shared may be huge once it is walked. */
function bomb(): unknown {
  let value: unknown = 'x'
  for (let level = 0; level < 24; level += 1) value = [value, value]
  return value
}

function trap(): object {
  return Object.defineProperty({ name: 'Gold' }, 'threshold', {
    enumerable: true,
    get: () => {
      throw new Error('nobody may read this')
    },
  })
}

function cycle(): object {
  const value: { self?: object } = {}
  value.self = { again: value }
  return value
}
