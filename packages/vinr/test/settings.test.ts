import { RungsError } from '@rungs/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { vinr } from '../src/index.js'
import { checkSettings, type VinrSettings } from '../src/settings.js'

const refusalOf = (settings: VinrSettings): RungsError => {
  try {
    vinr(settings)
  } catch (error) {
    if (error instanceof RungsError) return error
  }
  throw new Error('expected a RungsError')
}

afterEach(() => vi.unstubAllEnvs())

describe('the secret key', () => {
  it('is taken from the setting before the environment', () => {
    vi.stubEnv('VINR_SECRET_KEY', 'sk_live_environment')
    expect(checkSettings({ apiKey: 'sk_live_setting' }).apiKey).toBe('sk_live_setting')
  })

  it('is taken from the environment when the provider is made', () => {
    vi.stubEnv('VINR_SECRET_KEY', 'sk_live_environment')
    expect(checkSettings({}).apiKey).toBe('sk_live_environment')
  })

  it.each(['', undefined])('is asked for by both names when neither is there (%j)', (value) => {
    vi.stubEnv('VINR_SECRET_KEY', value)
    const { code, message, issues } = refusalOf({})
    expect(code).toBe('configuration')
    expect(message).toContain('VINR_SECRET_KEY')
    expect(issues.map(({ path }) => path)).toEqual(['apiKey'])
  })

  it('must not be a publishable one, and is not repeated in the error', () => {
    const { code, message } = refusalOf({ apiKey: 'pk_live_secretpart' })
    expect(code).toBe('configuration')
    expect(message).toContain('apiKey')
    expect(message).not.toContain('secretpart')
  })
})

describe('the base URL', () => {
  it.each<[VinrSettings, string]>([
    [{ apiKey: 'sk_live_1' }, 'https://api.vinr.com'],
    [{ apiKey: 'sk_test_1' }, 'https://sandbox.api.vinr.com'],
    [{ apiKey: 'rk_test_1' }, 'https://sandbox.api.vinr.com'],
    [{ apiKey: 'sk_live_1', baseUrl: 'https://api.vinr.com/v1' }, 'https://api.vinr.com'],
    [{ apiKey: 'sk_live_1', baseUrl: 'https://api.vinr.com/v1/' }, 'https://api.vinr.com'],
    [{ apiKey: 'sk_test_1', baseUrl: 'http://127.0.0.1:4000/' }, 'http://127.0.0.1:4000'],
    [{ apiKey: 'sk_test_1', baseUrl: 'https://proxy.example/vinr/v1' }, 'https://proxy.example/vinr'],
  ])('of %j is %s', (settings, expected) => {
    expect(checkSettings(settings).baseUrl).toBe(expected)
  })

  it('is taken from the setting, else from the environment', () => {
    vi.stubEnv('VINR_BASE_URL', 'http://127.0.0.1:4000/v1')
    expect(checkSettings({ apiKey: 'sk_live_1' }).baseUrl).toBe('http://127.0.0.1:4000')
    const baseUrl = 'https://proxy.example'
    expect(checkSettings({ apiKey: 'sk_live_1', baseUrl }).baseUrl).toBe(baseUrl)
  })

  it.each<VinrSettings>([
    { apiKey: 'sk_test_1', baseUrl: 'https://api.vinr.com/v1' },
    { apiKey: 'sk_live_1', baseUrl: 'http://api.vinr.com' },
    { apiKey: 'sk_live_1', baseUrl: 'nonsense' },
  ])('is refused in %j', (settings) => {
    expect(refusalOf(settings)).toMatchObject({ code: 'configuration', issues: [{ path: 'baseUrl' }] })
  })
})

describe('every setting', () => {
  it.each<[string, unknown]>([
    ['apiKey', 'two words'],
    ['apiKey', 7],
    ['programmeId', ''],
    ['version', 'today'],
    ['cursorParameter', 'a b'],
    ['benefitsUpdate', 'maybe'],
    ['tierParameter', ''],
    ['send', {}],
    ['fetch', 'fetch'],
    ['headers', 'x'],
    ['clock', {}],
    ['timeoutMs', 0],
    ['timeoutMs', Number.NaN],
    ['retries', -1],
    ['retries', 21],
    ['retries', 1.5],
    ['retry', 1],
    ['__proto__x', 1],
    ['toString', 1],
  ])('%s may not be %j', (key, value) => {
    const settings = { apiKey: 'sk_live_1', [key]: value } as VinrSettings
    expect(refusalOf(settings)).toMatchObject({ code: 'configuration', issues: [{ path: key }] })
  })

  it('may be undefined, which is absent', () => {
    const settings = { apiKey: 'sk_live_1', cursorParameter: undefined, headers: undefined } as object
    expect(checkSettings(settings)).toEqual(checkSettings({ apiKey: 'sk_live_1' }))
  })

  it('that is wrong is named at once with all others', () => {
    const { issues } = refusalOf({ apiKey: 'sk_live_1', retries: -1, version: 'x' })
    expect(issues.map(({ path }) => path)).toEqual(['retries', 'version'])
  })

  it('about calls is handed to the client', () => {
    expect(vinr({ apiKey: 'sk_live_1', timeoutMs: 5, retries: 0 }).defaults).toEqual({
      timeoutMs: 5,
      retries: 0,
    })
    expect(vinr({ apiKey: 'sk_live_1' }).defaults).toEqual({})
  })
})
