/**
 * Stands in for Acme in tests. Write it from Acme's pages, not from `src/`: what both get wrong in the same way, no
 * test will find. Where Acme has a sandbox, the tests may talk to that instead, if `reset` can empty it.
 */
export class Backend {
  constructor(private readonly apiKey: string) {}

  /** Forgets everything. */
  reset(): void {}

  /** Answers one request. */
  async answer(request: Request): Promise<Response> {
    if (request.headers.get('authorization') !== `Bearer ${this.apiKey}`)
      return refusal(401, 'The key is wrong.')
    const { pathname } = new URL(request.url)
    return refusal(
      501,
      `not written yet: what Acme answers to ${request.method} ${pathname}, in test/backend.ts`,
    )
  }
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status })
}
