/** Whether a query is empty, which needs no schema; anything that is no plain object has to be refused by one. */
export function isEmpty(query: unknown): boolean {
  if (typeof query !== 'object' || query === null) return false
  return Object.getPrototypeOf(query) === Object.prototype && Object.keys(query).length === 0
}
