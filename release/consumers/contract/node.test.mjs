import { after, before, describe, it } from 'node:test'
import { contract } from '@rungs/contract'
import { memory } from '@rungs/memory'

contract({
  describe,
  it,
  beforeAll: before,
  afterAll: after,
  name: 'memory, as installed',
  subject: () => {
    const provider = memory()
    const empty = provider.native.snapshot()
    return { provider, reset: async () => provider.native.restore(empty) }
  },
})
