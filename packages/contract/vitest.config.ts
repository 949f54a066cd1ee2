import { packageTests } from '../../vitest.base.js'

// broken-client.test.ts mocks the client's modules.
export default packageTests({ isolate: true })
