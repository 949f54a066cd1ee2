import { EmulatorError } from '../core/error.js'
import type { HarRecording } from './record.js'

/** Two writes are this far apart at least, in milliseconds, and as many times longer than a write takes. */
const INTERVAL_MS = 1000
const INTERVAL_FACTOR = 20

/** A file that follows a recording. */
export interface HarFile {
  /** Writes now. Throws `EmulatorError` when that fails; the file is as it was then. */
  flush(): Promise<void>
  /** Writes for the last time. Throws as `flush` does. */
  close(): Promise<void>
  /** Ends without writing, and leaves the file as it is. */
  discard(): Promise<void>
}

/**
 * Keeps a file up to date with a recording. It is written at intervals and when it is closed, each time as a whole,
 * beside the old one, and then put in its place: whenever the process dies, the file is whole. A file that is there is
 * replaced by the first write. In Node only.
 *
 * @throws EmulatorError `invalid_input` when nothing can be written there.
 */
export async function saveHar(
  recording: HarRecording,
  path: string,
  { intervalMs = INTERVAL_MS }: { intervalMs?: number } = {},
): Promise<HarFile> {
  const files = await import('node:fs/promises')
  const file = new RecordingFile(recording, await targetOf(path, files), files)
  await file.open(intervalMs)
  return file
}

type Files = Pick<typeof import('node:fs/promises'), 'realpath' | 'rename' | 'rm' | 'stat' | 'writeFile'>

const refusal = (path: string, why: string): EmulatorError => {
  const message = `${path}: the recording cannot be written there (${why})`
  return new EmulatorError('invalid_input', message, [{ path: 'record', message }])
}

/** The file that a path leads to. What is there and no file, a folder or a device, is not put away for one. */
const targetOf = async (path: string, { realpath, stat }: Files): Promise<string> => {
  if (path === '') throw refusal('""', 'expected the name of a file')
  const there = await stat(path).catch(() => undefined)
  if (there?.isFile() === false) throw refusal(path, 'there is something that is no file')
  return there === undefined ? path : realpath(path)
}

class RecordingFile implements HarFile {
  readonly #recording: HarRecording
  readonly #path: string
  readonly #beside: string
  readonly #files: Files
  #written = -1
  #open = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(recording: HarRecording, path: string, files: Files) {
    this.#recording = recording
    this.#path = path
    this.#beside = `${path}.${process.pid}.part`
    this.#files = files
  }

  async open(intervalMs: number): Promise<void> {
    await this.#orRefuse(() => this.#files.writeFile(this.#beside, ''))
    this.#open = true
    this.#writeIn(intervalMs, intervalMs)
  }

  flush(): Promise<void> {
    const write = this.#writing.then(() => this.#orRefuse(() => this.#write()))
    this.#writing = write.catch(() => {})
    return write
  }

  async close(): Promise<void> {
    this.#stop()
    await this.flush()
    await this.#files.rm(this.#beside, { force: true })
  }

  async discard(): Promise<void> {
    this.#stop()
    await this.#writing
    await this.#files.rm(this.#beside, { force: true })
  }

  #stop(): void {
    this.#open = false
    clearTimeout(this.#timer)
  }

  async #write(): Promise<void> {
    if (this.#recording.count() === this.#written) return
    const har = this.#recording.har()
    await this.#files.writeFile(this.#beside, `${JSON.stringify(har, null, 2)}\n`)
    await this.#files.rename(this.#beside, this.#path)
    this.#written = har.log.entries.length
  }

  /** A write that fails is tried again: the last one, at closing, tells. */
  #writeIn(wait: number, intervalMs: number): void {
    this.#timer = setTimeout(async () => {
      const begun = performance.now()
      await this.flush().catch(() => {})
      const longer = INTERVAL_FACTOR * (performance.now() - begun)
      if (this.#open) this.#writeIn(Math.max(intervalMs, longer), intervalMs)
    }, wait)
    this.#timer.unref()
  }

  async #orRefuse(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (cause) {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unwritable'
      throw Object.assign(refusal(this.#path, why), { cause })
    }
  }
}
