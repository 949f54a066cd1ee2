import type { Call } from './call.js'

/** What stands where a credential was. */
export const REDACTED = '[redacted]'

/** Shorter credentials are only redacted where they stand: replacing them everywhere would garble the rest. */
const SHORTEST_REPLACED = 6

/** Words before a credential in its header, which are none themselves. */
const SCHEMES: ReadonlySet<string> = new Set(['Bearer', 'Digest'])

/** Takes credentials out of texts: what certain headers carry, and certain fields of JSON, forms and queries. */
export class Redactor {
  readonly #headers: ReadonlySet<string>
  readonly #fields: ReadonlySet<string>
  readonly #places: RegExp | undefined

  /** `headers` in lower case; `fields` as they are spelled, for example `client_secret`. */
  constructor(headers: readonly string[], fields: readonly string[] = []) {
    this.#headers = new Set(headers)
    this.#fields = new Set(fields)
    const names = [...this.#fields].map(escaped).join('|')
    if (names !== '')
      this.#places = new RegExp(
        `("(?:${names})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)|((?:^|[?&])(?:${names})=)([^&]+)`,
        'g',
      )
  }

  isCredential(header: string): boolean {
    return this.#headers.has(header)
  }

  isField(name: string): boolean {
    return this.#fields.has(name)
  }

  /** Takes the credentials of this exchange out of any text of it. `texts`: what else of it has fields. */
  cleaner({ headers, body }: Pick<Call, 'headers' | 'body'>, ...texts: string[]): (text: string) => string {
    const found = [...this.#inHeaders(headers), ...[body, ...texts].flatMap((text) => this.#inFields(text))]
    const secrets = [...new Set(found.flatMap(spellings))]
      .filter((secret) => secret.length >= SHORTEST_REPLACED)
      .sort((a, b) => b.length - a.length)
    return (text) =>
      this.#withoutFields(secrets.reduce((result, secret) => result.replaceAll(secret, REDACTED), text))
  }

  #inHeaders(headers: Call['headers']): string[] {
    return [...this.#headers].flatMap((name) => {
      const value = headers[name]
      if (value === undefined) return []
      return [String(value), ...String(value).split(' ')].filter((part) => !SCHEMES.has(part))
    })
  }

  #inFields(text: string): string[] {
    if (this.#places === undefined || text === '') return []
    return [...text.matchAll(this.#places)].map(([, , inJson, , inForm]) => inJson ?? inForm ?? '')
  }

  #withoutFields(text: string): string {
    if (this.#places === undefined) return text
    return text.replace(
      this.#places,
      (_all, json: string | undefined, _value, form: string | undefined) => `${json ?? form}${REDACTED}`,
    )
  }
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')

/** A credential as it stands, and as it stands in a URL, in a form and in JSON. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret.toWellFormed()),
  new URLSearchParams(`x=${secret.replaceAll('&', '%26')}`).get('x') ?? secret,
  JSON.stringify(secret).slice(1, -1),
]
