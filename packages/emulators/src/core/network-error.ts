/** What `fetch` rejects with when the connection breaks. */
export const networkError = (code: string, message: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
