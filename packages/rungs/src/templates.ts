import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside `src` and `dist` alike, so that the command finds it built or not. */
const templates = fileURLToPath(new URL('../templates/', import.meta.url))

/** The files of a template by their paths in it, with `/`. */
export async function templateFiles(name: string): Promise<Map<string, string>> {
  const folder = join(templates, name)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths.map(async (path): Promise<[string, string]> => {
    const inside = path.slice(folder.length + 1).replaceAll('\\', '/')
    return [inside, await readFile(path, 'utf8')]
  })
  return new Map((await Promise.all(files)).sort(([a], [b]) => (a < b ? -1 : 1)))
}
