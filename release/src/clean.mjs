// Removes what was built, so that nothing of an earlier build gets into a tarball: restoring a build from turbo's cache
// adds files, and takes none away.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { publicPackages } from './packages.mjs'

await Promise.all(
  publicPackages().map(({ path }) => rm(join(path, 'dist'), { recursive: true, force: true })),
)
