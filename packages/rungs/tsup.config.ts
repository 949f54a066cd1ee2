import { packageBuild } from '../../tsup.base.js'

const library = { index: 'src/index.ts', schemas: 'src/schemas.ts', output: 'src/output/index.ts' }

export default packageBuild({
  entry: { ...library, cli: 'src/cli.ts' },
  dts: { entry: library },
  platform: 'node',
})
