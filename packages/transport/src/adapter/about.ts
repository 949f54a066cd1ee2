import { type Issue, isRungsError, RungsError, type RungsErrorInit } from '@rungs/model'

/** An error with something else to say, and everything else as it was. */
export function retold(error: RungsError, init: Partial<RungsErrorInit>): RungsError {
  const { cause, ...rest } = error
  return new RungsError({ ...rest, message: error.message, cause, ...init })
}

/**
 * Waits for a request that is a part of a call, and tells its failure in the words of that call: an issue about the
 * vendor's path is about ours.
 * @param paths ours by the vendor's.
 */
export async function inOurPaths<T>(
  request: Promise<T>,
  paths: { readonly [path: string]: string },
): Promise<T> {
  try {
    return await request
  } catch (error) {
    if (!isRungsError(error)) throw error
    let { message } = error
    const issues = error.issues.map((issue): Issue => {
      const path = Object.hasOwn(paths, issue.path) ? (paths[issue.path] ?? issue.path) : issue.path
      message = message.replace(`${issue.path}:`, `${path}:`)
      return { ...issue, path }
    })
    throw retold(error, { message, issues })
  }
}

/** The same error with a sentence more. */
export function alsoSaid(error: unknown, sentence: string): unknown {
  return isRungsError(error) ? retold(error, { message: `${error.message} ${sentence}` }) : error
}

/**
 * An error after a write that is a part of the change: the whole of it is neither done nor undone.
 * @param how what to do, a sentence.
 */
export function halfDone(cause: unknown, how: string): unknown {
  if (!isRungsError(cause)) return cause
  const message = `${cause.message} A part of the change was made before. ${how}`
  return retold(cause, { code: 'outcome_unknown', message, retryable: false, cause })
}

/** What is read, or nothing where the vendor has none. @throws RungsError every other than `not_found`. */
export async function orNone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (isRungsError(error, 'not_found')) return undefined
    throw error
  }
}
