import { readFileSync } from 'node:fs'

/** What the package of this command says about itself. */
export interface Manifest {
  version: string
  /** Which versions of Node it runs on, for example `>=20.19`. */
  node: string
  /** The packages of Rungs that it is installed with. */
  packages: string[]
}

/** Read when it is asked for, so that it is that of the package that is installed. */
export function ownManifest(): Manifest {
  const read: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const { version = 'unknown', engines, dependencies } = Object(read)
  const packages = Object.keys(Object(dependencies)).filter((name) => name.startsWith('@rungs/'))
  return { version: String(version), node: String(Object(engines).node ?? ''), packages }
}
