import { html } from 'hono/html'
import type { Instant, Ladder, Standing } from 'rungs'
import { benefitText } from 'rungs/output'
import type { Html, Page } from './content.js'
import { type Progress, progressOf } from './progress.js'
import { amountOf, metricsOf } from './words.js'

/** The shopper's card: the tier held, the way to the next one, and what the tier gives. */
export function standingSection(page: Page): Html | '' {
  const { standing, ladder, shopper } = page
  if (page.isStranger) return strangerSection(page)
  if (standing === undefined) return ''
  const progress = ladder === undefined ? undefined : progressOf(ladder, standing)
  return html`<section class="card standing" aria-labelledby="standing">
      <h2 id="standing">${shopper?.name ?? ''}, ${tierText(standing, ladder)}</h2>
      <p class="figures">${figuresOf(standing, ladder)}</p>
      ${progress === undefined ? topText(standing) : progressBar(progress)}
      ${standing.expiresAt === undefined ? '' : html`<p>Your tier is yours until ${day(standing.expiresAt)}.</p>`}
      ${ladder === undefined ? '' : benefitsNow(standing, ladder)}
    </section>`
}

function strangerSection({ shopper, can }: Page): Html {
  const join = html`<form method="post" action="/join"><button>Join now</button></form>`
  return html`<section class="card" aria-labelledby="standing">
      <h2 id="standing">${shopper?.name ?? ''}, you are not a member yet</h2>
      <p>Membership is free, and every euro earns ten points.</p>
      ${can.join ? join : html`<p>Join at any till; your tier is shown here from then on.</p>`}
    </section>`
}

function tierText({ tier }: Standing, ladder: Ladder | undefined): string {
  const name = tier?.name ?? ladder?.baseTier?.name
  return name === undefined ? 'you are on your way to your first tier' : `you are ${name}`
}

/** What counts: of all that the provider knows of the member, what the ladder asks for. */
function figuresOf({ metrics, since }: Standing, ladder: Ladder | undefined): Html {
  const wanted = ladder === undefined ? undefined : metricsOf(ladder)
  const counted = Object.entries(metrics).flatMap(([metric, amount]) =>
    amount === undefined || wanted?.has(metric) === false ? [] : [amountOf(metric, amount)],
  )
  return html`${counted.join(' · ')}${since === undefined ? '' : html` · since ${day(since)}`}`
}

function topText({ next }: Standing): Html | '' {
  return next === null ? html`<p>This is our highest tier. There is nothing left to climb.</p>` : ''
}

/** Drawn in SVG, whose attributes are no inline style: the policy of the pages forbids that. */
function progressBar({ to, missing, bar }: Progress): Html {
  if (missing === undefined) return html`<p>Next comes ${to}.</p>`
  const goal = html`<p class="goal" id="goal"><strong>${missing}</strong> to go to ${to}</p>`
  if (bar === undefined) return goal
  const width = `${Math.min(100, Math.max(0, (100 * Number(bar.value)) / Number(bar.max))).toFixed(1)}%`
  return html`${goal}
      <div class="bar" role="progressbar" aria-label="Progress to ${to}" aria-describedby="goal"
        aria-valuemin="0" aria-valuenow="${bar.value}" aria-valuemax="${bar.max}" aria-valuetext="${bar.text}">
        <svg aria-hidden="true"><rect width="${width}" height="100%"/></svg>
      </div>
      <p class="figures">${bar.text}</p>`
}

function benefitsNow({ tier }: Standing, { tiers }: Ladder): Html | '' {
  const held = tiers.filter(({ rank }) => tier !== null && rank <= tier.rank)
  const benefits = held.flatMap(({ benefits }) => benefits)
  if (benefits.length === 0) return ''
  return html`<h3>What you get</h3>
      <ul class="benefits">${benefits.map((benefit) => html`<li>${benefitText(benefit)}</li>`)}</ul>`
}

const days = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

function day(at: Instant): Html {
  return html`<time datetime="${at}">${days.format(new Date(at))}</time>`
}
