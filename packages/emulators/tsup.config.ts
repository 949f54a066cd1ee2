import { packageBuild } from '../../tsup.base.js'

// node:http is imported only when a server is started, so that the other two forms run in a browser too.
export default packageBuild({ removeNodeProtocol: false, external: [/^node:/] })
