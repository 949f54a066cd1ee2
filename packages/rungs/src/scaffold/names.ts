import { UsageError } from '../errors.js'

/** What a new adapter is called. */
export interface AdapterNames {
  /** The provider's name and the factory's: `acme`. */
  name: string
  /** In names of types and in text: `Acme`. */
  title: string
  /** In environment variables: `ACME`. */
  variable: string
  /** The npm package. */
  packageName: string
}

/** The name that the template has in place of all others. */
const placeholder: AdapterNames = {
  name: 'acme',
  title: 'Acme',
  variable: 'ACME',
  packageName: 'PACKAGE_NAME',
}

const shipped: readonly string[] = ['memory', 'wix', 'capillary', 'vinr', 'scrip']

/** Names that no function of a module can have. */
const reserved: readonly string[] = (
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof undefined var void while with yield'
).split(' ')

/** What npm takes as the name of a package. */
const packageForm = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/

/**
 * The names of a new adapter. `template` is the text of all that it is made from.
 * @throws UsageError for a name that is none, is taken, or would clash with another in the adapter's own files.
 */
export function namesOf(name: string, packageName: string, template: string): AdapterNames {
  const bad = (what: string, advice: string): UsageError =>
    new UsageError(`adapter new: ${what}; ${advice}. Nothing was written.`)
  if (!/^[a-z][a-z0-9]{1,29}$/.test(name)) {
    const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '')
    const better = /^[a-z][a-z0-9]{1,29}$/.test(plain) ? `, such as ${plain}` : ''
    throw bad(`'${name}' is no name of a provider`, `take 2 to 30 lower case letters and digits${better}`)
  }
  if (shipped.includes(name)) throw bad(`Rungs has an adapter ${name}`, 'choose another name')
  const clashes = name !== placeholder.name && new RegExp(`\\b${name}\\b`).test(template)
  if (reserved.includes(name) || clashes) {
    throw bad(
      `'${name}' means something else in the code of an adapter`,
      `choose another name, such as ${name}loyalty`,
    )
  }
  if (packageName.length > 214 || !packageForm.test(packageName)) {
    throw bad(`--package '${packageName}' is no name of a package`, "take one such as '@shop/rungs-acme'")
  }
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return { name, title, variable: name.toUpperCase(), packageName }
}

/** A text of the template with the names of the new adapter. */
export function renamed(text: string, names: AdapterNames): string {
  const { name, title, variable, packageName } = placeholder
  const by = new Map([
    [name, names.name],
    [title, names.title],
    [variable, names.variable],
    [packageName, names.packageName],
  ])
  return text.replace(new RegExp([...by.keys()].join('|'), 'g'), (found) => by.get(found) ?? found)
}
