import { contract, formatReport } from '@rungs/contract'
import { createEmulator } from '@rungs/emulators'
import { vinr } from '@rungs/vinr'
import { afterAll, beforeAll, describe, it } from 'vitest'

const emulator = createEmulator('vinr', { seed: 'empty' })

contract({
  describe,
  it,
  beforeAll,
  afterAll,
  name: 'vinr, as installed',
  subject: () => ({
    provider: vinr({ apiKey: 'sk_live_1', baseUrl: emulator.url, fetch: emulator.fetch }),
    reset: async () => emulator.reset({ seed: 'empty' }),
    person: async (id) => emulator.addMember({ id }).id,
  }),
  report: (report) => console.log(formatReport(report, 'table')),
})
