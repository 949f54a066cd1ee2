import type { TierProvider } from '@rungs/model'
import { checked } from '../checked.js'
import { ownVendor } from '../given.js'
import type { Invoke } from '../invoke.js'
import type { LadderApi } from '../types.js'
import { revision, run } from './run.js'

/** `client.ladder` */
export function ladderOf(provider: TierProvider, invoke: Invoke): LadderApi {
  return {
    get: (options) => run(invoke, 'ladder.get', () => ({ input: {} }), options),
    update: (change, options) =>
      run(
        invoke,
        'ladder.update',
        (now) =>
          checked(change, ({ parseLadderPatch }, given) => {
            const { input, foreign } = ownVendor(parseLadderPatch(given), provider.name)
            return { input: { patch: input, ...revision(now) }, foreign }
          }),
        options,
        ['ifRevision'],
      ),
  }
}
