/** Things in memory behind their makers' own clients; each reads one tier of three. */

const ladder = [
  { name: 'Bronze', threshold: 0, benefits: ['Member discounts'] },
  { name: 'Silver', threshold: 1000, benefits: ['Member discounts', 'Priority support'] },
  { name: 'Gold', threshold: 5000, benefits: ['Free shipping', 'Early access to sales'] },
]

export async function rungsMemory() {
  const [{ createClient }, { memory }] = await Promise.all([import('@rungs/client'), import('@rungs/memory')])
  const rungs = createClient(memory({ ladder: { tiers: ladder } }))
  const id = (await rungs.tiers.list()).items.find(({ name }) => name === 'Gold')?.id ?? ''
  return () => rungs.tiers.get(id)
}

export async function unstorageMemory() {
  const [{ createStorage }, { default: memoryDriver }] = await Promise.all([
    import('unstorage'),
    import('unstorage/drivers/memory'),
  ])
  const storage = createStorage({ driver: memoryDriver() })
  for (const tier of ladder) await storage.setItem(`tiers:${tier.name}`, tier)
  return () => storage.getItem('tiers:Gold')
}

export async function openFeatureMemory() {
  const { InMemoryProvider, OpenFeature } = await import('@openfeature/server-sdk')
  const flags = Object.fromEntries(
    ladder.map((tier) => [tier.name, { variants: { on: tier }, defaultVariant: 'on', disabled: false }]),
  )
  await OpenFeature.setProviderAndWait(new InMemoryProvider(flags))
  const client = OpenFeature.getClient()
  return () => client.getObjectValue('Gold', {})
}
