import { readFile } from 'node:fs/promises'
import { memory } from '@rungs/memory'
import { type Client, createClient, type LadderInput, migrateLadder } from 'rungs'
import { parse } from 'yaml'
import { look, type View } from './app.js'
import { type Backends, earned } from './backends.js'
import { clientOf, diffOf, readConfig, withUse } from './config.js'
import { remeasured } from './measure.js'
import { type Move, moveLadder, moveMembers } from './move.js'
import type { Row } from './rows.js'

/** One move from provider to provider, with the app before and after. */
export interface Switched {
  before: View
  after: View
  diff: string
  ladder: Move
  members: Row[]
}

/** Fills one provider as if the app had lived there, then moves everything to another and changes the line. */
export async function switchProvider(from: string, to: string, backends: Backends): Promise<Switched> {
  const config = withUse(await readConfig(), from)
  const changed = withUse(config, to)
  const source = await clientOf(config, backends.env)
  const target = await clientOf(changed, backends.env)
  try {
    await settle(source, backends)
    const [here, there] = [backends.membersAt(from), backends.membersAt(to)]
    const before = await look(source, here)
    const ladder = await moveLadder(source, target)
    const members = await moveMembers({ rungs: source, members: here }, { rungs: target, members: there })
    return { before, after: await look(target, there), diff: diffOf(config, changed), ladder, members }
  } finally {
    await source.close()
    await target.close()
  }
}

/** The life before the move: the ladder of the file, as far as this provider holds it, and members with points. */
export async function settle(rungs: Client, backends: Backends): Promise<void> {
  const written: LadderInput = parse(await readFile(new URL('../ladder.yaml', import.meta.url), 'utf8'))
  const wanted = await createClient(memory({ ladder: written })).ladder.get()
  await migrateLadder({ from: remeasured(wanted, rungs).ladder, to: rungs, onLoss: 'report' })
  const vendor = backends.emulator(rungs.provider)
  for (const { name, memberId } of backends.membersAt(rungs.provider)) {
    const points = earned[name] ?? 0
    if (rungs.supports('members.enroll')) await rungs.members.enroll(memberId)
    if (rungs.supports('activity.earn')) await rungs.members.record(memberId, { type: 'earn', points })
    else if (vendor !== undefined)
      vendor.addActivity({ member: vendor.addMember({ id: memberId }).id, type: 'earn', points })
  }
}
