/** Everything of the newsroom's own is a word of its own, and then every address is asked for without the token. */
import { expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { saveFault } from '../../src/store/faults.ts'
import { savePoll } from '../../src/store/polls.ts'
import { channel, type Newsdesk, NOW, openNewsdesk } from './newsdesk.ts'
import { toPaths } from './routes.ts'

const MARK = /zqxv[a-z]+/gi

const declared: Channel = {
  ...channel,
  sources: [
    {
      id: 'wire',
      url: 'https://zqxvuser:zqxvpassword@wire.example/zqxvpath?key=zqxvquery',
      title: 'The wire',
      headers: { 'X-Key': 'zqxvheader' },
      cookie: 'SOURCE_ZQXVCOOKIE',
      credentials: { type: 'basic', secret: 'SOURCE_ZQXVSECRET' },
      userAgent: 'zqxvagent',
      tags: ['zqxvfolder'],
      block: [{ title: 'zqxvrule' }],
    },
  ],
}

/** Sources, faults, webhooks, readers' and callbacks. */
async function fill({ call, db, subscribe, push }: Newsdesk): Promise<string> {
  const { id } = await call('/api/items', 'POST', { id: 'urn:one', title: 'A bridge opens', content_text: 'It did.' })
  await call('/api/items', 'POST', { id: 'urn:two', title: 'Another one', content_text: 'It did too.' })
  await call('/api/sources', 'POST', {
    url: 'https://partner.example/zqxvprivate/zqxvtoken/feed?k=zqxvk',
    page: { item: 'a' },
  })
  const state = { source: 'wire', due: NOW, paused: false, gone: false, failures: 3, faultSince: NOW, polledAt: NOW }
  await savePoll(db, {
    ...state,
    fault: 'zqxvhost.example answered 500 at https://wire.example/zqxvpath.',
    warnings: ['zqxvwarning is odd.'],
    hubs: ['https://zqxvhub.example/'],
    adoptedUrl: 'https://wire.example/zqxvadopted',
    movedTo: 'https://zqxvmoved.example/',
  })
  for (const subject of ['file:zqxvfile.txt', 'held:zqxvheld.txt', 'store:wire', 'webhook:1', 'caches'])
    await saveFault(db, subject, `zqxvsentence of ${subject}.`, NOW)
  await call('/api/webhooks', 'POST', { url: 'https://zqxvpartner.example/zqxvhook' })
  await call('/api/links', 'POST', { item: id, alias: 'named' })
  await call('/api/links/named', 'PATCH', { item: 'urn:two' })
  await subscribe()
  await push()
  return id
}

test('without the token no address, header or error says a word of the newsroom’s', async () => {
  const desk = await openNewsdesk([declared])
  const id = await fill(desk)
  const { app } = desk.service
  const paths = toPaths(app, {
    channel: ['ara-news'],
    facet: ['tag', 'place', 'author', 'lang', 'source'],
    value: ['wire', 'partner-example', 'editor', 'en'],
    year: ['2015'],
    month: ['06'],
    slug: ['a-bridge-opens', 'no-such'],
    code: ['named', 'named+', 'no-such', 'no-such+'],
    hash: ['0'.repeat(64)],
    id: ['1', 'wire', 'partner-example', 'no-such'],
    token: ['none'],
    part: ['sitemap-0.xml'],
    '/api/items/*': [encodeURIComponent(id), 'no-such'],
    '/wp-json/*': ['', 'wp/v2/posts', 'wp/v2/users', 'wp/v2/types', 'wp/v2/settings'],
  })
  const told = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(`https://feeds.example${path}`, { redirect: 'manual', ...init })
    const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`
    return [...new Set(text.match(MARK))].map((word) => `${init.method ?? 'GET'} ${path}: ${word}`)
  }
  const queries = ['', '?sources', '?source=wire', '?limit=200', '?state=retracted']
  const found: string[] = []
  for (const path of paths) {
    for (const query of queries) found.push(...(await told(path + query)))
    for (const method of ['POST', 'PATCH', 'DELETE', 'PUT']) found.push(...(await told(path, { method, body: '{' })))
  }
  expect(found).toEqual([])
  const own = await (await desk.ask('/api/sources')).text()
  expect(new Set(own.match(MARK)).size).toBeGreaterThan(10)
})
