import { equal, ok, oneOf, rejects } from '../assert.js'
import { cases } from '../case.js'
import { invoke, plausibleArguments, sendsNothing } from '../invoke.js'
import { capabilityKeys, operations } from '../keys.js'
import { operationProbes } from '../probes/operations.js'
import { newMember, snapshot } from '../setup.js'

/** Law 7: what the provider says of itself. */
const declared = cases('capabilities', [
  {
    id: 'L7.version-and-name',
    title: 'the provider speaks version v1 and has a name',
    run: async (t) => {
      equal(t.provider.specificationVersion, 'v1', 'specificationVersion')
      ok(/^[a-z][a-z0-9_-]*$/.test(t.provider.name), 'expected a name of lower case letters, digits, - and _')
      equal(t.client.provider, t.provider.name, 'client.provider')
    },
  },
  {
    id: 'L7.complete-map',
    title: 'there is a capability for every operation, field and guarantee, and for nothing else',
    run: async (t) => {
      const keys = Object.keys(t.provider.capabilities).sort()
      equal(keys, [...capabilityKeys].sort(), 'the keys of capabilities')
    },
  },
  {
    id: 'L7.well-formed',
    title: 'every capability is native, emulated with a note, or unsupported with a reason',
    run: async (t) => {
      for (const key of capabilityKeys) {
        const capability = t.capability(key)
        oneOf(capability.support, ['native', 'emulated', 'unsupported'], `${key}: support`)
        const words =
          capability.support === 'unsupported'
            ? capability.reason
            : capability.support === 'emulated'
              ? capability.note
              : 'native needs no words'
        ok(typeof words === 'string' && words.trim().length >= 8, `${key}: expected words that help a person`)
      }
    },
  },
  {
    id: 'L7.plain-map',
    title: 'capabilities are plain data',
    run: async (t) => {
      const copy: unknown = JSON.parse(JSON.stringify(t.provider.capabilities))
      equal({ ...t.provider.capabilities }, copy, 'capabilities after a JSON round trip')
    },
  },
  {
    id: 'L7.supports-agrees',
    title: 'supports() says the same as the capabilities',
    run: async (t) => {
      for (const key of capabilityKeys)
        equal(
          t.client.supports(key),
          t.client.capabilities[key].support !== 'unsupported',
          `supports('${key}')`,
        )
    },
  },
  {
    id: 'L7.handlers-agree',
    title: 'there is a handler exactly for every operation that is not unsupported',
    run: async (t) => {
      for (const operation of operations)
        equal(
          typeof t.subject.provider.operations[operation] === 'function',
          t.supports(operation),
          `a handler for ${operation}`,
        )
    },
  },
  {
    id: 'L7.default-metric-is-held',
    title: 'a bare threshold is on a metric that the provider holds',
    run: async (t) => {
      const metric = t.provider.defaultMetric
      const field = metric.startsWith('counter:') ? 'metric.counter' : `metric.${metric}`
      const capability = Object.entries(t.provider.capabilities).find(([key]) => key === field)?.[1]
      ok(capability !== undefined, `expected a capability for ${field}`)
      ok(capability.support !== 'unsupported', `expected ${field} to be supported, as the default metric`)
    },
  },
])

const works = cases(
  'capabilities',
  operationProbes.map(({ operation, kind, requires, needs, ready }) => ({
    id: `L7.works.${operation}`,
    title: `${operation} works where it is not unsupported`,
    requires: [operation, ...requires],
    needs,
    run: async (t) => {
      const { args, effect } = await ready(t)
      await invoke(t.client, operation, args)
      if (kind === 'write' && effect !== undefined) equal(await effect(), 'once', `${operation}: happened`)
    },
  })),
)

const refusals = cases(
  'capabilities',
  operations.map((operation) => ({
    id: `L7.refused.${operation}`,
    title: `${operation} is refused before any request where it is unsupported`,
    refuses: operation,
    run: async (t) => {
      const error = await sendsNothing(t, operation, () =>
        rejects(() => invoke(t.client, operation, plausibleArguments(operation)), 'unsupported', operation),
      )
      equal(error.operation, operation, 'error.operation')
      equal(error.provider, t.provider.name, 'error.provider')
      const capability = t.capability(operation)
      const reason = capability.support === 'unsupported' ? capability.reason : ''
      ok(error.message.includes(reason), 'expected the message to give the reason of the capability')
      equal(t.calls.length, 0, 'calls that reached the provider')
    },
  })),
)

const activities = cases(
  'capabilities',
  (
    [
      ['activity.earn', { type: 'earn', points: 5 }],
      ['activity.redeem', { type: 'redeem', points: 5 }],
      ['activity.adjust', { type: 'adjust', points: 5 }],
      ['activity.expire', { type: 'expire', points: 5 }],
      ['activity.refund', { type: 'refund', points: 5 }],
      ['activity.purchase', { type: 'purchase', spend: '19.99' }],
      ['activity.visit', { type: 'visit' }],
      ['activity.counter', { type: 'counter', counter: 'nights', add: 1 }],
      ['activity.touch', { type: 'touch' }],
    ] as const
  ).map(([field, activity]) => ({
    id: `L7.refused.${field}`,
    title: `recording ${activity.type} is refused before any request where it is unsupported`,
    requires: ['members.record'],
    needs: ['member'],
    refuses: field,
    run: async (t) => {
      const memberId = await newMember(t)
      const before = await snapshot(t, memberId)
      await sendsNothing(t, activity.type, () =>
        rejects(
          () => t.client.members.record(memberId, activity),
          'unsupported',
          `recording ${activity.type}`,
        ),
      )
      equal(await snapshot(t, memberId), before, 'the member afterwards')
    },
  })),
)

export const capabilityCases = [...declared, ...works, ...refusals, ...activities]
