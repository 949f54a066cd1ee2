import { contract } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { memory } from '../src/index.js'

contract({
  describe,
  it,
  beforeAll,
  afterAll,
  name: 'memory, in process',
  subject: () => {
    const provider = memory()
    const empty = provider.native?.snapshot()
    return {
      provider,
      reset: async () => {
        if (empty !== undefined) provider.native?.restore(empty)
      },
    }
  },
})
