import { describe, expect, test } from 'vitest'
import { RULES } from '../../../src/clean/identity/fingerprint.ts'
import { renderNewsSitemap } from '../../../src/publish/directory.ts'
import { parseOpml } from '../../../src/read/opml/opml.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { BASE, channel, NOW, openBackend, story } from '../backend.ts'

/** What search engines and readers are told there is. */

const HOUR = 3_600_000

describe('sitemaps', () => {
  test('the index leads to every story that is shown', async () => {
    const backend = openBackend()
    const ids = [
      await backend.take(story('One & only', 'It happened.')),
      await backend.take(story('Two', 'It happened too.')),
      await backend.take('جسر جديد\n\nالقامشلي – افتتح المجلس جسراً جديداً في المدينة يوم الخميس.\n'),
    ]
    const json = { reason: 'Untrue.' }
    await backend.ask(`/api/items/${encodeURIComponent(ids[1] ?? '')}`, { method: 'DELETE', token: true, json })
    const index = await backend.ask('/sitemap.xml')
    expect(index.headers.get('Content-Type')).toBe('application/xml; charset=utf-8')
    expect(index.headers.has('Link')).toBe(false)
    const parts = toPlaces(await index.text())
    expect(parts).toEqual([`${BASE}/sitemap-0.xml`])
    const part = await (await backend.ask('/sitemap-0.xml')).text()
    expect(toPlaces(part)).toEqual([
      new URL((await loadItem(backend.db, ids[0] ?? ''))?.permalink ?? '', BASE).href,
      new URL((await loadItem(backend.db, ids[2] ?? ''))?.permalink ?? '', BASE).href,
    ])
    expect(part).toContain('<lastmod>2015-06-10T12:00:00.000Z</lastmod>')
    expect(part).not.toMatch(/[^\0-\x7f]/)
    for (const nothing of ['/sitemap-1.xml', '/sitemap-99999999.xml', '/sitemap-x.xml']) {
      expect((await backend.ask(nothing)).status).toBe(404)
    }
  })

  test('what is asked again is not sent again, until a story comes', async () => {
    const backend = openBackend()
    await backend.take(story('One', 'It happened.'))
    for (const path of ['/sitemap.xml', '/sitemap-0.xml']) {
      const headers = { 'If-None-Match': (await backend.ask(path)).headers.get('ETag') ?? '' }
      expect((await backend.ask(path, { headers })).status).toBe(304)
    }
    await backend.take(story('Two', 'It happened too.'))
    expect(toPlaces(await (await backend.ask('/sitemap-0.xml')).text())).toHaveLength(2)
  })

  test('news is what is at most two days old', async () => {
    const backend = openBackend()
    backend.clock.now = NOW - 49 * HOUR
    await backend.take(story('Old', 'It happened long ago.'))
    backend.clock.now = NOW - 47 * HOUR
    await backend.take(story('New & <b>', 'It happened now.'))
    backend.clock.now = NOW
    const text = await (await backend.ask('/sitemap-news.xml')).text()
    expect(toPlaces(text)).toEqual([`${BASE}/2015/06/new-b/`])
    expect(text).toContain('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"')
    expect(text).toContain('<news:name>ARA News</news:name>')
    expect(text).toContain('<news:language>en</news:language>')
    expect(text).toContain('<news:publication_date>2015-06-08T13:00:00.000Z</news:publication_date>')
    expect(text).toContain('<news:title>New &amp; &lt;b&gt;</news:title>')
    backend.clock.now = NOW + 2 * HOUR
    expect(toPlaces(await (await backend.ask('/sitemap-news.xml')).text())).toEqual([])
  })

  test.each([
    ['ckb-IQ', 'ckb'],
    ['zh-Hant-TW', 'zh-tw'],
    ['zh', 'zh-cn'],
    [undefined, 'en'],
  ])('news in %s is in %s', async (language, said) => {
    const backend = openBackend()
    const item = await loadItem(backend.db, await backend.take(story('One', 'It happened.')))
    if (item === undefined) throw new Error('The story was not stored.')
    const { language: _, ...content } = item.content
    const shown = { ...item, content: { ...content, ...(language === undefined ? {} : { language }) } }
    const text = renderNewsSitemap([shown], { base: BASE, channels: [channel] })
    expect(text).toContain(`<news:language>${said}</news:language>`)
  })
})

