import { Ledger, type ProviderCall, type TierProvider } from '@rungs/model'
import { halfDone, inOurPaths, lossReasons, refuseRevision } from '@rungs/transport'
import { capabilities, reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isBase, ladderOf } from '../from-vendor.js'
import { patchBody } from '../to-vendor.js'
import type { Program } from './program.js'
import { changeTier } from './tiers.js'

/** The handlers of the ladder: the tiers of a program, of which the first is the base tier. */
export function ladderOperations(program: Program): TierProvider['operations'] {
  const { settings, queue } = program
  const read = async (call: ProviderCall) => {
    const entries = await program.entries(call)
    return ladderOf(settings.programId, entries.find(isBase)?.row, program.showAll(entries))
  }
  return {
    'ladder.get': (_input, call) => read(call),
    'ladder.update': ({ patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { baseTier } = patch
      const ledger = new Ledger(patch)
      if (baseTier) ledger.mapped('baseTier.name', 'baseTier.description', 'baseTier.color')
      call.settle(ledger.close(lossReason))
      if (!baseTier) return read(call)
      const base = { description: '', ...baseTier }
      const { issues } = patchBody(base, settings)
      const inside = issues.map((issue) => ({ ...issue, path: `baseTier.${issue.path}` }))
      if (inside.length > 0) throw failure('invalid_input', inside)
      return queue.run(call, async () => {
        const entry = (await program.entries(call)).find(isBase)
        if (entry === undefined)
          throw failure('conflict', `The program ${settings.programId} has no base tier.`)
        if (baseTier.color === undefined && entry.row.color) {
          throw failure('unsupported', [{ path: 'baseTier.color', message: noColourAway }])
        }
        await inOurPaths(changeTier(program, entry, base, call), paths)
        return read(call).catch((error: unknown) => {
          throw halfDone(error, 'The base tier was changed before that.')
        })
      })
    },
  }
}

const paths = {
  ...{ id: 'baseTier', name: 'baseTier.name' },
  ...{ description: 'baseTier.description', color: 'baseTier.color' },
}

const noColourAway = 'Capillary cannot take the colour of a tier away again; give it another'

const lossReason = lossReasons(capabilities, 'ladder', 'Capillary has no place for it', {
  'baseTier.icon': reasonOf('tier.icon'),
  baseTier: 'Capillary keeps its base tier; it can be changed',
})
