const lane = (text: string, seed: number): string => {
  let hash = 0x811c9dc5 ^ seed
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0')
}

/** A GUID that follows from a text, so that tests can tell the ids of the members that they enrol. */
export const guidOf = (text: string): string => {
  const hex = [1, 2, 3, 4].map((seed) => lane(text, seed * 0x9e3779b9)).join('')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return [...groups, hex.slice(20)].join('-')
}
