import { atMost } from '../budget.mjs'
import { throughPipeline } from './pipeline-get.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'pipeline-create',
  title: 'tiers.create over a stub transport (CPU)',
  budget: atMost(15, 'us'),
  run: (options) => throughPipeline('create', options),
}
