import { memory } from '@rungs/memory'
import { createClient } from 'rungs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Rewards } from '../src/rewards.js'
import { serveSite, Visitor } from './open.js'

const nasty = `<script>alert(1)</script>"'&`

describe('the site', () => {
  let site: Awaited<ReturnType<typeof serveSite>>

  beforeAll(async () => {
    const tiers = [{ name: nasty, description: nasty, threshold: 10, benefits: [nasty] }]
    const rungs = createClient(memory({ ladder: { name: nasty, tiers } }))
    await rungs.members.enroll('ada')
    await rungs.members.record('ada', { type: 'earn', points: 20 })
    const shoppers = [{ id: 'ada', name: nasty, memberId: 'ada' }]
    site = await serveSite({ rewards: new Rewards(rungs, new Map()), shoppers, log: () => undefined })
  })
  afterAll(() => site.close())

  it('shows texts of others as text', async () => {
    const visitor = new Visitor(site.url)
    const { html, $ } = await visitor.post('/sign-in', { shopper: 'ada' })
    expect(html).not.toContain('<script')
    expect($('h1').text()).toBe(nasty)
    expect($('ol.ladder h3').text().trim()).toBe(nasty)
    expect($('.standing .benefits li').text()).toBe(nasty)
  })

  it('takes no form from other sites', async () => {
    const { status, text } = await new Visitor(site.url).post(
      '/sign-in',
      { shopper: 'ada' },
      'https://evil.example',
    )
    expect(status).toBe(403)
    expect(text).toContain('not sent from our own pages')
  })

  it('signs nobody in by a cookie that it did not sign, or by an unknown name', async () => {
    const response = await fetch(site.url, { headers: { cookie: 'shopper=ada.AAAA' } })
    expect(await response.text()).toContain('See where you stand')
    const { text } = await new Visitor(site.url).post('/sign-in', { shopper: 'mallory' })
    expect(text).toContain('See where you stand')
  })

  it('signs out', async () => {
    const visitor = new Visitor(site.url)
    expect((await visitor.post('/sign-in', { shopper: 'ada' })).html).toContain('Signed in as')
    expect((await visitor.post('/sign-out')).text).toContain('See where you stand')
  })

  it('keeps the cookie from scripts and other sites, and pages from caches and frames', async () => {
    const signIn = await fetch(`${site.url}/sign-in`, {
      method: 'POST',
      headers: { origin: site.url },
      body: new URLSearchParams({ shopper: 'ada' }),
      redirect: 'manual',
    })
    expect(signIn.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/)
    const { headers } = await fetch(site.url)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('script-src')
  })

  it('says that a page is not there, and ignores notices and products that it does not know', async () => {
    const visitor = new Visitor(site.url)
    expect(await visitor.get('/nowhere')).toMatchObject({ status: 404 })
    expect((await visitor.get('/?done=toString')).$('[role="status"]')).toHaveLength(0)
    await visitor.post('/sign-in', { shopper: 'ada' })
    expect((await visitor.post('/buy', { product: 'moon' })).status).toBe(200)
  })

  it('is one document with one heading of each rank in order, in a language, with a name', async () => {
    const { $ } = await new Visitor(site.url).post('/sign-in', { shopper: 'ada' })
    expect($('html').attr('lang')).toBe('en')
    expect($('title').text()).toBe('Rewards · Northway')
    expect($('h1')).toHaveLength(1)
    expect($('main')).toHaveLength(1)
    const ranks = $('h1, h2, h3')
      .get()
      .map((heading) => Number(heading.tagName.slice(1)))
    for (const [index, rank] of ranks.entries()) expect(rank - (ranks[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    for (const section of $('section').get()) {
      const label = $(section).attr('aria-labelledby')
      expect($(`#${label}`)).toHaveLength(1)
    }
    expect($('script, [style], [onclick]')).toHaveLength(0)
  })
})
