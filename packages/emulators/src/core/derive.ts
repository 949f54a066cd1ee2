const lane = (text: string, seed: number): string => {
  let hash = 0x811c9dc5 ^ seed
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0')
}

/** 32 hexadecimal digits that follow from a text: for what has to be told apart and found again, not for secrecy. */
export const derivedHex = (text: string): string =>
  [1, 2, 3, 4].map((seed) => lane(text, seed * 0x9e3779b9)).join('')

/**
 * What an emulated webhook endpoint signs with. It follows from the endpoint, so that no state and no snapshot holds it;
 * `rotation` counts how often it was made anew.
 */
export const signingSecret = (endpoint: string, rotation = 0): string =>
  `whsec_${['first', 'second'].map((half) => derivedHex(`${half} ${endpoint} ${rotation}`)).join('')}`
