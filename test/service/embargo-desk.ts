/**
 * A newsroom in which much goes on: stories by every way in, a subscriber, a webhook; and, if it is asked, drafts and
 * scheduled stories besides, whose every word is marked.
 */
import * as zlib from 'node:zlib'
import { createCompress } from '../../src/http/documents/finished.ts'
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { COMMON_PARTS } from './parts.ts'

export const BASE = 'https://feeds.example'
export const NOW = Date.UTC(2015, 5, 10, 12)
const HOUR = 3_600_000
/** When the first is due. */
export const DUE = NOW + HOUR

const common = { description: 'News', hosts: ['news.example'], linkTo: 'permalink' } as const
const SOURCE = { id: 'wire', url: 'https://wire.example/feed' }
const channels: readonly Channel[] = [
  { ...common, id: 'news', title: 'News', language: 'en', tag: 'news.example,2013', sources: [SOURCE] },
  // Nothing public is in it.
  { ...common, id: 'desk', title: 'Desk', language: 'de', tag: 'desk.example,2013', sources: [] },
]

const FEED = `<rss version="2.0"><channel><title>Wire</title>
  <item><guid>urn:wire:1</guid><title>The wire says it</title><description>The wire said so.</description></item>
  </channel></rss>`

/** What went out of the house. */
type Sent = { readonly method: string; readonly url: string; readonly body: string }

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Told of what others are asked and told. */
function createWorld(sent: Sent[]): Fetch {
  return async (address, { method, body }) => {
    sent.push({ method, url: address, body: new TextDecoder().decode(body ?? new Uint8Array()) })
    const url = new URL(address)
    if (url.host === 'wire.example') return new Response(FEED, { headers: { 'Content-Type': 'application/rss+xml' } })
    if (url.host === 'news.example') return new Response('', { status: 404 })
    return new Response(url.searchParams.get('hub.challenge') ?? '')
  }
}

export async function openDesk(db: Db) {
  const clock = { now: NOW }
  const sent: Sent[] = []
  const service = createService({
    db,
    fetch: createWorld(sent),
    channels,
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    sign: () => new Uint8Array(32),
    compress: createCompress(zlib),
    now: () => clock.now,
  })
  const call = async <T = { readonly _ara: { readonly code: string } }>(
    path: string,
    body: unknown,
    method = 'POST',
    type = 'application/json',
  ): Promise<T> => {
    const headers = { authorization: 'Bearer token', 'content-type': type }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await service.app.request(path, { method, headers, body: text })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  // The change log's epoch is made at random with the database.
  await db.run(`UPDATE meta SET value = 'epoch' WHERE name = 'epoch'`)
  return { db, service, clock, sent, call, channels }
}

const toPlainStory = (number: number) => ({
  id: `https://news.example/${number}`,
  title: `The bridge ${number} opens`,
  content_text: `The bridge ${number} over the river was opened again.`,
  authors: [{ name: 'Azad' }],
  tags: ['Bridge'],
  image: 'https://news.example/bridge.jpg',
  date_published: new Date(NOW - number * HOUR).toISOString(),
})

/** What both have before the drafts. */
export async function begin({ call, service }: Desk): Promise<void> {
  await service.start()
  const hub = (topic: string) =>
    service.app.request('/hub', {
      method: 'POST',
      body: new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.topic': `${BASE}${topic}`,
        'hub.callback': `https://reader.example${topic}`,
      }),
    })
  for (const topic of ['/feed.json', '/desk/feed.atom']) await hub(topic)
  await call('/api/webhooks', { url: 'https://partner.example/hook' })
  for (let number = 1; number <= 3; number++) await call('/api/items', toPlainStory(number))
  await goOn(service)
}

