import { packageTests } from '../../vitest.base.js'

export default packageTests({ globalSetup: ['test/build.ts'] })
