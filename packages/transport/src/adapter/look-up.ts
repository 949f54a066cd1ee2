import { isRungsError, type RungsError } from '@rungs/model'

/**
 * What a write gives; where it failed although it may have been carried out, what is found then. Whatever keeps that
 * from being found, the outcome stays as unknown as it is.
 * @param mayBeMade whether a failure leaves that open.
 * @throws the failure of the write, where nothing is found.
 */
export async function orFound<T>(
  write: Promise<T>,
  mayBeMade: (error: RungsError) => boolean,
  find: (error: RungsError) => Promise<T | undefined>,
): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!isRungsError(error) || !mayBeMade(error)) throw error
    const found = await find(error).catch(() => undefined)
    if (found === undefined) throw error
    return found
  }
}
