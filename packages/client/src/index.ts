export { createClient } from './client.js'
export {
  type AdapterFactory,
  type Config,
  defineConfig,
  type ProviderConfig,
} from './config/define-config.js'
export { type LoadOptions, loadClient } from './config/load-client.js'
export type * from './types.js'
