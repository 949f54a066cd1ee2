import { describe, expect, it } from 'vitest'
import { accountAt, NOW_SECONDS, post, start } from '../support.js'

/* Customers, loyalty accounts and points transactions pages. */

const withCustomer = async () => {
  const started = start()
  const fields = { email: 'jenny@example.com', name: 'Jenny Rosen', phone: '+14155552671' }
  const { body: customer } = await started.form('/v1/customers', fields)
  return { ...started, customer }
}

describe('customers', () => {
  it('are created, read, changed in part, found by email and deleted', async () => {
    const { customer, get, form, delete: remove } = await withCustomer()
    expect(customer).toEqual({
      id: expect.stringMatching(/^cust_\w+$/),
      email: 'jenny@example.com',
      name: 'Jenny Rosen',
      phone: '+14155552671',
      created: NOW_SECONDS,
    })
    const path = `/v1/customers/${customer.id}`
    expect((await form(path, { name: 'J. Rosen' })).body).toEqual({ ...customer, name: 'J. Rosen' })
    await form('/v1/customers', { email: 'other@example.com' })
    const found = (await get('/v1/customers?email=jenny@example.com')).body
    expect(found.data.map(({ id }) => id)).toEqual([customer.id])
    expect((await remove(path)).body).toEqual({ id: customer.id, deleted: true })
    expect((await get(path)).status).toBe(404)
  })

  it('lose a name or phone that is sent empty, and tell what happened to them', async () => {
    const { customer, get, form, delete: remove } = await withCustomer()
    const path = `/v1/customers/${customer.id}`
    const { body } = await form(path, { name: '', phone: '' })
    expect(body).toEqual({ ...customer, name: null, phone: null })
    await remove(path)
    const types = (await get('/v1/events')).body.data.map(({ type }) => type)
    expect(types).toEqual(['customer.deleted', 'customer.updated', 'customer.created'])
  })

  it('need an email', async () => {
    const { form } = start()
    expect((await form('/v1/customers', { name: 'x' })).body.error).toMatchObject({
      code: 'parameter_missing',
      param: 'email',
    })
    expect((await form('/v1/customers', { email: '' })).status).toBe(400)
  })
})

describe('loyalty accounts', () => {
  it('are opened at balance 0 on the tier that this qualifies for', async () => {
    const { form, get, customer } = await withCustomer()
    const { status, body } = await form('/v1/loyalty-accounts', { customer: customer.id })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^la_\w+$/),
      customer: customer.id,
      points_balance: 0,
      tier: 'tier_bronze',
      programme_id: 'prog_default',
      created: NOW_SECONDS,
    })
    expect((await get(`/v1/loyalty-accounts/${body.id}`)).body).toEqual(body)
  })

  it('are one per customer and programme', async () => {
    const { form, customer } = await withCustomer()
    await form('/v1/loyalty-accounts', { customer: customer.id })
    const again = await form('/v1/loyalty-accounts', { customer: customer.id, programme_id: 'prog_default' })
    expect([again.status, again.body.error.code]).toEqual([409, 'resource_already_exists'])
    const other = await form('/v1/loyalty-accounts', { customer: customer.id, programme_id: 'prog_other' })
    expect(other.status).toBe(200)
  })

  it('show the tier and the customer whole when asked', async () => {
    const { form, get, customer } = await withCustomer()
    const { body } = await form('/v1/loyalty-accounts', { customer: customer.id })
    const query = '?expand[]=tier&expand%5B%5D=customer'
    const tier = (await get('/v1/tiers/tier_bronze')).body
    expect((await get(`/v1/loyalty-accounts/${body.id}${query}`)).body).toMatchObject({ tier, customer })
    expect((await get(`/v1/loyalty-accounts${query}`)).body.data[0]).toMatchObject({ tier, customer })
    expect((await get(`/v1/loyalty-accounts/${body.id}?expand[]=benefits`)).body.error.param).toBe('expand')
  })

  it('are listed newest first, and by customer', async () => {
    const { emulator, get } = start()
    const ann = accountAt(emulator, 0, 'ann')
    const bob = accountAt(emulator, 0, 'bob')
    emulator.advanceClock('PT1S')
    const cid = accountAt(emulator, 0, 'cid')
    const ids = async (query: string) =>
      (await get(`/v1/loyalty-accounts${query}`)).body.data.map(({ id }) => id)
    expect(await ids('')).toEqual([cid, bob, ann])
    expect(await ids('?customer=cust_bob')).toEqual([bob])
    expect(await ids('?customer=cust_nobody')).toEqual([])
    expect(await ids(`?limit=1&starting_after=${cid}`)).toEqual([bob])
  })

  it.each([
    ['no customer', {}, 'customer'],
    ['an unknown customer', { customer: 'cust_none' }, 'customer'],
    ['a programme that is none', { customer: 'cust_ann', programme_id: 'other' }, 'programme_id'],
    ['a balance', { customer: 'cust_ann', points_balance: '5' }, 'points_balance'],
  ])('refuse %s', async (_, fields, param) => {
    const { form, emulator } = start()
    accountAt(emulator, 0)
    const { status, body } = await form('/v1/loyalty-accounts', Object.entries(fields))
    expect([status, body.error.param]).toEqual([400, param])
  })

  it.each([
    [{ tier: 'tier_none' }, 'tier'],
    [{ tier: '' }, 'tier'],
    [{ points_balance: '9' }, 'points_balance'],
  ])('refuse the update %j', async (fields, param) => {
    const { form, emulator } = start()
    const { status, body } = await form(
      `/v1/loyalty-accounts/${accountAt(emulator, 0)}`,
      Object.entries(fields),
    )
    expect([status, body.error.param]).toEqual([400, param])
  })
})

