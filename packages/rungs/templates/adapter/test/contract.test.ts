import { contract, formatReport, wireOver } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { acme } from '../src/index.js'
import { Backend } from './backend.js'

const [apiKey, wrongKey] = ['canary_9f27c1d4e8b35a60', 'wrong_canary_7b21f0']
const { fetch, wire, reset } = wireOver(new Backend(apiKey))
const baseUrl = 'https://acme.test'

contract({
  describe,
  it,
  beforeAll,
  afterAll,
  name: 'acme',
  subject: () => ({
    provider: acme({ apiKey, baseUrl, fetch }),
    wrongCredentials: acme({ apiKey: wrongKey, baseUrl, fetch }),
    secrets: [apiKey, wrongKey],
    reset,
    wire,
  }),
  report: (report) => console.log(formatReport(report, 'table')),
})
