import { randomId } from '../core/ids.js'
import type { Context } from './context.js'
import { badRequest, notFound } from './errors.js'
import { listPage, newestFirst, pageParams } from './paging.js'
import { customerShape } from './shapes.js'
import { type Customer, entryOf } from './state.js'

const fields = ['email', 'name', 'phone'] as const

const customerOf = ({ state, id, switches }: Context): Customer => {
  const customer = entryOf(state.customers, id)
  if (customer === undefined) throw notFound('customer', id, switches.not_found_param)
  return customer
}

const sent = ({ input }: Context): Partial<Record<(typeof fields)[number], string | null>> => {
  const email = input.filledText('email')
  const name = input.text('name')
  const phone = input.text('phone')
  return {
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name: name === '' ? null : name }),
    ...(phone === undefined ? {} : { phone: phone === '' ? null : phone }),
  }
}

export const createCustomer = (context: Context): object => {
  const { input, state, seconds } = context
  input.only(...fields)
  input.required('email')
  const id = randomId('cust_', 12)
  const customer = { id, email: null, name: null, phone: null, ...sent(context), created: seconds }
  state.customers[id] = customer
  context.emit('customer.created', customerShape(customer))
  return customerShape(customer)
}

export const getCustomer = (context: Context): object => {
  context.input.only()
  return customerShape(customerOf(context))
}

export const updateCustomer = (context: Context): object => {
  const { input, switches } = context
  const customer = customerOf(context)
  input.only(...fields)
  if (input.size === 0 && switches.empty_update === 'refused')
    throw badRequest('parameter_missing', 'Send at least one parameter to change.')
  Object.assign(customer, sent(context))
  if (input.size > 0) context.emit('customer.updated', customerShape(customer))
  return customerShape(customer)
}

/** The customer goes; loyalty accounts keep the id (customers page: it is unlinked from the future, not the past). */
export const deleteCustomer = (context: Context): object => {
  const { state, id, switches, input } = context
  input.only()
  const gone = { id, deleted: true }
  if (
    switches.second_delete === 200 &&
    entryOf(state.customers, id) === undefined &&
    state.deleted.includes(id)
  )
    return gone
  const customer = customerOf(context)
  delete state.customers[id]
  state.deleted.push(id)
  context.emit('customer.deleted', customerShape(customer))
  return gone
}

export const listCustomers = (context: Context): object => {
  const { input, state } = context
  input.only('email', ...pageParams)
  const email = input.filledText('email')
  const customers = newestFirst(state.customers).filter(
    (customer) => email === undefined || customer.email === email,
  )
  return listPage(context, customers, customerShape)
}
