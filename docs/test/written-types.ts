import {
  type Context,
  Converter,
  type DeclarationReflection,
  type ParameterReflection,
  type ReferenceType,
  type Reflection,
} from 'typedoc'
import ts from 'typescript'

/**
 * Lets a parameter or a property have the type that is written there: TypeDoc would spell out whatever zod infers, and
 * name the text behind an `Instant`.
 */
export function nameWrittenTypes(converter: Converter): void {
  const found: [ParameterReflection | DeclarationReflection, ReferenceType][] = []
  const look = (context: Context, reflection: ParameterReflection | DeclarationReflection): void => {
    const type = writtenType(context, reflection)
    if (type !== undefined) found.push([reflection, type])
  }
  converter.on(Converter.EVENT_CREATE_PARAMETER, look)
  converter.on(Converter.EVENT_CREATE_DECLARATION, look)
  converter.on(Converter.EVENT_RESOLVE_BEGIN, () => {
    for (const [reflection, type] of found) reflection.type = type
  })
}

/** The alias that stands as the type of a parameter or a property, without arguments. */
function writtenType(context: Context, reflection: Reflection): ReferenceType | undefined {
  const [node] = context.getSymbolFromReflection(reflection)?.declarations ?? []
  if (node === undefined || !(ts.isParameter(node) || ts.isPropertySignature(node))) return undefined
  const { type } = node
  if (type === undefined || !ts.isTypeReferenceNode(type) || type.typeArguments !== undefined)
    return undefined
  const named = context.checker.getSymbolAtLocation(type.typeName)
  if (named === undefined) return undefined
  const symbol = named.flags & ts.SymbolFlags.Alias ? context.checker.getAliasedSymbol(named) : named
  return symbol.flags & ts.SymbolFlags.TypeAlias ? context.createSymbolReference(symbol, context) : undefined
}
