import { html } from 'hono/html'
import { amountText } from 'rungs/output'
import { type Html, notices, type Page } from './content.js'
import { ladderSection } from './ladder-section.js'
import { products } from './products.js'
import type { Shopper } from './rewards.js'
import { standingSection } from './standing-section.js'

/** The rewards page. */
export function rewardsPage(content: Page): Html {
  const { provider, shopper, ladder, notice, trouble } = content
  const main = html`
    <h1>${ladder?.name ?? 'Northway Rewards'}</h1>
    ${notice === undefined ? '' : html`<p class="notice" role="status">${notices[notice]}</p>`}
    ${trouble === undefined ? '' : html`<p class="notice trouble" role="alert">${trouble.sentence}</p>`}
    ${shopper === undefined ? signInSection(content.shoppers) : standingSection(content)}
    ${ladder === undefined ? '' : ladderSection(content)}
    ${shopper === undefined ? '' : shopSection(content)}`
  return layout('Rewards', main, { shopper, note: `The loyalty backend of this shop is ${provider}.` })
}

/** A page that has nothing but a sentence. */
export function lostPage(sentence: string): Html {
  return layout(
    'Something is missing',
    html`<h1>Something is missing</h1><p>${sentence}</p><p><a href="/">To your rewards</a></p>`,
    {},
  )
}

function layout(
  title: string,
  main: Html,
  { shopper, note }: { shopper?: Shopper | undefined; note?: string },
): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Northway</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site">
      <a class="brand" href="/">Northway</a>
      ${shopper === undefined ? '' : signedIn(shopper)}
    </header>
    <main id="main" tabindex="-1">${main}</main>
    <footer class="site"><p>${note ?? ''}</p></footer>
  </body>
</html>`
}

function signedIn({ name }: Shopper): Html {
  return html`<form class="signed-in" method="post" action="/sign-out">
        <span>Signed in as <strong>${name}</strong></span>
        <button class="quiet">Sign out</button>
      </form>`
}

function signInSection(shoppers: readonly Shopper[]): Html {
  const buttons = shoppers.map(
    ({ id, name }) => html`<button name="shopper" value="${id}">Sign in as ${name}</button>`,
  )
  return html`<section class="card" aria-labelledby="sign-in">
      <h2 id="sign-in">See where you stand</h2>
      <p>Sign in to see your tier, your benefits and your way to the next one.</p>
      <form class="row" method="post" action="/sign-in">${buttons}</form>
    </section>`
}

function shopSection({ standing, can, order }: Page): Html | '' {
  if (standing === undefined) return ''
  const items = products.map(
    ({ id, name, price, points }) => html`<li class="product">
          <h3>${name}</h3>
          <p>${price}, earns ${amountText(String(points))} points</p>
          ${can.earn ? html`<button name="product" value="${id}">Buy <span class="hidden">${name}</span></button>` : ''}
        </li>`,
  )
  const list = html`<ul class="products" role="list">${items}</ul>`
  const till = html`<p>Points of your purchases are booked at our tills, and count here soon afterwards.</p>${list}`
  const form = html`<form method="post" action="/buy"><input type="hidden" name="order" value="${order}">${list}</form>`
  return html`<section aria-labelledby="shop">
      <h2 id="shop">Earn points</h2>
      ${can.earn ? form : till}
    </section>`
}
