import type { Amount, Benefit, Metric, Rule } from '@rungs/model'

const takesOver = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Text of others on one line, without the control characters that could take over a terminal. */
export function clean(text: string): string {
  return text.replace(/\s+/g, ' ').replace(takesOver, '\u{FFFD}')
}

/** Like {@link clean}, with its line breaks kept. */
export function cleanLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(takesOver, '\u{FFFD}'))
    .join('\n')
}

/** `12500.5` as `12,500.5`, digit by digit, so that no figure is too long. */
export function amountText(amount: Amount): string {
  const [whole = '', fraction] = amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

const metricNames: Readonly<Record<string, string>> = {
  'points.balance': 'points',
  'points.earned': 'points earned',
}

/** A metric as people call it. */
export function metricText(metric: string): string {
  return metricNames[metric] ?? clean(metric.replace(/^counter:/, ''))
}

/** An amount of a metric, for example `5,000 points`. */
export function measureText(metric: Metric | string, amount: Amount): string {
  return `${amountText(amount)} ${metricText(metric)}`
}

/** What qualifies for a tier, for example `5,000 points` or `10 visits or 500 spend`. */
export function ruleText(rule: Rule | undefined): string {
  if (rule === undefined) return 'by hand'
  if ('metric' in rule) {
    const measure = measureText(rule.metric, rule.value)
    return rule.op === '>=' ? measure : `${metricText(rule.metric)} ${rule.op} ${amountText(rule.value)}`
  }
  if ('all' in rule) return rule.all.map(innerText).join(' and ')
  if ('any' in rule) return rule.any.map(innerText).join(' or ')
  return `${rule.atLeast} of ${rule.of.map(innerText).join(', ')}`
}

/** A benefit as text: its label, or its key and value. */
export function benefitText(benefit: Benefit): string {
  return clean('label' in benefit ? benefit.label : `${benefit.key}: ${JSON.stringify(benefit.value)}`)
}

function innerText(rule: Rule): string {
  return 'metric' in rule ? ruleText(rule) : `(${ruleText(rule)})`
}
