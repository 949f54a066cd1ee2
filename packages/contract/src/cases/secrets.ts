import { fail, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { invoke, plausibleArguments } from '../invoke.js'
import { leaks } from '../leak.js'
import { operationProbes } from '../probes/operations.js'
import type { WireFault } from '../types.js'

/** Law 6: no credential shows up anywhere, however a call fails. */
const failing = cases(
  'secrets',
  operationProbes.map(({ operation, requires, needs, ready }) => ({
    id: `L6.no-secret-in-errors.${operation}`,
    title: `no credential shows up in what ${operation} gives, fails with, or logs, however it fails`,
    requires: [operation, ...requires],
    needs: ['secrets', 'wire', ...needs],
    run: async (t) => {
      for (const fault of faults(t)) {
        await t.subject.reset()
        const { args } = await ready(t)
        await t.wire.setFaults([fault])
        const what = `${operation} with ${fault.kind}${fault.status === undefined ? '' : ` ${fault.status}`}`
        await isClean(t, what, () =>
          invoke(t.client, operation, args, { timeoutMs: 100, retries: 0 }).withDetails(),
        )
        await t.wire.setFaults([])
      }
    },
  })),
)

const quiet = cases('secrets', [
  {
    id: 'L6.no-secret-in-details',
    title: 'no credential shows up in the details of calls that succeed',
    needs: ['secrets'],
    run: async (t) => {
      for (const { operation, requires, needs, ready } of operationProbes) {
        const runs = [operation, ...requires].every((key) => t.supports(key))
        if (!runs || (needs.includes('member') && !canMakeMembers(t))) continue
        await t.subject.reset()
        const { args } = await ready(t)
        await isClean(t, operation, () => invoke(t.client, operation, args).withDetails())
      }
    },
  },
  {
    id: 'L6.no-secret-in-refusals',
    title: 'no credential shows up in refusals before any request, or in not_found',
    needs: ['secrets'],
    run: async (t) => {
      for (const { operation } of operationProbes) {
        await isClean(t, operation, () => invoke(t.client, operation, plausibleArguments(operation)))
        await isClean(t, `${operation} aborted`, () =>
          invoke(t.client, operation, plausibleArguments(operation), { signal: AbortSignal.abort() }),
        )
      }
      await isClean(t, 'a bad tier', () => invoke(t.client, 'tiers.create', [{ name: '', secret: 1 }]))
    },
  },
  {
    id: 'L6.no-secret-in-provider',
    title: 'no credential can be read off the provider or the client',
    needs: ['secrets'],
    run: async (t) => {
      clean(t, 'the provider', t.subject.provider)
      clean(t, 'the client', t.client)
    },
  },
  {
    id: 'L6.no-secret-with-wrong-credentials',
    title: 'credentials that the backend refuses do not show up either',
    requires: ['tiers.list'],
    needs: ['secrets', 'wrongCredentials'],
    run: async (t) => {
      const { wrongCredentials } = t.subject
      if (wrongCredentials === undefined) return
      await isClean(t, 'a refused list', () => t.connectTo(wrongCredentials).tiers.list())
    },
  },
])

export const secretCases = [...failing, ...quiet]

/** Every way to fail, with the credential echoed where a careless server or gateway would. */
function faults(t: CaseContext): WireFault[] {
  const [secret = ''] = t.subject.secrets ?? []
  const echo = { error: { message: `The key ${secret} is not valid`, param: secret, key: { secret } } }
  const headers = { 'x-echo': secret, 'request-id': secret, location: `https://other.invalid/?key=${secret}` }
  return [
    ...[302, 400, 401, 403, 404, 409, 422, 500].map(
      (status): WireFault => ({ kind: 'status', status, headers, body: echo, times: 99 }),
    ),
    { kind: 'status', status: 200, headers, body: echo, times: 99 },
    { kind: 'html', body: `<html><title>${secret}</title></html>`, times: 99 },
    { kind: 'malformed', body: `{"key":"${secret}`, times: 99 },
    { kind: 'reset', times: 99 },
    { kind: 'lost_reply', times: 99 },
    { kind: 'truncate', times: 99 },
    { kind: 'hang', times: 99 },
  ]
}

async function isClean(t: CaseContext, what: string, call: () => PromiseLike<unknown>): Promise<void> {
  const logged: unknown[] = []
  const restore = listen(logged)
  try {
    const outcome = await settle(call, what)
    clean(t, what, outcome.ok ? outcome.value : outcome.error)
  } finally {
    restore()
  }
  clean(t, `what ${what} logged`, logged)
}

function clean(t: CaseContext, what: string, value: unknown): void {
  const found = leaks(value, t.subject.secrets ?? [])
  if (found.length > 0) fail(`${what}: a credential shows up in ${found.slice(0, 5).join(', ')}`)
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
const listeners = new Set<unknown[]>()
let giveBack: (() => void) | undefined

/**
 * Keeps what is logged meanwhile; gives what ends that. The console is taken once, however many suites run side by side
 * in a process, and given back by the last one: each taking it from another would leave it taken.
 */
function listen(logged: unknown[]): () => void {
  listeners.add(logged)
  giveBack ??= takeConsole()
  return () => {
    listeners.delete(logged)
    if (listeners.size > 0) return
    giveBack?.()
    giveBack = undefined
  }
}

function takeConsole(): () => void {
  const before = methods.map((name) => [name, console[name]] as const)
  for (const name of methods)
    console[name] = (...args: unknown[]) => {
      for (const listener of listeners) listener.push(args)
    }
  return () => Object.assign(console, Object.fromEntries(before))
}

function canMakeMembers(t: CaseContext): boolean {
  return t.subject.member !== undefined || t.supports('members.enroll')
}
