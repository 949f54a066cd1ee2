import type { WixImage } from './vendor.js'
import type { WixDefinition } from './wire.js'

type WireImage = NonNullable<WixDefinition['icon']>

/** The form in which Wix writes media of its own: `wix:image://v1/<id>/<file name>#originWidth=..&originHeight=..`. */
const media = /^wix:image:\/\/v1\/([^/#?\s]+)\/[^/?\s]*$/
/** The names of Wix's own shapes, which are relative (samples of the Wix tiers pages). */
const shape = /^shapes\/[^\s?#]+$/

/** The image that an icon of the common model stands for; `undefined` when Wix has none like it. */
export function imageOf(icon: string): WixImage | undefined {
  const id = media.exec(icon)?.[1]
  if (id !== undefined) return { id, url: icon }
  const isUrl = /^https?:\/\/\S+$/i.test(icon) && URL.canParse(icon)
  return isUrl || shape.test(icon) ? { url: icon } : undefined
}

/** An image as the text of an icon: its URL, else the form of Wix's media. */
export function iconOf(image: WireImage | null | undefined): string | undefined {
  const { id, url, filename, width, height } = image ?? {}
  if (url) return url
  if (!id) return undefined
  const size = width && height ? `#originWidth=${width}&originHeight=${height}` : ''
  return `wix:image://v1/${id}/${encodeURIComponent(filename ?? '')}${size}`
}

/** Whether an image holds more than the text of its icon tells. */
export function isMoreThanIcon(image: WireImage): boolean {
  return Object.entries(image).some(([key, value]) => key !== 'url' && Boolean(value))
}
