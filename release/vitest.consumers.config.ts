import { packageTests } from '../vitest.base.js'

// What is waited for is npm; the limits are there so that nothing hangs.
export default packageTests({
  include: ['test/consumers/*.test.mjs'],
  globalSetup: ['test/consumers/packed.mjs'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
})
