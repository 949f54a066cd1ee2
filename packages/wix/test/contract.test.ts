import { contract, formatReport } from '@rungs/contract'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { wixSubject } from './contract-subject.js'

for (const over of ['fetch', 'socket'] as const) {
  contract({
    describe,
    it,
    beforeAll,
    afterAll,
    name: `wix, by ${over}`,
    subject: () => wixSubject(over),
    report: (report) => {
      if (report.counts.failed > 0) console.log(formatReport(report, 'table'))
    },
  })
}
