export type { CapillaryNative, CapillaryNativeOptions } from './native.js'
export { capillary, capillary as default } from './provider.js'
export type { CapillarySettings, CapillaryTracker } from './settings.js'
export type { CapillaryCallOptions, CapillaryInput, CapillaryKpi, CapillaryOutput } from './vendor.js'
