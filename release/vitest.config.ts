import { packageTests } from '../vitest.base.js'

export default packageTests({ include: ['test/*.test.mjs'] })
