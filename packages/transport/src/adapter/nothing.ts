import type { Ledger } from '@rungs/model'

/**
 * Takes what asks for nothing that a vendor would have to hold: an empty list of benefits, the status `active` where
 * every tier is, and `null` for fields that it has not got, which are clear already.
 */
export function takeNothing<Field extends string>(
  given: { status?: string | undefined; benefits?: readonly unknown[] | undefined } & {
    [field in Field]?: unknown
  },
  ledger: Ledger,
  ...absent: readonly Field[]
): void {
  if (given.benefits?.length === 0) ledger.mapped('benefits')
  if (given.status === 'active') ledger.mapped('status')
  ledger.mapped(...absent.filter((field) => given[field] === null))
}