test('robots are told where the sitemaps are and what leads to nothing', async () => {
  const text = await (await openBackend().ask('/robots.txt')).text()
  for (const line of [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /wp-json/',
    'Disallow: /*?q=',
    `Sitemap: ${BASE}/sitemap.xml`,
    `Sitemap: ${BASE}/sitemap-news.xml`,
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect(text).not.toContain('Disallow: /s/')
})

test('the channels’ feeds are a list that readers import', async () => {
  const response = await openBackend().ask('/opml.xml')
  expect(response.headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8')
  expect(await response.text()).toContain(`xmlUrl="${BASE}/ara-news/feed.atom"`)
})

test('a sign of life, and nothing for an icon that browsers ask for by habit', async () => {
  const backend = openBackend()
  expect(await (await backend.ask('/healthz')).json()).toEqual({ status: 'ok', version: '1.2.3', rules: RULES })
  expect((await backend.ask('/favicon.ico')).status).toBe(204)
})

test('ready, or what is wrong', async () => {
  const ready = await openBackend().ask('/readyz')
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', version: '1.2.3', wrong: [] }])
  const wrong = ['The disk is full.', 'The archive folder is being read.']
  const backend = openBackend({ findTroubles: async () => wrong })
  const response = await backend.ask('/readyz')
  expect([response.status, response.headers.get('Retry-After'), response.headers.get('Cache-Control')]).toEqual([
    503,
    '5',
    'no-store',
  ])
  expect(await response.json()).toEqual({ status: 'not ready', version: '1.2.3', wrong })
  expect((await backend.ask('/healthz')).status).toBe(200)
})

function toPlaces(text: string): string[] {
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => place ?? '')
}

describe('the list of sources', () => {
  const hard = 'A "<b>" &amp; \u{1f600} كوباني ]]> \u0007 \ud800 \ufffe'
  const open = () =>
    openBackend({
      channels: [
        { ...channel, sources: [...channel.sources, { id: 'hard', url: 'https://h.example/?a=1&b=2', title: hard }] },
        { ...channel, id: 'other', title: hard, sources: [] },
      ],
    })

  test('is for holders of the token, and no cache', async () => {
    const backend = open()
    for (const path of ['/opml.xml?sources', '/opml.xml?sources=1', '/opml.xml?a=b&sources=']) {
      expect((await backend.ask(path)).status).toBe(401)
      expect((await backend.ask(path, { token: 'wrong' })).status).toBe(401)
      const answer = await backend.ask(path, { token: true })
      expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
      expect(answer.headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8')
    }
    expect(await (await backend.ask('/opml.xml')).text()).not.toContain('ara:')
  })

  test('holds no secret, and is XML whatever a title holds', async () => {
    const backend = open()
    const text = await (await backend.ask('/opml.xml?sources', { token: true })).text()
    expect(text).not.toContain('user:secret')
    expect(text).toContain('ara:login="withheld"')
    expect(text).not.toMatch(/[\0-\x08\ufffe]/)
    expect(text.isWellFormed()).toBe(true)
    const { outlines } = parseOpml(new TextEncoder().encode(text))
    expect(outlines.map(({ id, xmlUrl }) => [id, xmlUrl])).toEqual([
      ['aranews', 'https://aranews.net/feed/?key=hidden'],
      ['hard', 'https://h.example/?a=1&b=2'],
    ])
    expect(outlines[1]?.title).toContain('A "<b>" &amp; \u{1f600} كوباني ]]>')
  })

  test('can be of one channel', async () => {
    const backend = open()
    const text = await (await backend.ask('/opml.xml?sources&channel=other', { token: true })).text()
    expect(parseOpml(new TextEncoder().encode(text)).outlines).toEqual([])
    expect((await backend.ask('/opml.xml?sources&channel=none', { token: true })).status).toBe(400)
  })

  test('names where each lies, in the channel’s outline, and whether it rests', async () => {
    const backend = open()
    const json = { url: 'https://a.example/feed', title: 'A', tags: ['News/Syria', 'Daily'] }
    await backend.ask('/api/sources', { method: 'POST', token: true, json })
    await backend.ask('/api/sources/a-example', { method: 'PATCH', token: true, json: { paused: true } })
    const text = await (await backend.ask('/opml.xml?sources', { token: true })).text()
    expect(text.replace(/\n/g, '')).toContain(
      '<outline text="News" title="News"><outline text="Syria" title="Syria"><outline type="rss" text="A" title="A" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/" category="/News/Syria,/Daily" ara:id="a-example" ara:channel="ara-news" ara:rank="2" ara:paused="true" ara:tags="[&quot;News/Syria&quot;,&quot;Daily&quot;]"/></outline></outline>',
    )
  })
})
