import type { Answer, Context, World } from './context.js'
import {
  detailShape,
  legacyCustomerShape,
  loyaltyShape,
  placeIn,
  programTierShape,
} from './customer-shapes.js'
import { CapillaryError } from './errors.js'
import { programOf } from './records.js'
import { DEFAULT_PROGRAM } from './seed.js'
import { type Customer, entryOf, type Program } from './state.js'

/** The numbers of the customer pages' errors. */
const UNKNOWN_CUSTOMER = 8015
const BAD_SOURCE = 8003
const MISSING_PARAMETER = 11_013

/** The channels that the customer pages speak of; INSTORE is that of their examples. */
const sources = [
  'INSTORE',
  'WECHAT',
  'MARTJACK',
  'WEB_ENGAGE',
  'ECOMMERCE',
  'JD',
  'TAOBAO',
  'TMALL',
  'FACEBOOK',
  'WEBSITE',
  'LINE',
  'MOBILE_APP',
  'OTHERS',
  'ALL',
]
const identifiers = ['mobile', 'email', 'externalId', 'id']

const unknownCustomer = ({ switches }: World): CapillaryError =>
  new CapillaryError(switches.unknown_customer_status, 'Customer not found for given identifiers', {
    code: UNKNOWN_CUSTOMER,
  })

const parameter = ({ query }: Context, name: string): string => {
  const value = query.get(name)?.trim() ?? ''
  if (value === '') throw new CapillaryError(400, `${name} is missing`, { code: MISSING_PARAMETER })
  return value
}

const byExternalId = (context: Context, value: string): Customer => {
  const found = Object.values(context.state.customers).find(({ externalId }) => externalId === value)
  if (found === undefined) throw unknownCustomer(context)
  return found
}

const byUserId = (context: Context, value: string): Customer => {
  const found = entryOf(context.state.customers, value)
  if (found === undefined) throw unknownCustomer(context)
  return found
}

/** The customer that `source`, `identifierName` and `identifierValue` name; every identifier but `id` is the same text. */
export const lookedUp = (context: Context): Customer => {
  const source = parameter(context, 'source')
  if (context.switches.source_values === 'listed' && !sources.includes(source.toUpperCase()))
    throw new CapillaryError(400, `source "${source.slice(0, 50)}" is not valid`, { code: BAD_SOURCE })
  const name = parameter(context, 'identifierName')
  const value = parameter(context, 'identifierValue')
  if (!identifiers.includes(name))
    throw new CapillaryError(400, `identifierName must be one of ${identifiers.join(', ')}`, {
      code: MISSING_PARAMETER,
    })
  return name === 'id' ? byUserId(context, value) : byExternalId(context, value)
}

const programsAsked = (context: Context): Program[] => {
  const { query, state } = context
  if (query.get('fetchDataForAllPrograms') === 'true') return Object.values(state.programs)
  const id = query.get('programId') ?? String(DEFAULT_PROGRAM)
  const program = /^\d{1,15}$/.test(id) ? programOf(context, Number(id)) : undefined
  if (program === undefined) throw new CapillaryError(400, `There is no program "${id.slice(0, 50)}"`)
  return [program]
}

const entityTypes = ['CUSTOMER', 'FLEET']

const tierDetails = (context: Context, customer: Customer): Answer => {
  const entityType = context.query.get('entityType') ?? 'CUSTOMER'
  if (!entityTypes.includes(entityType))
    throw new CapillaryError(400, `entityType must be one of ${entityTypes.join(', ')}`)
  const programTiers = programsAsked(context).flatMap((program) => {
    const place = placeIn(context, customer, program)
    return place === undefined ? [] : [programTierShape(place)]
  })
  return { status: 200, body: { entityId: customer.userId, entityType, programTiers, warnings: [] } }
}

/** The tier of a customer (Get Customer Tier page): without an envelope. */
export const getTierDetails = (context: Context): Answer =>
  tierDetails(context, byUserId(context, context.path.id ?? ''))

export const lookUpTierDetails = (context: Context): Answer => tierDetails(context, lookedUp(context))

export const lookUpLoyaltyDetails = (context: Context): Answer => {
  const customer = lookedUp(context)
  const data = programsAsked(context).flatMap((program) => {
    const place = placeIn(context, customer, program)
    return place === undefined ? [] : [loyaltyShape(customer, place)]
  })
  return { status: 200, body: { data, warnings: [], errors: [] } }
}

/** Whether a gap is asked for: a number of days from now, 0 or more. */
const asksFor = ({ query }: Context, name: string): boolean => {
  const days = query.get(name)
  if (days === null) return false
  if (!/^\d{1,6}$/.test(days)) throw new CapillaryError(400, `${name} must be a number of days, 0 or more`)
  return true
}

/** A customer with his loyalty in every program (Get Customer Details page, embed=mlp). */
export const getCustomer = (context: Context): Answer => {
  const customer = byUserId(context, context.path.id ?? '')
  const gaps = { toUpgrade: asksFor(context, 'gapToUpgrade'), toRenew: asksFor(context, 'gapToRenew') }
  const embedsPrograms = (context.query.get('embed') ?? '').split(',').includes('mlp')
  const loyaltyProgramDetails = Object.values(context.state.programs).flatMap((program) => {
    const place = placeIn(context, customer, program)
    return place === undefined ? [] : [detailShape(context, customer, place, gaps)]
  })
  return {
    status: 200,
    body: {
      id: customer.userId,
      identifiers: [{ type: 'externalId', value: customer.externalId }],
      loyaltyProgramDetails: embedsPrograms ? loyaltyProgramDetails : undefined,
      warnings: [],
    },
  }
}

/** A customer with the history of his tiers in the default program (v1.1 customer/get page). */
export const getCustomerWithHistory = (context: Context): Answer => {
  const { query } = context
  const name = ['id', 'mobile', 'email', 'external_id'].find((candidate) => query.has(candidate))
  if (name === undefined)
    throw new CapillaryError(400, 'An identifier is missing', { code: MISSING_PARAMETER })
  const value = query.get(name) ?? ''
  const customer = name === 'id' ? byUserId(context, value) : byExternalId(context, value)
  const program = programOf(context, DEFAULT_PROGRAM)
  const place = program === undefined ? undefined : placeIn(context, customer, program)
  if (place === undefined) throw unknownCustomer(context)
  const shown = legacyCustomerShape(customer, place, query.get('slab_history') === 'true')
  const status = { success: 'true', code: 200, message: 'Success' }
  return { status: 200, body: { response: { status, customers: { customer: [shown] } } } }
}
