import type { Columns } from './filter.js'
import type { Source } from './selection.js'
import type { Account } from './state.js'

/** What accounts can be filtered and sorted by (Loyalty Accounts: supported filters page). */
const columns: Columns<Account> = {
  id: { kind: 'text', of: (account) => account.id },
  'contact.id': { kind: 'text', of: (account) => account.contactId },
  contactId: { kind: 'text', of: (account) => account.contactId },
  memberId: { kind: 'text', of: (account) => account.memberId },
  'tier.id': { kind: 'text', of: (account) => account.tier.id },
  'points.balance': { kind: 'number', of: (account) => account.balance },
  'points.earned': { kind: 'number', of: (account) => account.earned },
  'points.adjusted': { kind: 'number', of: (account) => account.adjusted },
  'points.redeemed': { kind: 'number', of: (account) => account.redeemed },
  'points.expired': { kind: 'number', of: (account) => account.expired },
  'pointsExpiration.expirationDate': { kind: 'date', of: () => null },
  'pointsExpiration.expiringPointsAmount': { kind: 'number', of: () => null },
  createdDate: { kind: 'date', of: (account) => account.created },
  lastActivityDate: { kind: 'date', of: (account) => account.lastActivity },
}

const hasText = (account: Account, expression: string): boolean =>
  [account.name, account.contactId, account.memberId].some((text) =>
    text?.toLowerCase().includes(expression.toLowerCase()),
  )

/** Accounts in the order in which they were made. */
export const accountSource: Source<Account> = {
  columns,
  all: ({ state }) => Object.values(state.accounts),
  fits: (account, { expression, contactIds }) =>
    (expression === null || hasText(account, expression)) &&
    (contactIds === null || contactIds.includes(account.contactId)),
}
