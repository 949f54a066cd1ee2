// For runtimes that only answer requests: each request runs the suite.
import { runSuite } from './suite.mjs'

export default {
  async fetch() {
    return Response.json(await runSuite())
  },
}
