import { invalidFields } from './errors.js'
import { isGuid } from './fields.js'

/** The id of a path. Throws 400 when it is no GUID, naming the field that the path stands for. */
export const pathGuid = (id: string, field: string): string => {
  if (isGuid(id)) return id.toLowerCase()
  throw invalidFields([{ field, description: 'must be a GUID', rule: 'FORMAT' }])
}
