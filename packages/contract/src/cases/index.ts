import type { Case } from '../case.js'
import { accountingCases } from './accounting.js'
import { activityCases } from './activities.js'
import { badInputCases } from './bad-input.js'
import { capabilityCases } from './capabilities.js'
import { detailCases } from './details.js'
import { edgeCases } from './edges.js'
import { errorCases } from './errors.js'
import { onceCases } from './exactly-once.js'
import { explainCases } from './explain.js'
import { faultOnceCases } from './faults-exactly-once.js'
import { retryCases } from './faults-retries.js'
import { faultSettlingCases } from './faults-settling.js'
import { historyCases } from './history.js'
import { ladderCases } from './ladder.js'
import { lossCases } from './losses.js'
import { memberCases } from './members.js'
import { pagingCases } from './order-and-paging.js'
import { otherInputCases } from './other-inputs.js'
import { plainDataCases } from './plain-data.js'
import { revisionCases } from './revisions.js'
import { roundTripCases } from './round-trip.js'
import { secretCases } from './secrets.js'
import { settlingCases } from './settling.js'
import { standingCases } from './standing.js'
import { statusCases } from './statuses.js'
import { toldCases } from './told.js'
import { workflowCases } from './workflow.js'

/** Every case, in the order in which it is run. */
export const allCases: readonly Case[] = [
  ...capabilityCases,
  ...roundTripCases,
  ...lossCases,
  ...accountingCases,
  ...otherInputCases,
  ...edgeCases,
  ...pagingCases,
  ...onceCases,
  ...revisionCases,
  ...errorCases,
  ...badInputCases,
  ...plainDataCases,
  ...detailCases,
  ...memberCases,
  ...standingCases,
  ...toldCases,
  ...explainCases,
  ...historyCases,
  ...activityCases,
  ...ladderCases,
  ...workflowCases,
  ...settlingCases,
  ...faultSettlingCases,
  ...faultOnceCases,
  ...retryCases,
  ...statusCases,
  ...secretCases,
]
