import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { load } from 'cheerio'
import { type Backends, startBackends } from '../src/backends.js'
import { type Demo, openDemo } from '../src/demo.js'
import { createSite, type Site } from '../src/server.js'

export const providers = ['memory', 'wix', 'capillary', 'vinr', 'scrip'] as const

/** The shop on a port of its own, with the backends behind it. */
export interface Running {
  url: string
  backends: Backends
  demo: Demo
  log: string[]
  close(): Promise<void>
}

/** Opens the shop on one provider as `npm start` does, on a free port. */
export async function openShop(use: string, timeoutMs?: number): Promise<Running> {
  const backends = await startBackends()
  const demo = await openDemo(backends, use, timeoutMs)
  const log: string[] = []
  const served = await serveSite({ ...demo, log: (line) => log.push(line) })
  const close = async (): Promise<void> => {
    await served.close()
    await demo.close()
    await backends.close()
  }
  return { url: served.url, backends, demo, log, close }
}

/** Serves a site on a free port of 127.0.0.1. */
export async function serveSite(site: Site): Promise<{ url: string; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: (await createSite(site)).fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

/** A page as a visitor without a browser gets it. */
export interface Got {
  status: number
  headers: string
  html: string
  $: ReturnType<typeof load>
  /** What is read on it, in one line. */
  text: string
}

/** Somebody who keeps cookies, follows redirects and sends forms, as a browser without script does. */
export class Visitor {
  private cookie = ''

  constructor(private readonly url: string) {}

  async get(path = '/'): Promise<Got> {
    return this.take(await fetch(this.url + path, { headers: { cookie: this.cookie }, redirect: 'manual' }))
  }

  async post(path: string, fields: Record<string, string> = {}, origin = this.url): Promise<Got> {
    const headers = { cookie: this.cookie, origin }
    const body = new URLSearchParams(fields)
    return this.take(await fetch(this.url + path, { method: 'POST', headers, body, redirect: 'manual' }))
  }

  private async take(response: Response): Promise<Got> {
    const cookie = response.headers.get('set-cookie')
    if (cookie !== null) this.cookie = cookie.split(';')[0] ?? ''
    const to = response.headers.get('location')
    if (response.status === 303 && to !== null) return this.get(to)
    const html = await response.text()
    const $ = load(html)
    const text = $('main').text().replace(/\s+/g, ' ').trim()
    return { status: response.status, headers: JSON.stringify([...response.headers]), html, $, text }
  }
}
