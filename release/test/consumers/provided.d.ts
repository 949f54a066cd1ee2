import type { Tarball } from '../../src/pack.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run's own, removed at its end. */
    place: string
    tarballs: Tarball[]
    /** A project with every package installed, and nothing else. */
    plain: string
  }
}
