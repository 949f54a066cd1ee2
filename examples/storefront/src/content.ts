import type { html } from 'hono/html'
import type { Shopper, View } from './rewards.js'

/** Rendered HTML. All text of others in it is escaped. */
export type Html = ReturnType<typeof html>

/** What is told once at the top of the page when something went well. */
export const notices = {
  joined: 'Welcome! You are a member now.',
  bought: 'Thank you for your order. Its points are booked; it can take a few minutes until they count.',
}

/** The name of a notice. */
export type Notice = keyof typeof notices

/** Whether a text names a notice. */
export const isNotice = (text: string | undefined): text is Notice =>
  text !== undefined && Object.hasOwn(notices, text)

/** All that the rewards page is made from. */
export interface Page extends View {
  shoppers: readonly Shopper[]
  /** The number that the next order will have. */
  order: string
  notice?: Notice
}
