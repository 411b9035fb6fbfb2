import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'

const FEED = 'https://a.example/feed'
const item = (title: string) => `<item><title>${title}</title><guid>urn:${title}</guid></item>`
const RSS = `<rss version="2.0"><channel><title>A</title>${item('Floods')}${item('Sport')}</channel></rss>`
const PAGE = '<article><h2><a href="/1">Floods</a></h2></article><article><h2><a href="/2">Sport</a></h2></article>'
const login = { type: 'header', name: 'x-key', secret: 'SOURCE_KEY' } as const

const channel: Channel = {
  id: 'desk',
  title: 'Desk',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  sources: [
    { id: 'a', url: FEED, block: [{ title: 'sport' }], credentials: login },
    { id: 'page', url: 'https://a.example/', page: { item: 'article' }, keep: [{ title: 'sport' }] },
    { id: 'odd', url: 'https://odd.example/', credentials: { ...login, secret: 'API_TOKEN' } },
  ],
}

type Shown = { readonly title: string; readonly _ara: { readonly left_out?: string } }
type Json = { readonly items?: readonly Shown[]; readonly detail?: string; readonly [name: string]: unknown }

function open() {
  const fetch: Fetch = async (url, { headers }) => {
    if (url === 'https://a.example/') return new Response(PAGE, { headers: { 'content-type': 'text/html' } })
    return new Response(RSS, { status: url === FEED && headers['x-key'] === 'key' ? 200 : 401 })
  }
  const { app } = createService({
    db: openDatabase(':memory:'),
    fetch,
    channels: [channel],
    config: { baseUrl: 'https://feeds.example', apiToken: 'token', allowPrivate: [] },
    version: '1',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => Date.UTC(2015, 5, 10),
    random: () => 0.5,
    pause: async () => {},
    secret: (name) => (name === 'SOURCE_KEY' ? 'key' : undefined),
  })
  const ask = async (path: string, body: unknown, type = 'application/json', method = 'POST') => {
    const headers = { authorization: 'Bearer token', 'content-type': type }
    const content = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app.request(path, { method, headers, body: content })
    return { status: response.status, json: (await response.json()) as Json }
  }
  const preview = async (body: unknown, query = '', type?: string) => {
    const { status, json } = await ask(`/api/preview${query}`, body, type)
    return json.items?.map(({ title, _ara }) => [title, _ara.left_out]) ?? [status, json.detail]
  }
  return { ask, preview }
}

const BLOCKED = [
  ['Floods', undefined],
  ['Sport', 'block: title has “sport”'],
]

describe('a preview', () => {
  test('of a document beside rules marks what they leave out', async () => {
    const { preview } = open()
    expect(await preview({ document: RSS, block: [{ title: 'sport' }] })).toEqual(BLOCKED)
    expect(await preview({ document: RSS, keep: [{ title: 'sport' }] })).toEqual([
      ['Floods', 'keep: it meets none of these rules'],
      ['Sport', undefined],
    ])
    const json = { items: 'news', title: 'name' }
    const document = '{"news": [{"name": "Floods"}, {"name": "Sport"}]}'
    expect(await preview({ document, json, block: [{ title: 'sport' }] })).toEqual(BLOCKED)
    expect(await preview({ document: RSS, block: [] })).toEqual([
      ['Floods', undefined],
      ['Sport', undefined],
    ])
    expect(await preview({ document: RSS })).toEqual([
      ['Floods', undefined],
      ['Sport', undefined],
    ])
  })

  test('of a source is asked for and judged as its polls are', async () => {
    const { preview } = open()
    expect(await preview({ source: 'a' })).toEqual(BLOCKED)
    expect(await preview({ source: 'page' })).toEqual([
      ['Floods', 'keep: it meets none of these rules'],
      ['Sport', undefined],
    ])
    expect(await preview({ source: 'a', block: [] })).toEqual([
      ['Floods', undefined],
      ['Sport', undefined],
    ])
  })

  test('of a posted document for a source uses its rules', async () => {
    const { preview } = open()
    expect(await preview(RSS, '?source=a', 'application/rss+xml')).toEqual(BLOCKED)
    expect(await preview({ document: PAGE, source: 'page', url: 'https://a.example/' })).toEqual([
      ['Floods', 'keep: it meets none of these rules'],
      ['Sport', undefined],
    ])
  })

  test('says what is wrong', async () => {
    const { preview } = open()
    expect(await preview({})).toEqual([422, 'url is missing: name an address, a source, or send a document.'])
    expect(await preview({ source: 'a', url: FEED })).toEqual([422, expect.stringContaining('url or a source')])
    expect(await preview({ source: 'none' })).toEqual([422, 'There is no source named none.'])
    expect(await preview({ source: 'odd' })).toEqual([422, expect.stringContaining('SOURCE_')])
    expect(await preview({ url: FEED, blok: [] })).toEqual([422, 'There is no member blok; did you mean block?'])
    expect(await preview({ document: RSS, block: [{ title: '' }] })).toEqual([422, 'block.0.title has no word in it.'])
  })

  test('and then a poll that does the same', async () => {
    const { ask } = open()
    expect((await ask('/api/sources/a/refresh', '')).json).toMatchObject({ added: 1, left_out: 1 })
  })
})
