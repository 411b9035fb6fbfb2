/** A whole service over a database in memory, with readers, a hub's subscriber and a webhook, and a source to be polled. */
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from './parts.ts'
import { toPaths } from './routes.ts'

export const NOW = Date.UTC(2015, 5, 10, 12)
const BASE = 'https://feeds.example'

export const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [{ id: 'wire', url: 'https://wire.example/feed' }],
}

type Item = {
  readonly id: string
  readonly _ara: { readonly code: string; readonly permalink: string }
}

export type Newsdesk = Awaited<ReturnType<typeof openNewsdesk>>

/** @param channels the first of them has the source; `ara-news` alone where none are given */
export async function openNewsdesk(channels: readonly Channel[] = [channel]) {
  const clock = { now: NOW }
  const sent: string[] = []
  const posted: { readonly url: string; readonly body: string }[] = []
  const source = { body: '' }
  const fetch: Fetch = async (url, { body }) => {
    if (url.startsWith('https://wire.example/'))
      return new Response(source.body, { headers: { 'content-type': 'application/xml' } })
    if (body !== undefined) {
      sent.push(new TextDecoder().decode(body))
      posted.push({ url, body: sent.at(-1) ?? '' })
    }
    return new Response(new URL(url).searchParams.get('hub.challenge') ?? '')
  }
  const db = openDatabase(':memory:')
  const service = createService({
    db,
    fetch,
    channels,
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    now: () => clock.now,
  })
  const ask = async (path: string, method = 'GET', json?: unknown) => {
    const headers = {
      authorization: 'Bearer token',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    return service.app.request(`${BASE}${path}`, { method, headers, ...body })
  }
  const call = async <T = Item>(path: string, method = 'GET', json?: unknown): Promise<T> => {
    const response = await ask(path, method, json)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const push = async () => {
    for (let round = 0; round < 5; round++) {
      clock.now += 60_000
      await service.push()
    }
  }
  const subscribe = async () => {
    for (const format of EVERY_FORMAT) {
      const form = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.topic': `${BASE}/feed.${format}`,
        'hub.callback': `https://reader.example/${format}`,
      })
      await service.app.request(`${BASE}/hub`, { method: 'POST', body: form })
    }
    await call('/api/webhooks', 'POST', { url: 'https://partner.example/hook' })
    await push()
  }
  const patch = (id: string, fields: object) => call(`/api/items/${encodeURIComponent(id)}`, 'PATCH', fields)
  const edit = async (items: readonly string[], fields: (index: number) => object) => {
    for (const [index, id] of items.entries()) await patch(id, fields(index))
  }
  return {
    db,
    service,
    clock,
    sent,
    posted,
    source,
    ask,
    call,
    push,
    subscribe,
    patch,
    edit,
    walk: (ids: readonly string[]) => walk(service, call, ids),
  }
}

/** Every public document and page, by its address: also those of the old WordPress, which are in no table. */
async function walk(
  { app }: ReturnType<typeof createService>,
  call: (path: string) => Promise<Item>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const items = await Promise.all(ids.map((id) => call(`/api/items/${encodeURIComponent(id)}`)))
  const permalinks = items.map(({ _ara }) => new URL(_ara.permalink).pathname)
  const [, years, months, slugs] = [0, 1, 2, 3].map((part) => [
    ...new Set(permalinks.map((path) => path.split('/')[part] ?? '')),
  ])
  const codes = items.map(({ _ara }) => _ara.code)
  const paths = toPaths(app, {
    channel: ['ara-news'],
    facet: ['tag', 'place', 'author', 'lang', 'source'],
    value: ['syria', 'qamishli', 'egid-yousef', 'en', 'wire'],
    year: years ?? [],
    month: months ?? [],
    slug: slugs ?? [],
    code: codes.flatMap((code) => [code, `${code}+`, `${code}.svg`]),
    hash: ['0'.repeat(64)],
    id: ['1', 'wire'],
    token: ['none'],
    part: ['sitemap-1.xml'],
    '/api/items/*': ids.map(encodeURIComponent),
    '/wp-json/*': [
      'wp/v2/posts',
      'wp/v2/posts?search=bridge',
      'wp/v2/posts/1',
      'wp/v2/posts/92',
      'wp/v2/tags',
      'wp/v2/users',
      'wp/v2/comments',
    ],
  })
  const old = [
    '/feed/',
    '/ara-news/feed.atom?limit=1',
    '/?s=bridge',
    '/?q=bridge',
    '/feed.rss?q=bridge',
    '/tag/syria/',
    '/author/egid-yousef/',
    '/2015/06/',
  ]
  const all = [...paths, ...old, '/api/items?limit=100', '/ara-news/feed.json?tag=syria']
  const found = new Map<string, string>()
  for (const path of all) {
    const response = await app.request(`https://feeds.example${path}`, { headers: { authorization: 'Bearer token' } })
    found.set(
      path,
      `${response.status} ${JSON.stringify([...response.headers].filter(([name]) => name !== 'content-length'))}\n${await response.text()}`,
    )
  }
  return found
}
