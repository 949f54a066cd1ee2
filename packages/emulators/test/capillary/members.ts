import { approve, create, type Started, submit } from './support.js'

/** A customer, made when the emulator's clock stands where it does. */
export const customer = ({ emulator }: Pick<Started, 'emulator'>, id = 'ann', since?: string): string =>
  emulator.addMember(since === undefined ? { id } : { id, since }).id

const modes: Readonly<Record<number, string>> = { 973: 'LAZY', 977: 'EAGER' }

/** A published tier of a program, with the program's own mode, on top of the others. */
export const publishTier = async (
  started: Started,
  name: string,
  threshold: number,
  { program = 973, validity }: { program?: number; validity?: object | undefined } = {},
): Promise<void> => {
  const { objectId } = await create(started, {
    programId: program,
    name,
    eligibility: { threshold, upgradeType: modes[program] },
    ...(validity === undefined ? {} : { validity }),
  })
  await submit(started, objectId)
  const { status } = await approve(started, objectId)
  if (status !== 200) throw new Error(`${name} was not published: ${status}`)
}

export const programTier = async ({ get }: Started, id: string, program = 973) => {
  const { body } = await get(`/v2/customers/${id}/tierDetails?programId=${program}`)
  const [tier] = body.programTiers
  if (tier === undefined) throw new Error('no tier')
  return tier
}

export const serialOf = async (started: Started, id: string, program = 973): Promise<number> =>
  (await programTier(started, id, program)).currentTierSerialNumber

/** The expiry that is shown. */
export const expiryOf = async (started: Started, id: string, program = 973): Promise<string> =>
  (await programTier(started, id, program)).tierExpiryDateISO

export const earn = ({ emulator }: Started, member: string, points: number | string, at?: string): void =>
  emulator.addActivity({ member, type: 'earn', points, ...(at === undefined ? {} : { at }) })

export const redeem = ({ emulator }: Started, member: string, points: number): void =>
  emulator.addActivity({ member, type: 'redeem', points })

export const spend = ({ emulator }: Started, member: string, amount: number | string): void =>
  emulator.addActivity({ member, type: 'purchase', spend: amount })

export const visit = ({ emulator }: Started, member: string, times = 1): void => {
  for (let count = 0; count < times; count += 1) emulator.addActivity({ member, type: 'visit' })
}

/** The loyalty details of the default program. */
export const loyalty = async ({ get }: Started, id: string): Promise<Loyalty> => {
  const query = `source=INSTORE&identifierName=id&identifierValue=${id}`
  const { text } = await get(`/v2/customers/lookup/loyaltyDetails?${query}`)
  const { data }: { data: Loyalty[] } = JSON.parse(text)
  const [details] = data
  if (details === undefined) throw new Error('no loyalty details')
  return details
}

interface Loyalty {
  programId: number
  currentSlab: string
  slabSNo: number
  slabExpiryDate: string
  nextSlab: string
  nextSlabSerialNumber: number
  loyaltyPoints: number
  lifetimePoints: number
  cumulativePurchases: number
  redeemed: number
  expired: number
  returned: number
  adjusted: number
}
