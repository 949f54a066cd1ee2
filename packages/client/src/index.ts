export { isRungsError, RungsError } from '@rungs/model'
export { createClient } from './client.js'
export {
  type AdapterFactory,
  type Config,
  defineConfig,
  type ProviderConfig,
} from './config/define-config.js'
export { loadClient } from './config/load-client.js'
export type { LoadOptions } from './config/load-options.js'
export { type MigrationInput, migrateLadder, previewMigration } from './migrate/migrate-ladder.js'
export type { MigratedTier, Migration } from './migrate/report.js'
export type * from './types.js'
