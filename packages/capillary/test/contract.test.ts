import { contract, formatReport } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { capillarySubject } from './contract-subject.js'

for (const over of ['fetch', 'socket'] as const) {
  contract({
    describe,
    it,
    beforeAll,
    afterAll,
    name: `capillary, by ${over}`,
    subject: () => capillarySubject(over),
    report: (report) => {
      if (report.counts.failed > 0) console.log(formatReport(report, 'table'))
    },
  })
}
