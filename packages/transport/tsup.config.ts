import { packageBuild } from '../../tsup.base.js'

export default packageBuild({
  // What a provider needs before its first call is a file of its own: bundlers split by files, not by functions.
  entry: { index: 'src/index.ts', provider: 'src/provider.ts' },
})
