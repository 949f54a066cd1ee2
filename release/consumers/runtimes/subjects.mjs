// The five providers as their makers' contract files have them, on published entry points alone.
import { capillary } from '@rungs/capillary'
import { createEmulator } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import { countingRules, scrip } from '@rungs/scrip'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'

const key = 'canary_9f27c1d4e8b35a60'
const wrong = 'invalid_canary_7b21f0'
const scripProgram = '550e8400-e29b-41d4-a716-446655440001'

/** A subject over an emulator in this process: what it is given, and what all of them have. */
function over(emulator, rest) {
  const wire = {
    setFaults: async (faults) => emulator.setFaults(faults),
    requests: async () => emulator.requests(),
  }
  return { wire, reset: async () => emulator.reset({ seed: 'empty' }), ...rest }
}

const ask = async (emulator, path, headers, body) => {
  const init = { method: 'POST', headers: { ...emulator.headers, ...headers }, body }
  const reply = await emulator.fetch(`${emulator.url}${path}`, init)
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

export const subjects = {
  memory: () => {
    const provider = memory()
    const empty = provider.native.snapshot()
    return { provider, reset: async () => provider.native.restore(empty) }
  },

  wix: () => {
    const emulator = createEmulator('wix', { seed: 'empty' })
    const at = { baseUrl: emulator.url, fetch: emulator.fetch, siteId: emulator.headers['wix-site-id'] }
    const programSettings = { status: 'ACTIVE', rollingWindow: { durationInMonths: 12 } }
    return over(emulator, {
      provider: wix({ ...at, apiKey: `IST.${key}` }),
      wrongCredentials: wix({ ...at, apiKey: `IST.${wrong}` }),
      secrets: [`IST.${key}`, `IST.${wrong}`],
      reset: async () => {
        emulator.reset({ seed: 'empty' })
        const body = JSON.stringify({ programSettings })
        const type = { 'content-type': 'application/json' }
        await ask(emulator, '/loyalty-tiers/v1/tiers/program-settings', type, body)
      },
      person: async () => globalThis.crypto.randomUUID(),
      evaluate: async () => emulator.advanceClock('PT15M'),
    })
  },

  capillary: () => {
    const emulator = createEmulator('capillary', { seed: 'empty' })
    const at = { baseUrl: emulator.url, fetch: emulator.fetch, programId: 973, username: 'till' }
    return over(emulator, {
      provider: capillary({ ...at, password: key }),
      wrongCredentials: capillary({ ...at, password: wrong, passwordHash: 'none' }),
      secrets: [key, wrong],
      member: async (id) => {
        emulator.addMember({ id })
        return id
      },
      limits: {
        deletes: 'drafts',
        grows: 'upwards',
        keeps: ['tier.color', 'tier.validity'],
        beside: 'spend',
      },
    })
  },

  vinr: () => {
    const emulator = createEmulator('vinr', { seed: 'empty' })
    const at = { baseUrl: emulator.url, fetch: emulator.fetch }
    return over(emulator, {
      provider: vinr({ ...at, apiKey: `sk_live_${key}` }),
      wrongCredentials: vinr({ ...at, apiKey: `sk_live_${wrong}` }),
      secrets: [`sk_live_${key}`, `sk_live_${wrong}`],
      person: async (id) =>
        (await ask(emulator, '/v1/customers', {}, new URLSearchParams({ email: `${id}@example.com` }))).id,
    })
  },

  scrip: async () => {
    const emulator = createEmulator('scrip', { seed: 'empty' })
    const at = { baseUrl: emulator.url, fetch: emulator.fetch, programId: scripProgram, ladder: 'status' }
    const provider = scrip({ ...at, apiKey: `sk_${key}` })
    const counters = ['points_earned', 'points_balance', 'spend', 'visits', 'nights']
    for (const rule of countingRules(scripProgram, counters)) await provider.native.rules.create(rule)
    const start = emulator.snapshot()
    return over(emulator, {
      provider,
      wrongCredentials: scrip({ ...at, apiKey: `sk_${wrong}` }),
      secrets: [`sk_${key}`, `sk_${wrong}`],
      reset: async () => {
        emulator.reset({ seed: 'empty' })
        emulator.restore(start)
      },
    })
  },
}
