import { isRungsError, type ProviderCall, type RungsError } from '@rungs/model'

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

/**
 * What a write gives that the vendor's own rules keep from happening twice: a key, or the one state that it begins from.
 * Where its reply was lost it is looked up, and where that shows nothing it is made again, as often as the call may
 * retry. A conflict is looked up too: it may be about what was made before. Without retries nothing is sent after a
 * reply that was lost.
 * @param find what is there, if it is what the write makes; `lost` says whether a reply was lost before.
 * @throws the failure of the write; where a reply was lost before, the `outcome_unknown` that said so.
 */
export async function againOrFound<T>(
  write: () => Promise<T>,
  find: (error: RungsError, lost: boolean) => Promise<T | undefined>,
  { retries, signal }: Pick<ProviderCall, 'retries' | 'signal'>,
): Promise<T> {
  let lost: RungsError | undefined
  for (let round = 0; ; round++) {
    try {
      return await write()
    } catch (error) {
      if (!isRungsError(error)) throw error
      const isLost = error.code === 'outcome_unknown'
      if (isLost) lost = error
      const looks = isLost ? retries > 0 && !signal.aborted : error.code === 'conflict'
      const found = looks ? await find(error, lost !== undefined).catch(() => undefined) : undefined
      if (found !== undefined) return found
      if (!isLost || !looks || round >= retries) throw lost ?? error
    }
  }
}
