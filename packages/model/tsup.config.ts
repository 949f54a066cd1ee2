import { packageBuild } from '../../tsup.base.js'

const published = {
  index: 'src/index.ts',
  schemas: 'src/schemas/index.ts',
  parse: 'src/schemas/parse.ts',
}

export default packageBuild({
  // Files of their own, so that a bundler can leave them out: building schemas is no work it may skip by itself.
  entry: { ...published, outputs: 'src/schemas/outputs.ts', 'json-schema': 'src/schemas/json-schema.ts' },
  dts: { entry: published },
})
