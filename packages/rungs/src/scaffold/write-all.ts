import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UsageError } from '../errors.js'

/**
 * Writes a folder with these files: all of them, or nothing. They come to be beside it, and are moved in one step.
 * @throws UsageError when there is something in its place already.
 */
export async function writeAll(dir: string, files: ReadonlyMap<string, string>): Promise<void> {
  await refuseTaken(dir)
  const made = await mkdir(dirname(dir), { recursive: true })
  const parts = await mkdtemp(join(dirname(dir), `.${basename(dir)}-`))
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(parts, path)), { recursive: true })
      await writeFile(join(parts, path), text, { flag: 'wx' })
    }
    // An empty folder may give way; one that has been filled meanwhile may not, and ends this.
    await rmdir(dir).catch(unlessAbsent)
    await rename(parts, dir)
  } catch (error) {
    await rm(made ?? parts, { recursive: true, force: true })
    throw error
  }
}

async function refuseTaken(dir: string): Promise<void> {
  const found = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error.code === 'ENOTDIR' ? taken(`${dir} is no folder`) : error
  })
  if (found.length > 0) throw taken(`${dir} is not empty`)
}

function taken(what: string): UsageError {
  return new UsageError(
    `adapter new: ${what}. Name another folder with --dir, or empty it. Nothing was written.`,
  )
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
