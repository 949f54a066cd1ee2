export {
  activitySchema,
  assignmentSchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
export { issuesOf } from './issues.js'
export { inputJsonSchemas, outputJsonSchemas } from './json-schema.js'
export { ladderSchema, standingSchema, tierSchema } from './outputs.js'
export {
  type ParseOptions,
  parseActivity,
  parseAssignment,
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
