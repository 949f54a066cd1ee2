import { checkId, type HistoryQuery, type OperationOutput } from '@rungs/model'
import { PagedCall } from '../call.js'
import { checked } from '../checked.js'
import type { Invoke } from '../invoke.js'
import type { CallOptions, Details, Members } from '../types.js'
import { isEmpty } from './query.js'
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
    explain: (memberId, options) =>
      run(
        invoke,
        'members.explain',
        ({ at }) => {
          checkId(memberId, 'memberId')
          if (at === undefined) return { input: { memberId } }
          return checked(at, ({ parseInstantInput }, given) => ({
            input: { memberId, at: parseInstantInput(given, 'at') },
          }))
        },
        options,
        ['at'],
      ),
    history: (memberId, query = {}, options) => {
      const [given, also] = [{ ...query }, options && { ...options }]
      return new PagedCall(historyPage(invoke, memberId, query, options), (cursor) =>
        historyPage(invoke, memberId, { ...given, cursor }, also),
      )
    },
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

function historyPage(
  invoke: Invoke,
  memberId: string,
  query: HistoryQuery,
  options: CallOptions | undefined,
): Promise<Details<OperationOutput<'members.history'>>> {
  return invoke(
    'members.history',
    () => {
      checkId(memberId, 'memberId')
      if (isEmpty(query)) return { input: { memberId } }
      return checked(query, ({ parseHistoryQuery }, given) => ({
        input: { memberId, ...parseHistoryQuery(given) },
      }))
    },
    options,
  )
}
