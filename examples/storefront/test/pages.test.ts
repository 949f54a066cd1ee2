import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, providers, type Running, Visitor } from './open.js'

describe.each(providers)('the pages on %s', (use) => {
  let shop: Running

  beforeAll(async () => {
    shop = await openShop(use)
  })
  afterAll(() => shop.close())

  const signedIn = async (shopper: string): Promise<Visitor> => {
    const visitor = new Visitor(shop.url)
    await visitor.post('/sign-in', { shopper })
    return visitor
  }

  it('shows the whole ladder to anybody, with the benefits of every tier', async () => {
    const { status, $, text } = await new Visitor(shop.url).get()
    expect(status).toBe(200)
    expect(
      $('ol.ladder > li h3')
        .get()
        .map((heading) => $(heading).text().trim()),
    ).toEqual(['Silver', 'Gold', 'Platinum'])
    expect(text).toMatch(/From 1,000 points.+From 5,000 points.+From 15,000 points/)
    expect(
      $('ol.ladder .benefits li')
        .get()
        .map((item) => $(item).text()),
    ).toEqual([
      'Member prices',
      'Free returns for 60 days',
      'Free shipping',
      'Early access to sales',
      'Free repairs for life',
      'A guided day tour every year',
    ])
    expect($('[aria-current="step"]')).toHaveLength(0)
    expect($('[role="progressbar"]')).toHaveLength(0)
  })

  it('shows Ada her tier, what it gives, and how far the next one is', async () => {
    const { status, $, text } = await (await signedIn('ada')).get()
    expect(status).toBe(200)
    expect(text).toContain('Ada, you are Gold')
    expect($('[aria-current="step"] h3').text().trim()).toBe('Gold')
    expect($('[aria-current="step"] .badge').text()).toBe('Your tier')
    expect(
      $('.standing .benefits li')
        .get()
        .map((item) => $(item).text()),
    ).toEqual(['Member prices', 'Free returns for 60 days', 'Free shipping', 'Early access to sales'])
    const bar = $('[role="progressbar"]')
    expect(bar.attr()).toMatchObject({
      'aria-valuenow': '6200',
      'aria-valuemax': '15000',
      'aria-label': 'Progress to Platinum',
    })
    expect(bar.attr('aria-valuetext')).toBe('6,200 of 15,000 points')
    expect($(`#${bar.attr('aria-describedby')}`).text()).toMatch(/^8,800 points to go to Platinum$/)
  })

  it('shows Ben the way to his first tier, and Cleo that she is at the top', async () => {
    const ben = await (await signedIn('ben')).get()
    expect(ben.$('[role="progressbar"]').attr()).toMatchObject({
      'aria-valuenow': '300',
      'aria-valuemax': '1000',
    })
    expect(ben.$('[aria-current="step"]')).toHaveLength(0)
    const cleo = await (await signedIn('cleo')).get()
    expect(cleo.text).toContain('Cleo, you are Platinum')
    expect(cleo.text).toContain('This is our highest tier.')
    expect(cleo.$('[role="progressbar"]')).toHaveLength(0)
    expect(cleo.$('.reached')).toHaveLength(2)
  })

  it('lets Dan join where the provider takes members from apps, and says where to join elsewhere', async () => {
    const dan = await signedIn('dan')
    const before = await dan.get()
    expect(before.status).toBe(200)
    expect(before.text).toContain('Dan, you are not a member yet')
    if (use === 'capillary') {
      expect(before.text).toContain('Join at any till')
      expect(before.$('form[action="/join"]')).toHaveLength(0)
      return
    }
    expect(before.$('form[action="/join"] button').text()).toBe('Join now')
    const after = await dan.post('/join')
    expect(after.$('[role="status"]').text()).toContain('Welcome')
    expect(after.$('[role="progressbar"]').attr()).toMatchObject({
      'aria-valuenow': '0',
      'aria-valuemax': '1000',
    })
  })

  it('books an order once, however often it is sent', async () => {
    const ben = await signedIn('ben')
    const page = await ben.get()
    if (use === 'capillary') {
      expect(page.text).toContain('Points of your purchases are booked at our tills')
      expect(page.$('form[action="/buy"]')).toHaveLength(0)
      return
    }
    const order = page.$('input[name="order"]').attr('value') ?? ''
    await ben.post('/buy', { product: 'lantern', order })
    const again = await ben.post('/buy', { product: 'lantern', order })
    expect(again.$('[role="status"]').text()).toContain('Thank you for your order')
    expect(again.$('[role="progressbar"]').attr('aria-valuenow')).toBe('890')
    const other = await ben.post('/buy', { product: 'mug', order: randomUUID() })
    expect(other.text).toContain('Ben, you are Silver')
  })

  it('sends no secret and no address of the backend to anybody', async () => {
    const ada = await signedIn('ada')
    const received = [await ada.get(), await ada.get('/style.css'), await ada.get('/nowhere')]
    shop.backends.emulator(use)?.setFaults([{ kind: 'status', status: 401, times: 100 }])
    received.push(await ada.get())
    shop.backends.emulator(use)?.clearFaults()
    const secrets = Object.entries(shop.backends.env).map(([, value]) => value)
    expect(secrets.length).toBeGreaterThanOrEqual(10)
    for (const { html, headers } of received)
      for (const secret of secrets) expect(html + headers).not.toContain(secret)
    const credentials = Object.entries(shop.backends.env).filter(([name]) => /KEY|PASSWORD/.test(name))
    for (const [, secret] of credentials) expect(shop.log.join('\n')).not.toContain(secret)
  })

  it('says each tier that the provider did not take whole to the shop, and nothing of it to shoppers', async () => {
    const paths = shop.demo.losses.map(({ path }) => path)
    const colors = ['Silver: color', 'Gold: color', 'Platinum: color']
    const benefits = ['Silver', 'Gold', 'Platinum'].flatMap((tier) => [
      `${tier}: benefits[0]`,
      `${tier}: benefits[1]`,
    ])
    const expected = {
      memory: [],
      wix: [...colors, ...benefits],
      capillary: benefits,
      vinr: colors,
      scrip: [],
    }
    expect([...paths].sort()).toEqual([...expected[use]].sort())
    const { $ } = await new Visitor(shop.url).get()
    const filled = $('.medal circle')
      .get()
      .map((circle) => $(circle).attr('fill'))
    const held = use === 'wix' || use === 'vinr' ? [] : ['#9AA5AE', '#D9A520', '#7D8FC9']
    expect(filled).toEqual(held)
  })
})
