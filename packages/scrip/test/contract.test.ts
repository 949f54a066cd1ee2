import { contract, formatReport } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { scripSubject } from './contract-subject.js'

for (const over of ['fetch', 'socket'] as const) {
  contract({
    describe,
    it,
    beforeAll,
    afterAll,
    name: `scrip, by ${over}`,
    subject: () => scripSubject(over),
    report: (report) => {
      if (report.counts.failed > 0) console.log(formatReport(report, 'table'))
    },
  })
}
