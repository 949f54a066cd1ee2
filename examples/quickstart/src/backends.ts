import { emulate } from '@rungs/emulators'

/** Stand-ins for the vendors, so that the example needs no account anywhere. */
export interface Backends {
  /** What the config reads: where each vendor is, and its key. */
  env: Record<string, string>
  /** The id of the example's member at each provider. */
  members: Record<string, string>
  close(): Promise<void>
}

/** Starts the emulators on free ports of 127.0.0.1, without tiers, and makes a member known to each. */
export async function startBackends(name: string): Promise<Backends> {
  const { emulators, ready, close } = await emulate({ vendors: ['vinr'], seed: 'empty' })
  const [emulator] = emulators
  const { url, headers } = ready.vinr ?? {}
  const key = headers?.['x-api-key']
  if (emulator === undefined || url === undefined || key === undefined)
    throw new Error('The VINR emulator did not say where it is.')
  return {
    env: { VINR_BASE_URL: url, VINR_SECRET_KEY: key },
    members: { vinr: emulator.addMember({ id: name }).id },
    close,
  }
}
