export type { MemoryControl, MemorySnapshot } from './native.js'
export { memory, memory as default } from './provider.js'
export type { MemberSeed, MemorySettings } from './settings.js'
export type { MemoryOutput } from './vendor.js'
