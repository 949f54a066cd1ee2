import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Context, Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { isNotice, type Notice } from './content.js'
import { lostPage, rewardsPage } from './page.js'
import { products } from './products.js'
import type { Rewards, Shopper } from './rewards.js'
import { type Trouble, troubleOf } from './trouble.js'

/** What the site is made of. */
export interface Site {
  rewards: Rewards
  /** Who can sign in. A real shop has a sign-in of its own in place of this. */
  shoppers: readonly Shopper[]
  /** Takes what shoppers shall not see. */
  log(line: string): void
}

const files = { 'style.css': 'text/css; charset=utf-8', 'icon.svg': 'image/svg+xml' }
const orderId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** The site as a handler of requests. The pages need no script, and the policy allows none. */
export async function createSite(site: Site): Promise<Hono> {
  const visitors = new Visitors(site.shoppers)
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
    csrf(),
  )
  for (const [name, type] of Object.entries(files)) {
    const content = await readFile(new URL(`../public/${name}`, import.meta.url), 'utf8')
    app.get(`/${name}`, (c) => c.body(content, 200, { 'content-type': type }))
  }
  app.get('/', async (c) => {
    const notice = c.req.query('done')
    return show(c, site, await visitors.who(c), isNotice(notice) ? { notice } : {})
  })
  addForms(app, site, visitors)
  app.notFound((c) => c.html(lostPage('There is no such page here.'), 404))
  app.onError((error, c) => {
    if ('getResponse' in error) return c.html(lostPage('This form was not sent from our own pages.'), 403)
    const { sentence, log } = troubleOf(error)
    site.log(log)
    return c.html(lostPage(sentence), 500)
  })
  return app
}

/** What the forms of the page do. Each ends with a redirect, so that a reload sends nothing again. */
function addForms(app: Hono, site: Site, visitors: Visitors): void {
  app.post('/sign-in', async (c) => {
    const { shopper } = await c.req.parseBody()
    await visitors.signIn(c, shopper)
    return c.redirect('/', 303)
  })
  app.post('/sign-out', (c) => {
    visitors.signOut(c)
    return c.redirect('/', 303)
  })
  app.post('/join', async (c) => {
    const shopper = await visitors.who(c)
    if (shopper === undefined) return c.redirect('/', 303)
    return attempt(c, site, shopper, 'joined', () => site.rewards.join(shopper))
  })
  app.post('/buy', async (c) => {
    const { product, order } = await c.req.parseBody()
    const bought = products.find(({ id }) => id === product)
    const shopper = await visitors.who(c)
    if (shopper === undefined || bought === undefined) return c.redirect('/', 303)
    const number = typeof order === 'string' && orderId.test(order) ? order : randomUUID()
    const book = () => site.rewards.earn(shopper, bought.points, `${number}-${bought.id}`)
    return attempt(c, site, shopper, 'bought', book, number)
  })
}

/** Does what a form asks for. Where it fails, the page says so, and its forms send the same order again. */
async function attempt(
  c: Context,
  site: Site,
  shopper: Shopper,
  done: Notice,
  work: () => Promise<void>,
  order?: string,
): Promise<Response> {
  try {
    await work()
    return c.redirect(`/?done=${done}`, 303)
  } catch (error) {
    const trouble = troubleOf(error)
    return show(c, site, shopper, { trouble, ...(order === undefined ? {} : { order }) })
  }
}

interface Extras {
  notice?: Notice
  trouble?: Trouble
  order?: string
}

/** The page. Without a ladder to show, or with work undone, it says 503, and comes all the same. */
async function show(c: Context, site: Site, shopper: Shopper | undefined, extras: Extras): Promise<Response> {
  const view = await site.rewards.look(shopper)
  const trouble = extras.trouble ?? view.trouble
  if (trouble !== undefined) site.log(trouble.log)
  const { shoppers } = site
  const { notice, order = randomUUID() } = extras
  const body = rewardsPage({
    ...view,
    shoppers,
    order,
    ...(trouble === undefined ? {} : { trouble }),
    ...(notice === undefined ? {} : { notice }),
  })
  c.header('cache-control', 'private, no-store')
  return c.html(body, trouble === undefined ? 200 : 503)
}

/** Who is signed in, by a signed cookie that no script can read. */
class Visitors {
  private readonly secret = randomBytes(32)

  constructor(private readonly shoppers: readonly Shopper[]) {}

  async who(c: Context): Promise<Shopper | undefined> {
    const id = await getSignedCookie(c, this.secret, 'shopper')
    return this.shoppers.find((shopper) => shopper.id === id)
  }

  async signIn(c: Context, id: unknown): Promise<void> {
    const shopper = this.shoppers.find((one) => one.id === id)
    if (shopper === undefined) return
    const secure = new URL(c.req.url).protocol === 'https:'
    const options = { httpOnly: true, sameSite: 'Lax', secure } as const
    await setSignedCookie(c, 'shopper', shopper.id, this.secret, options)
  }

  signOut(c: Context): void {
    deleteCookie(c, 'shopper')
  }
}
