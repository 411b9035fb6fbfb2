/** A service with drafts, its clock and what is asked of it; for tests of both runtimes. */
import type { Channel } from '../../src/model/model.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { COMMON_PARTS } from './parts.ts'

export const BASE = 'https://feeds.example'
export const NOW = Date.UTC(2015, 5, 10, 12)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const iso = (offset: number) => new Date(NOW + offset).toISOString()

const common = { description: 'News', language: 'en', hosts: [], linkTo: 'permalink', sources: [] } as const
export const NEWS: Channel = { ...common, id: 'news', title: 'News', tag: 'news.example,2013' }
export const SPORT: Channel = { ...common, id: 'sport', title: 'Sport', tag: 'sport.example,2013' }

export type Json = { readonly [name: string]: unknown }
export type DraftJson = Json & {
  readonly title: string
  readonly _ara: { readonly code: string; readonly state?: string; readonly [name: string]: unknown }
}

export const STORY = { title: 'The bridge opens', content_text: 'The bridge over the river was opened again.' }

export function openDesk(db: Db, channels: readonly Channel[] = [NEWS, SPORT], clock = { now: NOW }) {
  const service = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels,
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
  })
  const ask = async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const headers = { authorization: 'Bearer token', 'content-type': type }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await service.app.request(path, { method, headers, ...(body === undefined ? {} : { body: text }) })
    return { status: response.status, headers: response.headers, json: (await response.json()) as DraftJson }
  }
  const write = async (json: unknown) => (await ask('POST', '/api/drafts', json)).json._ara.code
  const list = async (query = '') => ((await ask('GET', `/api/drafts${query}`)).json.items as DraftJson[]) ?? []
  const titles = async () => {
    const { items } = (await (await service.app.request('/feed.json')).json()) as { items: { title: string }[] }
    return items.map(({ title }) => title)
  }
  const file = (name: string, text: string, former: readonly string[] = []) =>
    service.takeFile(name, new TextEncoder().encode(text), { former })
  return { db, service, clock, ask, write, list, titles, file }
}
