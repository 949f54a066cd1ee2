import { checkId } from '@rungs/model'
import { checked } from '../checked.js'
import type { Invoke } from '../invoke.js'
import type { Members } from '../types.js'
import { run } from './run.js'

/** `client.members` */
export function membersOf(invoke: Invoke): Members {
  return {
    enroll: (memberId, options) =>
      run(
        invoke,
        'members.enroll',
        ({ since }) => {
          checkId(memberId, 'memberId')
          if (since === undefined) return { input: { memberId } }
          return checked(since, ({ parseInstantInput }, given) => ({
            input: { memberId, since: parseInstantInput(given, 'since') },
          }))
        },
        options,
        ['since'],
      ),
    standing: (memberId, options) =>
      run(
        invoke,
        'members.standing',
        () => ({ input: { memberId: checkId(memberId, 'memberId') } }),
        options,
      ),
    assign: (memberId, assignment, options) =>
      run(
        invoke,
        'members.assign',
        () => {
          checkId(memberId, 'memberId')
          return checked(assignment, ({ parseAssignment }, given) => ({
            input: { memberId, ...parseAssignment(given) },
          }))
        },
        options,
      ),
    record: (memberId, activity, options) =>
      run(
        invoke,
        'members.record',
        () => {
          checkId(memberId, 'memberId')
          return checked(activity, ({ parseActivity }, given) => ({
            input: { memberId, activity: parseActivity(given) },
          }))
        },
        options,
      ),
  }
}
