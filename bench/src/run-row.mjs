import { rows } from './rows/index.mjs'

/** One row in a process of its own: `node run-row.mjs ID [--quick]`; the figures go to the parent. */
const [id = '', ...flags] = process.argv.slice(2)
const row = (await rows()).find((row) => row.id === id)
if (row === undefined) throw new Error(`There is no row "${id}".`)

const measurement = await row.run({ quick: flags.includes('--quick') })
if (process.send === undefined) console.log(JSON.stringify(measurement, null, 2))
// Peers leave sockets and timers behind; nothing is left to wait for.
else process.send(measurement, undefined, {}, () => process.exit(0))
