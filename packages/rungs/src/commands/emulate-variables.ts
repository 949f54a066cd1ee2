/** Where an emulator listens, and what authenticates a request there. */
export interface Listening {
  url: string
  headers: Readonly<Record<string, string>>
}

/** The environment by which the adapter of a vendor reaches its emulator, as it starts. */
const variables: Readonly<Record<string, (headers: Listening['headers']) => Record<string, string>>> = {
  wix: (headers) => ({
    WIX_API_KEY: headers.authorization ?? '',
    WIX_SITE_ID: headers['wix-site-id'] ?? '',
  }),
  // The emulator takes any till and password.
  capillary: () => ({
    CAPILLARY_USERNAME: 'till',
    CAPILLARY_PASSWORD: 'example',
    CAPILLARY_PROGRAM_ID: '973',
  }),
  vinr: (headers) => ({ VINR_SECRET_KEY: headers['x-api-key'] ?? '' }),
  scrip: (headers) => ({
    SCRIP_API_KEY: headers['x-api-key'] ?? '',
    SCRIP_PROGRAM_ID: '550e8400-e29b-41d4-a716-446655440001',
    SCRIP_LADDER: 'status',
  }),
}

/** The environment by which an app, or another `rungs`, reaches an emulator. */
export function variablesFor(vendor: string, { url, headers }: Listening): Record<string, string> {
  return { [`${vendor.toUpperCase()}_BASE_URL`]: url, ...variables[vendor]?.(headers) }
}
