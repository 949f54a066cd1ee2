import type { LadderPatchInput, TierProvider } from '@rungs/model'
import { checked } from '../checked.js'
import { ownVendor } from '../given.js'
import type { Invoke, Prepared } from '../invoke.js'
import type { AnyCallOptions } from '../options.js'
import type { LadderApi } from '../types.js'
import { previewOf, revision, run } from './run.js'

/** `client.ladder` */
export function ladderOf(provider: TierProvider, invoke: Invoke): LadderApi {
  return {
    get: (options) => run(invoke, 'ladder.get', () => ({ input: {} }), options),
    update: (change, options) =>
      run(invoke, 'ladder.update', toUpdate(provider, change), options, ['ifRevision']),
    preview: (change, options) => previewOf(invoke, 'ladder.update', toUpdate(provider, change), options),
  }
}

type Preparing = Prepared<'ladder.update'> | Promise<Prepared<'ladder.update'>>

function toUpdate(provider: TierProvider, change: LadderPatchInput): (now: AnyCallOptions) => Preparing {
  return (now) =>
    checked(change, ({ parseLadderPatch }, given) => {
      const { input, foreign } = ownVendor(parseLadderPatch(given), provider.name)
      return { input: { patch: input, ...revision(now) }, foreign }
    })
}
