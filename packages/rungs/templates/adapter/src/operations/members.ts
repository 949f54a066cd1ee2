import type { TierProvider } from '@rungs/model'
import { notWritten } from '../not-written.js'
import type { Routes } from '../routes.js'

/**
 * The handlers of members. `explainStanding` and `nextTierOf` of `@rungs/model` work out what Acme does not say, from
 * its metrics and its tiers.
 */
export function memberOperations(_routes: Routes): TierProvider['operations'] {
  return {
    'members.enroll': async () => todo('members.enroll'),
    'members.standing': async () => todo('members.standing'),
    'members.explain': async () => todo('members.explain'),
    'members.history': async () => todo('members.history'),
    'members.assign': async () => todo('members.assign'),
    'members.record': async () => todo('members.record'),
  }
}

function todo(what: string): never {
  return notWritten('src/operations/members.ts', what)
}
