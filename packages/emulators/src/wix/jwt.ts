/*
 * The key pair that webhooks are signed with. It is published on purpose and guards nothing: a receiver under test needs
 * the public half before the first delivery, in whatever language it is written.
 */

/** What checks the signatures, SPKI in PEM: the `publicKey` of an `AppStrategy` of the Wix SDK. */
export const PUBLIC_KEY = [
  '-----BEGIN PUBLIC KEY-----',
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3iTwEDup0MrIU2I6ZO9k',
  'PK6LRzLaSlBfejq993JlU9aZTd054e1Ais6SA68hja3PlKyiNUW5o1mpQKC8DrUg',
  '3mFxomEOkCgooGoV6J4iZpPhp+QlBSQJTnJvYa4A9ajMhQ9CbKqgK7D80OvQCwwP',
  'gLg1f7gzCizyTmKpDP401CpricttT9mVDOXi7StgvKxLWUcdf+1+H8m9tqZ/yHDQ',
  'ejx94LDUVyl15Aq1DTkF0WqPXs1UchCDppfHdeSg6psf1NT+1v88N9bB/Jk7Cj9m',
  'ntsXLlmt8fBWGvoaY1cyIsKsVdKJAQpvYqJJJoGU6MtpNsE/80Ur1z5Q+SjEX2nk',
  'FQIDAQAB',
  '-----END PUBLIC KEY-----',
  '',
].join('\n')

const signingKey: JsonWebKey = {
  kty: 'RSA',
  alg: 'RS256',
  n: [
    '3iTwEDup0MrIU2I6ZO9kPK6LRzLaSlBfejq993JlU9aZTd054e1Ais6SA68hja3PlKyiNUW5o1mpQKC8DrUg3mFxom',
    'EOkCgooGoV6J4iZpPhp-QlBSQJTnJvYa4A9ajMhQ9CbKqgK7D80OvQCwwPgLg1f7gzCizyTmKpDP401CpricttT9mV',
    'DOXi7StgvKxLWUcdf-1-H8m9tqZ_yHDQejx94LDUVyl15Aq1DTkF0WqPXs1UchCDppfHdeSg6psf1NT-1v88N9bB_J',
    'k7Cj9mntsXLlmt8fBWGvoaY1cyIsKsVdKJAQpvYqJJJoGU6MtpNsE_80Ur1z5Q-SjEX2nkFQ',
  ].join(''),
  e: 'AQAB',
  d: [
    'MNuS6R8WNFPFR4GdMkHsm-QPwfMPS7TtquZsjZXdb1kNkrCLYINb5KuWNbU4_f4yX5KwgmL5d1HrBcnUUq_HsOFhqs',
    'MJ_u62MMHkW6scCc-Qm-pzsfPBED3e_W7VyzH6-XDnvRqx66obkJ-svCFE75yUN6j9oMlN6auNXswyNk9NLKXTiz-m',
    'IWe7Gd8iIPhjV30eR8wjywEKQrb5I0TofMaWv0K8k3lUmhwbHelD5fyUkrKra2lFZUsnFamLGsYlbt8RfOONDDmyf9',
    'CUmwfWo0cRWZrKSX7EESemupYTBsoO_rLA3b8mvyXujnmk_0haaaWCewKJdyNqkjdMhMdN6Q',
  ].join(''),
  p: [
    '9wyNtjGRGEBgd9flqASnfKHYjShsvbpteXjZ-6hmCl2VepzO8OvRw2Ga7cXPWJCVCXvaU1ZuR0cS_5pn6ieVhyS55q',
    'sB3RoVsFRjf0DciEw02fUvu-GnlhZGGHM5vDJ5nOoFDL4QTvGO064NybUpVkTdr4vL7vRPBho1vU2fKbs',
  ].join(''),
  q: [
    '5jFiy7ymc52iyQH68yYpCIwEXC5BbMJW85PYK2zERNtGTCgvZet38vRgIJ0wdK56nWD0q_ZuU0YutN_qiAKwV6F_b1',
    'dXqsesaxuQIIf77zYGT_dpdYWXZsFlVKBtWrbUIP2V3gGwaW6c7jMBUaHdyk3s3krliHIIhH4V953RpG8',
  ].join(''),
  dp: [
    '3CYqrl3zP1o23PTeaWBkZDLRh9CrPlNANQwVrCW_cKM-jjnoS1bJ4UM8TYCFqhWFSiM9RiByO0BB1NainU3S-NAofT',
    '6MdZxGEZDR7Vc-bpMCUewlMlb_AUcuBaHApE2Sg9sizt0cKU0nCslC7ilrAb5yknmQLIs3VGfM1bmzCPs',
  ].join(''),
  dq: [
    'ciLEmL52Tdc4crAvrMYcDGfYdZhdyj5l_KouwgFRI88RgQtfzQo-1FFFJIasEv68PzJmvqkWtOWUnQx1bnDe3ORvml',
    'ZVWpFctVLaWLb0PPytjpLfUG0nz8ROqPJOpm8GqUDzQTvXK7-zwgu6OK6omPmgW-wI-WmJPaCC5d7zprM',
  ].join(''),
  qi: [
    '5y-c8d-MeDskT1Y8E6qs_y8ANSJg5DwnSGxPkCNlhOLddm7WQezf-uQG_gxm5ULO3xyZ_gQgw4eJOb2UKZzoO6LU_0',
    '2YlnT70R7h-45msnyeo8wFvuUfdDvTz4cQpeYg_CBZnmTEKR7FbKvL4b0oYXv0e7cAg8rG2iCCLHWw97k',
  ].join(''),
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

let imported: Promise<CryptoKey> | undefined

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** An RS256 JWT of these claims (About the Structure of Events page). */
export const signedJwt = async (claims: object): Promise<string> => {
  const encoder = new TextEncoder()
  const part = (value: object): string => base64url(encoder.encode(JSON.stringify(value)))
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  imported ??= crypto.subtle.importKey('jwk', signingKey, algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign(algorithm, await imported, encoder.encode(text))
  return `${text}.${base64url(new Uint8Array(signature))}`
}
