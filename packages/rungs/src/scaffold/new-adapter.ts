import { templateFiles } from '../templates.js'
import { namesOf, renamed } from './names.js'
import { projectFiles } from './project-files.js'
import { checkoutAbove } from './surroundings.js'
import { writeAll } from './write-all.js'

/** What a new adapter is made from. */
export interface NewAdapter {
  /** The provider's name: 2 to 30 lower case letters and digits. */
  name: string
  /** The npm package; `@rungs/<name>` in a checkout of Rungs and `rungs-<name>` elsewhere, when absent. */
  packageName?: string | undefined
  /** The absolute path of the folder that is to hold it; it must not be there, or be empty. */
  dir: string
  /** The version of the published packages of Rungs that it is to be built on. */
  version: string
}

/** What was written. */
export interface WrittenAdapter {
  name: string
  package: string
  dir: string
  /** Whether it is a package of a checkout of Rungs. */
  inCheckout: boolean
  /** Paths in `dir`. */
  files: string[]
}

/**
 * Writes an adapter package whose contract suite runs and is red: all of its files, or none.
 * @throws UsageError for names that cannot be, and for a folder that holds something.
 */
export async function newAdapter({ name, packageName, dir, version }: NewAdapter): Promise<WrittenAdapter> {
  const template = await templateFiles('adapter')
  const top = await checkoutAbove(dir)
  const byDefault = top === undefined ? `rungs-${name}` : `@rungs/${name}`
  const code = [...template].filter(([path]) => path.endsWith('.ts')).map(([, text]) => text)
  const names = namesOf(name, packageName ?? byDefault, code.join('\n'))
  const sources = [...template].map(([path, text]): [string, string] => [
    // Markdown would be a document of Rungs itself.
    path.replace('README.txt', 'README.md'),
    renamed(text, names),
  ])
  const files = new Map([...projectFiles(names, version, top), ...sources])
  await writeAll(dir, files)
  return {
    name,
    package: names.packageName,
    dir,
    inCheckout: top !== undefined,
    files: [...files.keys()].sort(),
  }
}