describe('points transactions', () => {
  it('credit and debit, and tell the balance after', async () => {
    const started = start()
    const account = accountAt(started.emulator, 0)
    const credit = await post(started, account, 'credit', 200)
    expect(credit.body).toEqual({
      id: expect.stringMatching(/^pt_\w+$/),
      loyalty_account: account,
      amount: 200,
      type: 'credit',
      points_after: 200,
      reason: 'test',
      created: NOW_SECONDS,
    })
    expect((await post(started, account, 'debit', 50)).body.points_after).toBe(150)
    expect((await started.get(`/v1/points-transactions/${credit.body.id}`)).body).toEqual(credit.body)
  })

  it('are listed newest first, by account and by type', async () => {
    const started = start()
    const ann = accountAt(started.emulator, 0, 'ann')
    const bob = accountAt(started.emulator, 0, 'bob')
    await post(started, ann, 'credit', 3)
    await post(started, bob, 'credit', 5)
    await post(started, ann, 'debit', 1)
    const list = async (query: string) =>
      (await started.get(`/v1/points-transactions${query}`)).body.data.map(({ points_after }) => points_after)
    expect(await list('')).toEqual([2, 5, 3])
    expect(await list(`?loyalty_account=${ann}`)).toEqual([2, 3])
    expect(await list(`?loyalty_account=${ann}&type=debit`)).toEqual([2])
  })

  it('never take the balance below zero', async () => {
    const started = start()
    const account = accountAt(started.emulator, 100)
    const before = started.emulator.snapshot()
    const { status, body } = await post(started, account, 'debit', 101)
    expect([status, body.error.param]).toEqual([422, 'amount'])
    expect(started.emulator.snapshot()).toEqual(before)
    expect((await post(started, account, 'debit', 100)).body.points_after).toBe(0)
  })

  it('never lose a point past 2^53', async () => {
    const started = start()
    const account = accountAt(started.emulator, Number.MAX_SAFE_INTEGER - 1)
    expect((await post(started, account, 'credit', 1)).body.points_after).toBe(Number.MAX_SAFE_INTEGER)
    const { status, body } = await post(started, account, 'credit', 1)
    expect([status, body.error.param]).toEqual([400, 'amount'])
  })

  it.each([
    ['no account', { loyalty_account: undefined }, 'loyalty_account'],
    ['an unknown account', { loyalty_account: 'la_none' }, 'loyalty_account'],
    ['no amount', { amount: undefined }, 'amount'],
    ['amount 0', { amount: '0' }, 'amount'],
    ['a negative amount', { amount: '-5' }, 'amount'],
    ['a fraction', { amount: '0.5' }, 'amount'],
    ['no type', { type: undefined }, 'type'],
    ['another type', { type: 'refund' }, 'type'],
    ['a typo', { amuont: '5' }, 'amuont'],
  ])('refuse %s', async (_, change, param) => {
    const { form, emulator } = start()
    const fields = { loyalty_account: accountAt(emulator, 10), amount: '1', type: 'credit', ...change }
    const sent = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    )
    const { status, body } = await form('/v1/points-transactions', sent)
    expect([status, body.error.param]).toEqual([400, param])
  })

  it('show the account whole when asked', async () => {
    const started = start()
    const account = accountAt(started.emulator, 10)
    const { body } = await started.get('/v1/points-transactions?expand[]=loyalty_account')
    expect(body.data[0]?.loyalty_account).toMatchObject({ id: account, points_balance: 10 })
  })
})
