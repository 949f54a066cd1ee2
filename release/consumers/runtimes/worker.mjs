// For runtimes that only answer requests: each request names a provider, and gets what its suite says.
import { runSuite } from './suite.mjs'

export default {
  async fetch(request) {
    return Response.json(await runSuite(new URL(request.url).pathname.slice(1)))
  },
}
