import { cleanFeed, cleanItem } from '../../src/clean/clean.ts'
import { toIndex } from '../../src/clean/content.ts'
import { createLayOver } from '../../src/clean/edited.ts'
import { withOwnAddresses } from '../../src/clean/identity/base.ts'
import { createClickCounter } from '../../src/clicks/clicks.ts'
import { FetchError } from '../../src/errors.ts'
import { isSelector } from '../../src/extract/selector.ts'
import { createApp } from '../../src/http/app.ts'
import type { Backend, TakingIn } from '../../src/http/backend.ts'
import { createDocumentCache } from '../../src/http/documents/cache.ts'
import { createLimits } from '../../src/http/limits.ts'
import { createWaiting } from '../../src/http/waiting.ts'
import { takeNames } from '../../src/intake/names.ts'
import type { Channel, Item } from '../../src/model/model.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { parse } from '../../src/read/parse.ts'
import { loadMark } from '../../src/store/feeds/changes.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { withVault } from '../../src/store/statements.ts'
import { KEY } from '../service/parts.ts'

export const TOKEN = 'correct-horse-battery'
export const BASE = 'https://feeds.example'
export const NOW = Date.UTC(2015, 5, 10, 12)

export const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News from the region',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net', 'www.aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [{ id: 'aranews', url: 'https://user:secret@aranews.net/feed/?key=hidden', title: 'ARA News' }],
}

/** A service over a database in memory, and what was said to its log. */
export type TestBackend = {
  readonly db: Database
  readonly backend: Backend
  readonly logged: string[]
  /** What is no fault. */
  readonly informed: string[]
  readonly clock: { now: number }
  /** Sends a request; `token: true` with the right token. */
  readonly ask: (path: string, init?: Init) => Promise<Response>
  /** Takes in story text as if it had been there at `at`. */
  readonly take: (text: string, contentType?: string) => Promise<string>
}

type Init = {
  readonly method?: string
  readonly token?: boolean | string
  readonly json?: unknown
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function openBackend(fields: Partial<Backend> = {}): TestBackend {
  const database = openDatabase(':memory:')
  const db = withVault(database, createVault([KEY]))
  const clock = { now: NOW }
  const logged: string[] = []
  const informed: string[] = []
  const sayTo = (lines: string[]) => (message: string, facts?: object) =>
    lines.push(`${message} ${JSON.stringify(facts)}`)
  const say = sayTo(logged)
  const channels = fields.channels ?? [channel]
  const layOver = createLayOver(channels)
  const save = (items: readonly Item[], owner: string, { db: way = db, ...how }: TakingIn = {}) => {
    const arrival = { channel, owner, ranks: {}, mode: 'live' as const, now: clock.now, toIndex, layOver, base: BASE }
    return saveItems(way, items, { ...arrival, ...how })
  }
  const read = (bytes: Uint8Array, contentType?: string, url?: string) => {
    const origin = { ...(contentType ? { contentType } : {}), ...(url ? { url } : {}) }
    const feed = parse(bytes, origin)
    const items = cleanFeed(feed, origin, { channel })
    return { feed: withOwnAddresses(feed, origin), items, ...(url ? { url } : {}) }
  }
  const backend: Backend = {
    db,
    channels,
    base: BASE,
    token: TOKEN,
    version: '1.2.3',
    now: () => clock.now,
    log: { info: sayTo(informed), warn: say, error: say },
    cache: createDocumentCache(1_000_000),
    clicks: createClickCounter(),
    limit: createLimits(),
    waiting: createWaiting({ written: () => database.written(), loadMark: () => loadMark(db) }),
    findTroubles: async () => [],
    preview: async ({ bytes, contentType, url }) => {
      if (bytes !== undefined) return read(bytes, contentType, url)
      if (url?.includes('127.0.0.1')) throw new FetchError('private', '127.0.0.1 is a private address.')
      throw new FetchError('network', `${url} could not be reached.`)
    },
    discover: async (url) => {
      if (url.includes('site.example')) return new URL('/feed.xml', url).href
      throw new FetchError('network', `${url} could not be reached.`)
    },
    isSelector,
    refresh: async () => ({ outcome: 'changed', added: 2, updated: 1, next: NOW + 3_600_000 }),
    takeDocument: async (bytes, contentType, owner, _channel, how) => {
      const { feed, items } = read(bytes, contentType)
      await takeNames(db, feed.names ?? [], channel.id)
      return save(items, owner, how)
    },
    writeDraft: async () => ({ outcome: 'added', code: '' }),
    rewriteDraft: async () => {},
    publishDraft: async () => ({ outcome: 'added', key: '', id: '', code: '', row: 0 }),
    takePicture: async (bytes) => ({ isNew: true, hash: '0'.repeat(64), type: 'image/png', size: bytes.length }),
    takeReceived: async (received) =>
      save(
        received.map((one) => cleanItem(one, { channel })),
        'import',
      ),
    takeNames: (names) => takeNames(db, names, channel.id),
    ...fields,
  }
  const app = createApp(backend)
  const ask = async (path: string, init: Init = {}) => app.request(`${BASE}${path}`, toRequestInit(init))
  const take = async (text: string, contentType = 'text/plain; charset=utf-8') => {
    const [saved] = await backend.takeDocument(new TextEncoder().encode(text), contentType, 'editor')
    if (saved === undefined) throw new Error('The story was not taken in.')
    return saved.id
  }
  return { db: database, backend, logged, informed, clock, ask, take }
}

/** Who says nothing of itself is no person. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'

function toRequestInit({ method, token, json, body, type, headers }: Init): RequestInit {
  const all = new Headers({ 'User-Agent': BROWSER, ...headers })
  if (token) all.set('Authorization', `Bearer ${token === true ? TOKEN : token}`)
  if (json !== undefined) all.set('Content-Type', 'application/json')
  if (type !== undefined) all.set('Content-Type', type)
  const content = json === undefined ? body : JSON.stringify(json)
  const streaming = content instanceof ReadableStream ? { duplex: 'half' } : {}
  return { method: method ?? 'GET', headers: all, ...(content === undefined ? {} : { body: content }), ...streaming }
}

/** Story text in the agency's form. */
export function story(headline: string, lede: string, more = 'More is expected on Friday.'): string {
  return `${headline}\n\nARA News\n\nQamishli, Syria – ${lede}\n\n${more}\n\nReporting by: Egid Yousef\n\nSource: ARA News\n`
}

/** The story as a feed names it. */
export type Listed = {
  readonly id: string
  readonly url: string
  readonly title?: string
  readonly _ara: { readonly short_url: string; readonly code: string; readonly permalink: string }
}

export async function list(backend: TestBackend, path = '/feed.json'): Promise<Listed[]> {
  const response = await backend.ask(path)
  return ((await response.json()) as { readonly items: Listed[] }).items
}
