import { EmulatorError } from '../core/error.js'
import type { Seed, Vendor } from '../core/vendor.js'
import { createEmulator, type Emulator, engineOf } from '../emulator.js'
import { saveHar } from '../har/file.js'
import { recordHar } from '../har/record.js'
import { type RunningServer, startServer } from './server.js'

/** Which emulators to start, and where. */
export interface EmulateOptions {
  /** Each at most once. */
  vendors: readonly Vendor[]
  /** They get this port and the following ones, in the order named; 0 (default): each takes a free one. */
  port?: number
  /** The state to start with; `documented` when absent. */
  seed?: Seed
  /**
   * A file that follows every exchange with any of them as HAR 1.2, without credentials: whole at any time, written at
   * intervals and once more by `close`. One that is there is replaced. In Node only.
   */
  record?: string
}

/** Emulators that serve, each on its own origin. */
export interface RunningEmulators {
  /** The running emulators, by vendor. */
  readonly emulators: readonly Emulator[]
  /** What one needs to call them, fit for JSON: `{ vinr: { url, headers } }`. */
  readonly ready: Readonly<Record<string, { url: string; headers: Readonly<Record<string, string>> }>>
  /** Stops all of them and what they post to webhooks, and writes the recording to its end. */
  close(): Promise<void>
}

const refuse = (path: string, message: string): never => {
  throw new EmulatorError('invalid_input', `${path}: ${message}`, [{ path, message }])
}

/**
 * Starts several emulators, all or none: when one port cannot be had, nothing stays listening.
 *
 * @throws EmulatorError `port_unavailable`, naming the port; `invalid_input` for an unknown or repeated vendor, and
 * for a recording that cannot be written.
 */
export async function emulate({
  vendors,
  port = 0,
  seed,
  record,
}: EmulateOptions): Promise<RunningEmulators> {
  if (vendors.length === 0) refuse('vendors', 'name at least one')
  if (new Set(vendors).size < vendors.length) refuse('vendors', 'name each vendor once')
  const emulators = vendors.map((vendor) => createEmulator(vendor, seed === undefined ? {} : { seed }))
  const recording = recordHar()
  const file = record === undefined ? undefined : await saveHar(recording, record)
  if (file !== undefined) for (const emulator of emulators) recording.watch(emulator)
  const servers: RunningServer[] = []
  const stop = (): Promise<unknown> => Promise.all(servers.map((server) => server.close()))
  try {
    for (const [index, emulator] of emulators.entries())
      servers.push(await startServer(emulator, { port: port === 0 ? 0 : port + index }))
  } catch (error) {
    await stop()
    await file?.discard()
    throw error
  }
  const close = async (): Promise<void> => {
    for (const emulator of emulators) engineOf(emulator).endWebhooks()
    await stop()
    await file?.close()
  }
  const ready = Object.fromEntries(
    emulators.map(({ vendor, headers }, index) => [vendor, { url: servers[index]?.url ?? '', headers }]),
  )
  return { emulators, ready, close }
}
