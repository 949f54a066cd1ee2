import type { Seed } from '../core/vendor.js'
import type { Program, ScripState } from './state.js'

/** The program of the tier pages' examples. */
export const DOCUMENTED_PROGRAM = '550e8400-e29b-41d4-a716-446655440001'
const ARCHIVED_PROGRAM = '550e8400-e29b-41d4-a716-446655440009'
const ORGANIZATION = '550e8400-e29b-41d4-a716-4466554400ff'

/** The instant of the tier pages' examples. */
const CREATED = Date.parse('2024-01-15T10:30:00Z')

const program = (id: string, name: string, status: Program['status']): Program => ({
  id,
  name,
  description: null,
  on_unknown_participant: 'CREATE',
  status,
  tiers: {},
  rules: {},
  created_at: CREATED,
  updated_at: CREATED,
})

/** Both seeds keep the two programs: no page shows a tier of one, so there is none to drop. */
export const seedState = (_seed: Seed, now: number): ScripState => ({
  organization_id: ORGANIZATION,
  evaluated_at: now,
  programs: {
    [DOCUMENTED_PROGRAM]: program(DOCUMENTED_PROGRAM, 'Loyalty', 'ACTIVE'),
    [ARCHIVED_PROGRAM]: program(ARCHIVED_PROGRAM, 'Archived loyalty', 'ARCHIVED'),
  },
  participants: {},
  groups: {},
  events: {},
  event_keys: {},
  webhook_endpoints: {},
})
