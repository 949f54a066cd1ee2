import { derivedHex } from '../core/derive.js'

/** A GUID that follows from a text, so that tests can tell the ids of the members that they enrol. */
export const guidOf = (text: string): string => {
  const hex = derivedHex(text)
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return [...groups, hex.slice(20)].join('-')
}
