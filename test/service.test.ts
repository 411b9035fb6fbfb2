import { describe, expect, test } from 'vitest'
import type { Channel } from '../src/model/model.ts'
import { createVault } from '../src/model/secrets/vault.ts'
import type { Fetch } from '../src/net/fetch.ts'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import { createService } from '../src/service.ts'
import { KEY } from './service/parts.ts'

const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'original',
  agency: 'ARA News',
  sources: [],
}

const SENTENCE = 'The bridge over the river was opened again on Friday, after engineers had worked on it for a year.'
const ARTICLE = `<!doctype html><html lang="en"><head><title>Bridge opens - Site</title>
<meta property="og:title" content="Bridge opens"><meta name="author" content="Egid Yousef">
<meta property="article:published_time" content="2015-06-04T09:20:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav><article><h1>Bridge opens</h1>
${`<p>${SENTENCE} <a href="../more">More</a></p>`.repeat(4)}</article><footer>All rights reserved</footer></body></html>`

type Shown = {
  readonly items: readonly { readonly content_html: string; readonly date_published?: string }[]
  readonly detail?: string
}

function open(pages: Readonly<Record<string, string>> = {}) {
  const asked: string[] = []
  const agents = new Set<string | undefined>()
  const fetch: Fetch = async (url, { headers }) => {
    asked.push(url)
    agents.add(headers['user-agent'])
    const page = pages[url]
    return new Response(page ?? '', {
      status: page === undefined ? 404 : 200,
      headers: { 'content-type': 'text/html' },
    })
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
    secret: () => undefined,
    vault: createVault([KEY]),
  })
  const preview = async (query: string, type: string, body: string) => {
    const headers = { authorization: 'Bearer token', 'content-type': type }
    const response = await app.request(`/api/preview${query}`, { method: 'POST', headers, body })
    return { status: response.status, json: (await response.json()) as Shown }
  }
  return { asked, agents, preview }
}

describe('a preview reads dates as a source of that zone has them, and from now', () => {
  const items = ['Thu, 04 Jun 2015 10:20:00', '3 hours ago', 'Mon, 01 Jan 0001 00:00:00 +0000']
    .map((date) => `<item><title>${date}</title><pubDate>${date}</pubDate></item>`)
    .join('')
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>${items}</channel></rss>`
  const url = 'https://site.example/feed.xml'
  const said = ({ json }: { json: Shown }) => json.items.map(({ date_published: date }) => date)
  const local = ['2015-06-04T07:20:00.000Z', '2015-06-09T21:00:00.000Z', undefined]

  test('of a posted document', async () => {
    const { preview } = open()
    expect(said(await preview('?timeZone=Asia/Baghdad', 'text/xml', feed))).toEqual(local)
    expect(said(await preview('', 'text/xml', feed))[0]).toBe('2015-06-04T10:20:00.000Z')
  })

  test('of an address', async () => {
    const { preview } = open({ [url]: feed })
    const body = JSON.stringify({ url, timeZone: 'Asia/Baghdad' })
    expect(said(await preview('', 'application/json', body))).toEqual(local)
  })

  test('of a page as article', async () => {
    const { preview } = open()
    const page = ARTICLE.replace('09:20:00Z', '09:20:00')
    const query = '?as=article&timeZone=Asia/Baghdad&url=https://site.example/2015/bridge/'
    expect(said(await preview(query, 'text/html', page))).toEqual(['2015-06-04T06:20:00.000Z'])
  })
})

describe('a preview as article', () => {
  const item = {
    title: 'Bridge opens',
    url: 'https://site.example/2015/bridge/',
    authors: [{ name: 'Egid Yousef' }],
    date_published: '2015-06-04T09:20:00.000Z',
  }

  test('of a posted page is the one story in it', async () => {
    const { preview, asked } = open()
    const { status, json } = await preview('?as=article&url=https://site.example/2015/bridge/', 'text/html', ARTICLE)
    expect(status).toBe(200)
    expect(json.items).toEqual([expect.objectContaining(item)])
    expect(json.items[0]?.content_html).toContain(SENTENCE)
    expect(json.items[0]?.content_html).toContain('href="https://site.example/2015/more"')
    expect(json.items[0]?.content_html).not.toMatch(/About us|All rights/)
    expect(asked).toEqual([])
  })

  test('of an address fetches the page, past the guard', async () => {
    const url = 'https://site.example/2015/bridge/'
    const { preview, asked } = open({ [url]: ARTICLE })
    const { json } = await preview('', 'application/json', JSON.stringify({ url, as: 'article' }))
    expect(json.items).toEqual([expect.objectContaining(item)])
    const refused = await preview('', 'application/json', JSON.stringify({ url: 'http://127.0.0.1/', as: 'article' }))
    expect(refused.status).toBe(422)
    expect(asked).toEqual([url])
  })

  test('of a page without one is a problem that says so', async () => {
    const { preview } = open()
    const page = '<!doctype html><title>Nothing</title><p>Hello.'
    const { status, json } = await preview('?as=article&url=https://site.example/a', 'text/html', page)
    expect(status).toBe(422)
    expect(json.detail).toBe('The page at https://site.example/a holds no article.')
    expect((await preview('?as=article', 'text/xml', '<rss version="2.0"><channel/></rss>')).status).toBe(422)
  })
})

test('every request says who asks and where that is explained', async () => {
  const { agents, preview } = open({ 'https://site.example/': ARTICLE })
  await preview('', 'application/json', '{"url": "https://site.example/"}')
  expect([...agents]).toEqual(['ara-feeds/1 (+https://feeds.example)'])
})
