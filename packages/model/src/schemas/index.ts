export {
  activitySchema,
  assignmentSchema,
  historyQuerySchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
export { issuesOf } from './issues.js'
export { inputJsonSchemas, outputJsonSchemas } from './json-schema.js'
export {
  explanationSchema,
  ladderSchema,
  standingSchema,
  tierChangeSchema,
  tierSchema,
} from './outputs.js'
export {
  type ParseOptions,
  parseActivity,
  parseAssignment,
  parseHistoryQuery,
  parseInstantInput,
  parseLadder,
  parseLadderPatch,
  parseListQuery,
  parseTier,
  parseTierPatch,
} from './parse.js'
export { plainIssues } from './plain.js'
export { type RuleInput, ruleSchema } from './rule.js'
export { pathText } from './tell.js'
