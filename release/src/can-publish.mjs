// Looks before anything is published whether the registry would take it: a statement of provenance names the
// repository, and is refused where a manifest names none.
import { publicPackages } from './packages.mjs'

const without = publicPackages().filter(({ manifest }) => manifest.repository === undefined)
if (without.length > 0) {
  const names = without.map(({ manifest }) => manifest.name).join(', ')
  console.error(
    `Nothing was published: no "repository" in the package.json of ${names}. CONTRIBUTING.md, "Releasing", has what to write there.`,
  )
  process.exitCode = 1
}
