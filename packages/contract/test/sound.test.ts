import { afterAll, beforeAll, describe, it } from 'vitest'
import { contract, formatReport } from '../src/index.js'
import { toySubject } from './toy/provider.js'

contract({
  describe,
  it,
  beforeAll,
  afterAll,
  name: 'the toy, as it should be',
  subject: () => toySubject(),
  report: (report) => {
    if (report.counts.failed > 0) console.log(formatReport(report, 'table'))
  },
})
