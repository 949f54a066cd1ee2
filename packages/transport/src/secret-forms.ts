/** A piece of base64 shorter than this would take too much innocent text with it. */
const shortestPiece = 8

/** Every spelling in which a credential may come back: as it is, URL-encoded, base64, JSON- and HTML-escaped. */
export function formsOf(secret: string): string[] {
  const text = secret.toWellFormed()
  const coded = base64Forms(text)
  const plain = [secret, ...coded, ...[text, ...coded].flatMap(percentForms), ...htmlForms(secret)]
  const once = plain.flatMap(jsonForms)
  // A body that quotes a body escapes it a second time.
  return [...new Set([...plain, ...once, ...once.flatMap(jsonForms)])]
}

function percentForms(text: string): string[] {
  const component = encodeURIComponent(text)
  const form = new URLSearchParams([['', text]]).toString().slice(1)
  return [component, form].flatMap((encoded) => [
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
  ])
}

function base64Forms(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  const whole = base64(bytes)
  const bare = whole.replace(/=+$/, '')
  // Inside longer text that is encoded as a whole, such as user:password, a secret can start at any of three
  // places within a group of bytes; only the characters that depend on nothing else are known.
  const pieces = [0, 1, 2].map((offset) => {
    const shifted = base64(new Uint8Array([...new Uint8Array(offset), ...bytes]))
    return shifted.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
  const forms = [whole, bare, ...pieces.filter((piece) => piece.length >= shortestPiece)]
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function jsonForms(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  return [escaped, escaped.replaceAll('/', '\\/')]
}

function htmlForms(text: string): string[] {
  const tags = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [tags, tags.replaceAll('"', '&quot;'), tags.replaceAll('"', '&quot;').replaceAll("'", '&#39;')]
}
