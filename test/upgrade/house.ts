/** A service with a clock and a network of its own, for whichever version's `createService` it is given. */
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import type { Parts } from '../../src/parts.ts'
import type { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { type Document, toBytes } from './documents.ts'

export const BASE = 'https://feeds.example'
export const START = Date.UTC(2016, 2, 10, 12)
export const DAY = 86_400_000
export const TOPIC = `${BASE}/feed.atom`

const SELECTORS = { item: '.item', title: 'h2', link: 'h2 a', date: 'time', author: '.by', summary: '.text' }

export const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net', 'www.aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [
    { id: 'aranews', url: 'https://aranews.net/feed/' },
    { id: 'mirror', url: 'https://www.aranews.net/feed/' },
    { id: 'atom', url: 'https://atom.example/feed' },
    { id: 'json', url: 'https://json.example/feed' },
    { id: 'greek', url: 'https://greek.example/feed' },
    { id: 'page', url: 'https://page.example/news', page: SELECTORS },
    { id: 'anchors', url: 'https://anchors.example/feed' },
    { id: 'full', url: 'https://full.example/feed', fullText: true },
  ],
}

/** What was sent to others: the hub's subscribers and webhooks. */
export type Sent = { readonly url: string; readonly body: string }

export type House = ReturnType<typeof openHouse>

/** @param documents what the network holds; may be changed while the house is open */
export function openHouse(create: typeof createService, db: Db, documents: Map<string, Document>) {
  const clock = { now: START }
  const sent: Sent[] = []
  const asked: string[] = []
  const faults: string[] = []
  const fetch: Fetch = async (url, { method, body }) => {
    asked.push(url)
    const document = documents.get(url)
    if (document !== undefined) return new Response(toBytes(document), { headers: { 'content-type': document.type } })
    const challenge = new URL(url).searchParams.get('hub.challenge')
    if (method === 'POST') sent.push({ url, body: new TextDecoder().decode(body) })
    return new Response(challenge ?? '', { status: method === 'POST' || challenge !== null ? 200 : 404 })
  }
  const note = (message: string, facts?: unknown) => void faults.push(`${message} ${JSON.stringify(facts)}`)
  const parts: Parts = {
    db,
    fetch,
    channels: [channel],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    version: '0',
    log: { info: () => {}, warn: note, error: note },
    now: () => clock.now,
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
  }
  const service = create(parts)
  const ask = (path: string, method: string, body: string, type = 'application/json') =>
    Promise.resolve(
      service.app.request(path, { method, body, headers: { authorization: 'Bearer token', 'content-type': type } }),
    )
  return { clock, sent, asked, faults, service, ask }
}

/** Polls everything that is due a while later, and tells whoever is to be told, until nothing is left to do. */
export async function live({ clock, service }: House, milliseconds: number): Promise<void> {
  clock.now += milliseconds
  await service.pollDue()
  for (let round = 0; round < 10; round++) {
    // The first version that can be filled from here told nobody yet.
    await service.push?.()
    clock.now += 1_000
  }
}
