import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../markdown.js'

/** One member of a published type, as its documentation says. */
export interface Declared {
  name: string
  type: string
  text: string
}

let program: ts.Program | undefined

/** The members of a type that a package publishes, inherited ones last. */
export function membersOf(vendor: string, type: string): Declared[] {
  const checker = sources().getTypeChecker()
  const file = sources().getSourceFile(entry(vendor))
  const module = file && checker.getSymbolAtLocation(file)
  const found = module && checker.getExportsOfModule(module).find(({ name }) => name === type)
  if (found === undefined) throw new Error(`@rungs/${vendor} publishes no ${type}`)
  const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  return checker
    .getDeclaredTypeOfSymbol(symbol)
    .getProperties()
    .map((property) => {
      const declaration = property.declarations?.[0]
      const written =
        declaration && ts.isPropertySignature(declaration) ? declaration.type?.getText() : undefined
      return {
        name: property.name,
        type: oneLine(written ?? ''),
        text: oneLine(ts.displayPartsToString(property.getDocumentationComment(checker))),
      }
    })
}

function sources(): ts.Program {
  if (program === undefined) {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
    const vendors = ['wix', 'capillary', 'vinr', 'scrip', 'memory']
    program = ts.createProgram(vendors.map(entry), { ...options, noEmit: true })
  }
  return program
}

function entry(vendor: string): string {
  return join(root, 'packages', vendor, 'src', 'index.ts')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
