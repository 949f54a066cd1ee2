import { constants } from 'node:fs'
import { copyFile, link, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { configsIn } from '../config-files.js'
import { UsageError } from '../errors.js'

/**
 * Writes a config into a folder, whole or not at all, and never beside another one, which would be read in its place
 * or no longer be read. `force` lets it replace one of the same name.
 * @throws UsageError when there is one, and when there is no such folder.
 */
export async function writeConfig(dir: string, name: string, text: string, force: boolean): Promise<string> {
  const file = join(dir, name)
  const taken = configsIn(dir).filter((found) => !(force && found === file))
  if (taken.length > 0) throw takenBy(taken, name)
  const parts = await mkdtemp(join(dir, '.rungs-')).catch((error: NodeJS.ErrnoException) => {
    const absent = error.code === 'ENOENT' || error.code === 'ENOTDIR'
    throw absent ? new UsageError(`init: ${dir} is no folder. Nothing was written.`) : error
  })
  try {
    const part = join(parts, name)
    await writeFile(part, text)
    if (force) await rename(part, file)
    else await place(part, file)
    return file
  } finally {
    await rm(parts, { recursive: true, force: true })
  }
}

/** In one step, and only where nothing is: a rename would replace what came meanwhile. */
async function place(part: string, file: string): Promise<void> {
  try {
    // Not every file system has links.
    await link(part, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      return copyFile(part, file, constants.COPYFILE_EXCL)
    })
  } catch (error) {
    throw Object(error).code === 'EEXIST' ? takenBy([file], basename(file)) : error
  }
}

function takenBy(taken: readonly string[], name: string): UsageError {
  const [same] = taken.filter((found) => basename(found) === name)
  const advice =
    same === undefined || taken.length > 1
      ? 'Only one config is read in a folder: remove it first, or name another folder with --cwd'
      : '--force replaces it'
  return new UsageError(`init: ${taken.join(', ')} is there already. ${advice}. Nothing was written.`)
}
