import type { Channel, PollState } from '../../src/model/model.ts'
import { type Fetch, standardLimits } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import type { Poller } from '../../src/poll/claim.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { loadPolls } from '../../src/store/polls.ts'

/** A poller over an empty database, with a clock and a network of pages that the test turns. */

export const HOUR = 3_600_000
export const START = Date.UTC(2015, 5, 4, 12, 0, 0)

export type Page = (method?: string) => Response | Promise<Response>
type Sources = Readonly<Record<string, string>>

export function openNewsroom(sources: Sources, more: Partial<Channel['sources'][number]> = {}) {
  const clock = { now: START }
  const pages = new Map<string, Page>()
  const asked: { readonly method: string; readonly url: string; readonly headers: Record<string, string> }[] = []
  const lines: string[] = []
  const write = (message: string) => void lines.push(message)
  const channel: Channel = {
    id: 'ara',
    title: 'ARA News',
    description: 'News',
    language: 'en',
    tag: 'aranews.net,2013',
    hosts: ['aranews.net', 'www.aranews.net'],
    linkTo: 'permalink',
    agency: 'ARA News',
    sources: Object.entries(sources).map(([id, url]) => ({ id, url, ...more })),
  }
  const fetch: Fetch = async (url, { method, headers }) => {
    asked.push({ method, url, headers })
    const page = pages.get(url)
    return page === undefined ? new Response('', { status: 404 }) : page(method)
  }
  const db = openDatabase(':memory:')
  const poller: Poller = {
    db,
    net: { fetch, now: () => clock.now, allowPrivate: [], userAgent: 'test', limits: standardLimits },
    channels: [channel],
    now: () => clock.now,
    random: () => 0.5,
    secret: (name) => (name === 'SOURCE_LOGIN' ? 'azad:secret' : undefined),
    pause: async () => undefined,
    log: { info: write, warn: write, error: write },
  }
  const stateOf = async (id: string): Promise<PollState> => {
    const state = (await loadPolls(db)).get(id)
    if (state === undefined) throw new Error(`There is no state of ${id}.`)
    return state
  }
  const titles = async () => (await loadItems(db, { limit: 100 })).map((item) => item.content.title)
  return { poller, db, clock, pages, asked, lines, stateOf, titles }
}

export type Story = {
  readonly title: string
  readonly guid?: string
  readonly link?: string
  readonly text?: string
  /** Milliseconds since 1970. */
  readonly date?: number
}

export function toRss(stories: readonly Story[], channel = '<title>ARA News</title>'): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel>${channel}${stories.map(toRssItem).join('')}</channel></rss>`
}

function toRssItem({ title, guid, link, text, date }: Story): string {
  const fields = [
    `<title>${title}</title>`,
    guid && `<guid isPermaLink="false">${guid}</guid>`,
    link && `<link>${link}</link>`,
    date !== undefined && `<pubDate>${new Date(date).toUTCString()}</pubDate>`,
    `<description>${text ?? `What ${title} is about, told in one sentence.`}</description>`,
  ]
  return `<item>${fields.filter(Boolean).join('')}</item>`
}

export function serve(text: string, headers: Record<string, string> = {}): Page {
  return () => new Response(text, { headers: { 'content-type': 'application/rss+xml', ...headers } })
}
