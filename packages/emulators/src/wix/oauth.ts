import { randomId } from '../core/ids.js'
import { errorOfStatus } from './errors.js'
import type { Fields } from './fields.js'

/** How long a token is said to live, in seconds; the emulator takes it for ever. */
const LIFETIME_SECONDS = 14_400

/** An access token for an app's id and secret (REST API Authentication page). A secret that contains `invalid` gets 401. */
export const createToken = (body: Fields): object => {
  body.required('grant_type')
  body.choice('grant_type', ['client_credentials'])
  for (const name of ['instance_id', 'client_id', 'client_secret']) {
    body.required(name)
    body.text(name, { min: 1 })
  }
  body.check()
  const secret = body.text('client_secret') ?? ''
  if (secret.includes('invalid')) throw errorOfStatus(401)
  return { access_token: randomId('OauthNG.JWS.', 40), token_type: 'Bearer', expires_in: LIFETIME_SECONDS }
}
