import { packageBuild } from '../../tsup.base.js'

export default packageBuild({ entry: ['src/main.ts'], platform: 'node', dts: false })
