// Imports every entry point that the installed packages name, and tells what each exports.
import { readdirSync, readFileSync } from 'node:fs'

const names = [...readdirSync('node_modules/@rungs').map((name) => `@rungs/${name}`), 'rungs']
const found = {}
for (const name of names) {
  const { exports } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  for (const path of Object.keys(exports).filter((one) => !one.endsWith('.json'))) {
    found[`${name}${path.slice(1)}`] = Object.keys(await import(`${name}${path.slice(1)}`)).length
  }
}
console.log(JSON.stringify(found))
