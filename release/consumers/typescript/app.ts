// Every entry point with types, as an app uses it; compiled with skipLibCheck off, so that every declaration is read.
import { capillary } from '@rungs/capillary'
import { createClient, defineConfig, loadClient, migrateLadder } from '@rungs/client'
import { contract, listCases, type Report, runContract } from '@rungs/contract'
import { createEmulator, type Emulator } from '@rungs/emulators'
import { explain, standingAt, timeline } from '@rungs/engine'
import { memory } from '@rungs/memory'
import { isRungsError, type Ladder, type Loss, type RungsError, type Standing, type Tier } from '@rungs/model'
import { parseTier } from '@rungs/model/parse'
import * as schemas from '@rungs/model/schemas'
import { scrip } from '@rungs/scrip'
import * as transport from '@rungs/transport'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'
import * as umbrella from 'rungs'
import { drawLadder } from 'rungs/output'
import * as umbrellaSchemas from 'rungs/schemas'

const emulator: Emulator = createEmulator('vinr')
const rungs = createClient(vinr({ apiKey: 'sk_test_1', baseUrl: emulator.url, fetch: emulator.fetch }))

export async function gold(): Promise<Tier> {
  const { data, losses } = await rungs.tiers.create({ name: 'Jade', threshold: 9000 }).withDetails()
  const lost: readonly Loss[] = losses
  const id: string = data.id
  // @ts-expect-error a threshold is no text of letters, and a typed client says so
  await rungs.tiers.update(id, { threshold: true })
  // @ts-expect-error there is no such operation
  await rungs.tiers.rename(id)
  if (lost.length > 0) throw new Error(lost.map(({ path, reason }) => `${path}: ${reason}`).join())
  return rungs.tiers.get(id, { timeoutMs: 1000 })
}

export async function names(): Promise<string[]> {
  const found: string[] = []
  for await (const tier of rungs.tiers.list()) found.push(tier.name)
  return found
}

export function codeOf(error: unknown): RungsError['code'] | undefined {
  return isRungsError(error) ? error.code : undefined
}

export const config = defineConfig({ use: 'local', providers: { local: { adapter: 'memory' } } })
export const adapters = [memory, wix, capillary, vinr, scrip]
export const standing = (memberId: string): Promise<Standing> =>
  createClient(memory()).members.standing(memberId)
export const picture = (ladder: Ladder): string => drawLadder(ladder, { unicode: false, width: 80 })
export const report = (): Promise<Report> =>
  runContract({ name: 'x', subject: () => ({ provider: memory(), reset: async () => {} }) })
export const rest = [contract, listCases, explain, standingAt, timeline, loadClient, migrateLadder, parseTier]
export const whole = [schemas, transport, umbrella, umbrellaSchemas]