/** … and what goes on after them, by every way. */
export async function carryOn({ call, service }: Desk): Promise<void> {
  const { _ara } = await call('/api/items', toPlainStory(4))
  await call(`/api/items/${_ara.code}`, { title: 'The bridge 4 is open' }, 'PATCH')
  const { _ara: other } = await call('/api/items', toPlainStory(5))
  await call(`/api/items/${other.code}`, { reason: 'Wrong' }, 'DELETE')
  await call('/api/items', 'The dock opens\n\nThe dock was opened again.\n', 'POST', 'text/plain')
  await call('/api/links', { url: 'https://news.example/about', alias: 'about' })
  await service.takeFile('pier.md', new TextEncoder().encode('The pier opens\n\nThe pier was opened again.\n'))
  await service.pollDue()
  await goOn(service)
}

/** Everything that is done by the clock. */
export async function goOn(service: Desk['service']): Promise<void> {
  await service.lookAtClock()
  await service.publishDue()
  await service.mirrorPictures()
  await service.checkOriginals()
  await service.finishErasing()
  await service.runSteps()
  await service.sumClicks()
  while (await service.push());
  await service.idle()
}

const TIMES = 5

const toMarked = (number: number) => ({
  id: `https://news.example/zqxvid${number}`,
  title: `Zqxvtitle ${number}`,
  content_html: `<p>Zqxvtext ${number} was there (<a href="https://news.example/zqxvlink">here</a>), and people said much about it.</p>`,
  authors: [{ name: `Zqxvauthor ${number % 7}` }],
  tags: ['Zqxvtag', 'Bridge'],
  image: `https://news.example/zqxv${number}.jpg`,
  language: 'tr',
  channel: 'desk',
  _ara: { dateline: 'Zqxvdateline', places: [{ name: 'Zqxvplace' }] },
})

/** Ways in of what is not public, each in its turn; every other one waits for its time. */
export async function addDrafts(desk: Desk, count: number): Promise<readonly string[]> {
  const { call, service } = desk
  const rest: object[] = []
  for (let number = 0; number < count; number++) {
    const at = new Date(DUE + (number % TIMES) * 1000).toISOString()
    const story = toMarked(number)
    const timed = number % 2 === 0
    // Most of them in chunks, as imports come.
    if (number >= 24) rest.push({ ...story, ...(timed ? { date_published: at } : { draft: true }) })
    else if (number % 4 === 0) await call('/api/items', { ...story, date_published: at })
    else await call('/api/drafts', timed ? { ...story, publish_at: at } : { ...story, note: 'Zqxvnote' })
  }
  for (let from = 0; from < rest.length; from += 100) {
    const json = { version: 'https://jsonfeed.org/version/1.1', title: '', items: rest.slice(from, from + 100) }
    const items = service.readFile('z.json', new TextEncoder().encode(JSON.stringify(json)))
    await call('/api/import', { items, drafts: true, channel: 'desk' })
  }
  await handIn(desk)
  const { items } = await ask<{ items: { _ara: { code: string } }[] }>(desk, '/api/drafts?limit=200')
  return items.map(({ _ara }) => _ara.code)
}

/** What becomes of drafts besides: changed, deleted, those of files; pictures of theirs. */
async function handIn({ call, service }: Desk): Promise<void> {
  const { _ara } = await call('/api/drafts', { title: 'Zqxvgone', content_text: 'Zqxvgone it is.' })
  await call(`/api/drafts/${_ara.code}`, { tags: ['Zqxvother'] }, 'PATCH')
  await call(`/api/drafts/${_ara.code}`, {}, 'DELETE')
  const file = '---\ndraft: true\ntags: [Zqxvfiletag]\nslug: zqxv-file\n---\nZqxvfile\n\nZqxvfile it is.\n'
  await service.takeFile('zqxvfile.md', new TextEncoder().encode(file))
}

async function ask<T>({ service }: Desk, path: string): Promise<T> {
  const response = await service.app.request(path, { headers: { authorization: 'Bearer token' } })
  return (await response.json()) as T
}

/** The titles that are to be public after the tick. */
export function toDueTitles(count: number): string[] {
  return Array.from({ length: Math.ceil(count / 2) }, (_, index) => `Zqxvtitle ${index * 2}`).sort()
}
