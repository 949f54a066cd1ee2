/** Where the vendor's events are posted to. */
export interface WebhookEndpoint {
  /** An `http:` URL on this machine (`localhost`, `*.localhost`, `127.x.x.x` or `[::1]`). */
  url: string
  /** The types of event that are posted; default: all. */
  events?: string[] | undefined
  /** What deliveries are signed with. Default `whsec_rungs`. */
  secret?: string | undefined
}

/** An endpoint that an app has registered at the vendor; only those on loopback are posted to. */
export interface RegisteredEndpoint extends WebhookEndpoint {
  readonly id: string
}

/** Whether a URL is one of this machine: nothing is ever posted elsewhere. */
export const isLoopback = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    (/^(?:.+\.)?localhost$/.test(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname) || hostname === '[::1]')
  )
}
