import { packageBuild } from '../../tsup.base.js'

export default packageBuild({
  entry: { index: 'src/index.ts', load: 'src/config/load.ts', 'load.browser': 'src/config/load.browser.ts' },
  dts: { entry: { index: 'src/index.ts' } },
})
