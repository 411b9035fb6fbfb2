/** A whole service over a database in memory, and sites that answer what a test says. */
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from './parts.ts'

export const NOW = Date.UTC(2015, 5, 10, 12)
const BASE = 'https://feeds.example'
const SECRETS: Readonly<Record<string, string>> = {
  SOURCE_KEY: 'key-of-source',
  SOURCE_COOKIE: 'session=of-source; lang=ku\n',
  API_TOKEN: 'token',
}

type Answer = {
  readonly body?: string
  readonly type?: string
  readonly status?: number
  readonly headers?: Record<string, string>
}
export type Sites = ReturnType<typeof openSites>
type Json = Readonly<Record<string, unknown>>

export function openSites(pages: Record<string, Answer>, sources: Channel['sources'] = []) {
  const asked: { readonly url: string; readonly headers: Record<string, string> }[] = []
  const clock = { now: NOW }
  const fetch: Fetch = async (url, { headers }) => {
    asked.push({ url, headers })
    const { body = '', type = 'text/html', status = 200, headers: more } = pages[url] ?? { status: 404 }
    return new Response(body, { status, headers: { 'content-type': type, ...more } })
  }
  const channel: Channel = {
    id: 'ara-news',
    title: 'ARA News',
    description: 'News',
    language: 'en',
    tag: 'aranews.net,2013',
    hosts: ['aranews.net'],
    linkTo: 'original',
    sources,
  }
  const db = openDatabase(':memory:')
  const service = createService({
    db,
    fetch,
    channels: [channel],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    secret: (name) => (name.startsWith('SOURCE_') ? SECRETS[name] : undefined),
    now: () => clock.now,
  })
  const ask = async (path: string, method = 'GET', json?: unknown, token = 'token') => {
    const headers = {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const response = await service.app.request(`${BASE}${path}`, { method, headers, ...body })
    const text = await response.text()
    return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Json }
  }
  const add = (source: object) => ask('/api/sources', 'POST', source)
  const preview = (input: object) => ask('/api/preview', 'POST', input)
  const refresh = (id: string) => ask(`/api/sources/${id}/refresh`, 'POST')
  const titles = async () => {
    const { json } = await ask('/api/items')
    return (json.items as { readonly title?: string }[]).map(({ title }) => title)
  }
  return { db, service, clock, pages, asked, ask, add, preview, refresh, titles }
}

export function rss(...titles: string[]): Answer {
  const items = titles.map((title) => `<item><title>${title}</title><guid isPermaLink="false">${title}</guid></item>`)
  return { body: `<rss version="2.0"><channel><title>Site</title>${items.join('')}</channel></rss>`, type: 'text/xml' }
}

export function html(head: string, body = 'Hello'): Answer {
  return { body: `<!doctype html><html><head><title>Site</title>${head}</head><body>${body}</body></html>` }
}
