import { packageTests } from '../../vitest.base.js'

// A browser that starts on a busy machine takes its time.
export default packageTests({ globalSetup: ['test/build.ts'], hookTimeout: 60_000, testTimeout: 60_000 })
