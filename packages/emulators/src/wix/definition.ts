import type { Fields } from './fields.js'
import type { Icon, TierDefinition } from './state.js'

const MAX_NAME = 50
const MAX_DESCRIPTION = 70

/** A definition with nothing in it, as it is before any field is sent. */
export const emptyDefinition: TierDefinition = { name: '', description: '', icon: null }

const wixImage = /^wix:image:\/\/v1\/([^/#]+)(?:\/([^#]*))?(?:#(.*))?$/

/** Sizes are read-only; those of an image of Wix's media are in its own URL. */
const mediaOf = (url: string): Pick<Icon, 'id' | 'filename' | 'height' | 'width'> => {
  const [, id = '', filename = null, hash = ''] = wixImage.exec(url) ?? []
  const sizes = new URLSearchParams(hash)
  const size = (name: string): number => {
    const text = sizes.get(name) ?? ''
    return /^\d{1,6}$/.test(text) ? Number(text) : 0
  }
  return { id, filename, height: size('originHeight'), width: size('originWidth') }
}

const readIcon = (fields: Fields): Icon => {
  const url = fields.text('url') ?? ''
  const { id, filename, height, width } = mediaOf(url)
  return {
    id: fields.text('id') ?? id,
    url,
    height,
    width,
    altText: fields.text('altText') ?? null,
    filename,
  }
}

const iconOf = (fields: Fields, base: Icon | null): Icon | null => {
  if (fields.raw('icon') === undefined) return base
  const icon = fields.object('icon')
  return icon === undefined ? null : readIcon(icon)
}

interface DefinitionRules {
  readonly minName: 0 | 1
  readonly nullDescription: 'clears' | 'kept'
}

/** A definition as it is sent, over one from before; name and description have Wix's limits (Tier object page). */
export const readDefinition = (
  fields: Fields,
  base: TierDefinition,
  { minName, nullDescription }: DefinitionRules,
): TierDefinition => {
  const name = fields.text('name', { min: minName, max: MAX_NAME })
  const description = fields.nullableText('description', { max: MAX_DESCRIPTION })
  const cleared = nullDescription === 'clears' ? '' : base.description
  return {
    name: name ?? base.name,
    description: description === null ? cleared : (description ?? base.description),
    icon: iconOf(fields, base.icon),
  }
}
