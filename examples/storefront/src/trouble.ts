import { type ErrorCode, isRungsError } from 'rungs'

/** What went wrong: a sentence for the shopper, and a line for the shop's log. */
export interface Trouble {
  sentence: string
  /** Without credentials: an error of Rungs never has any. */
  log: string
}

const resting =
  'Our rewards service does not answer at the moment. Your points are safe; please look in again in a few minutes.'
const ours = 'Something is set up wrongly on our side. It is noted, and nothing that you have to mend.'
const unsure =
  'We could not see whether your points were booked. Please try again: an order is never counted twice.'

const sentences: { readonly [code in ErrorCode]?: string } = {
  unavailable: resting,
  network: resting,
  timeout: resting,
  unexpected_response: resting,
  rate_limited: 'Many people are looking at their rewards right now. Please try again in a minute.',
  authentication: ours,
  permission: ours,
  configuration: ours,
  outcome_unknown: unsure,
  not_found: 'We do not find you among our members yet.',
}

const unexplained = 'That did not work, and we do not know why yet. It is noted; please try again later.'

/** Anything that was thrown, as a sentence that a shopper can do something with. */
export function troubleOf(error: unknown): Trouble {
  if (!isRungsError(error)) return { sentence: unexplained, log: String(error) }
  const { code, provider, operation, requestId, message } = error
  const where = [provider, operation, requestId].filter((part) => part !== undefined).join(' ')
  return { sentence: sentences[code] ?? unexplained, log: `${code} (${where}): ${message}` }
}
