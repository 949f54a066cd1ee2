import { html } from 'hono/html'
import type { Standing, Tier } from 'rungs'
import { benefitText } from 'rungs/output'
import type { Html, Page } from './content.js'
import { conditionOf } from './words.js'

/** All tiers as stairs, the lowest first, with the step on which the shopper stands. */
export function ladderSection({ ladder, standing, isRemembered }: Page): Html {
  const tiers = (ladder?.tiers ?? []).filter(({ status }) => status === 'active')
  const steps = tiers.map((tier) => step(tier, standing))
  // A list without markers is none to some screen readers, unless it says so.
  const empty = html`<p>There are no tiers yet. Please look in again soon.</p>`
  return html`<section aria-labelledby="ladder">
      <h2 id="ladder">The ladder</h2>
      ${isRemembered ? html`<p>This is the ladder as we last saw it.</p>` : ''}
      ${steps.length === 0 ? empty : html`<ol class="ladder" role="list">${steps}</ol>`}
    </section>`
}

type Place = 'reached' | 'current' | 'ahead'

const badges: { readonly [place in Place]: string } = { reached: 'Reached', current: 'Your tier', ahead: '' }

function step(tier: Tier, standing: Standing | undefined): Html {
  const place = placeOf(tier, standing)
  const badge = badges[place] === '' ? '' : html`<p class="badge">${badges[place]}</p>`
  return html`<li class="card step ${place}" ${place === 'current' ? html`aria-current="step"` : ''}>
          ${badge}
          <h3>${medal(tier)} ${tier.name}</h3>
          <p class="figures">${conditionOf(tier.rule)}</p>
          ${tier.description === undefined ? '' : html`<p>${tier.description}</p>`}
          <ul class="benefits">${tier.benefits.map((benefit) => html`<li>${benefitText(benefit)}</li>`)}</ul>
        </li>`
}

function placeOf({ id, rank }: Tier, standing: Standing | undefined): Place {
  const held = standing?.tier
  if (held === undefined || held === null || rank > held.rank) return 'ahead'
  return held.id === id ? 'current' : 'reached'
}

/** A dot in the tier's colour, where the provider keeps one. Attributes of SVG are no inline style. */
function medal({ color }: Tier): Html | '' {
  if (color === undefined || !/^#[\da-f]{6}$/i.test(color)) return ''
  return html`<svg class="medal" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill="${color}"/></svg>`
}
