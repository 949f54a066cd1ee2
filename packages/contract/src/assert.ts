import { type ErrorCode, isRungsError, type RungsError } from '@rungs/model'
import { difference, show } from './equal.js'

/** A case that does not hold. Runners show `actual` and `expected` where they know how. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation'
  readonly actual?: unknown
  readonly expected?: unknown

  constructor(message: string, values?: { actual: unknown; expected: unknown }, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    if (values !== undefined) Object.assign(this, values)
  }
}

/** Ends the case as failed. */
export function fail(message: string): never {
  throw new ContractViolation(message)
}

/** Holds that a condition is true. */
export function ok(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message)
}

/** Holds that two plain values are deeply equal. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const found = difference(actual, expected)
  if (found === undefined) return
  const at = found.path === '' ? '' : ` at ${found.path}`
  const message = `${what}${at}: expected ${show(found.expected)}, got ${show(found.actual)}`
  throw new ContractViolation(message, { actual, expected })
}

/** Holds that a value is one of some. */
export function oneOf<T>(actual: T, expected: readonly T[], what: string): void {
  if (!expected.includes(actual)) fail(`${what}: expected one of ${show(expected)}, got ${show(actual)}`)
}

/** How a call ended. */
export type Settled<T = unknown> = { ok: true; value: T } | { ok: false; error: RungsError }

/** How long a call may take that should have settled long ago; far above every deadline that the suite sets. */
const settleWithinMs = 8_000

/**
 * Makes a call and waits for its end. A synchronous throw, an error that is no {@link RungsError}, and a call that
 * does not settle each end the case.
 */
export async function settle<T>(
  call: () => PromiseLike<T>,
  what: string,
  withinMs = settleWithinMs,
): Promise<Settled<T>> {
  let running: PromiseLike<T>
  try {
    running = call()
  } catch (error) {
    throw new ContractViolation(`${what}: threw instead of rejecting: ${show(error)}`, undefined, error)
  }
  try {
    return { ok: true, value: await within(running, withinMs, what) }
  } catch (error) {
    if (isRungsError(error)) return { ok: false, error }
    if (error instanceof ContractViolation) throw error
    throw new ContractViolation(
      `${what}: expected a RungsError, got ${show(error)}${stackOf(error)}`,
      undefined,
      error,
    )
  }
}

/** Holds that a call is rejected with one of these codes; gives the error. */
export async function rejects(
  call: () => PromiseLike<unknown>,
  code: ErrorCode | readonly ErrorCode[],
  what: string,
): Promise<RungsError> {
  const outcome = await settle(call, what)
  const codes: readonly ErrorCode[] = typeof code === 'string' ? [code] : code
  if (outcome.ok)
    fail(`${what}: expected it to be rejected with ${codes.join(' or ')}, it gave ${show(outcome.value)}`)
  if (!codes.includes(outcome.error.code))
    fail(
      `${what}: expected code ${codes.join(' or ')}, got ${outcome.error.code} (${show(outcome.error.message)})`,
    )
  return outcome.error
}

/** Waits for a promise, at most so long. */
export async function within<T>(running: PromiseLike<T>, ms: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ContractViolation(`${what}: did not settle within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([running, limit])
  } finally {
    clearTimeout(timer)
  }
}

function stackOf(error: unknown): string {
  const stack = error instanceof Error ? error.stack?.split('\n').slice(1, 4).join('\n') : undefined
  return stack === undefined ? '' : `\n${stack}`
}
