import { overStubFetch } from '../subjects/pipelines.mjs'

/** Imports the client and one adapter, reads one tier over a stub of fetch, and prints the CPU time until then, in microseconds. */
const read = await overStubFetch('get')
await read()
const { user, system } = process.cpuUsage()
process.stdout.write(String(user + system))
