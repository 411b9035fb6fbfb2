import { describe, expect, test } from 'vitest'
import { saveComments } from '../../../src/store/feeds/comments.ts'
import { BASE, channel, list, openDesk, story } from '../desk.ts'

/** What a person sees who opens a feed in a browser. */

const PERSON = { 'Sec-Fetch-Dest': 'document' }

async function openNews() {
  const desk = openDesk()
  const id = await desk.take(story('Bridge <b> opens', 'The bridge is open.'))
  return { desk, id }
}

describe('a feed in a browser', () => {
  test.each([
    '/feed.rss',
    '/feed.atom',
    '/feed.json',
    '/ara-news/feed.rss',
    '/place/qamishli/feed.atom',
    '/feed/',
    '/?feed=atom',
  ])('%s is a page for a person, and for nobody else', async (path) => {
    const { desk } = await openNews()
    const feed = await desk.ask(path)
    const page = await desk.ask(path, { headers: PERSON })
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('Cache-Control')).toBe('private, no-store')
    expect(page.headers.get('ETag')).toBeNull()
    for (const answer of [page, feed]) expect(answer.headers.get('Vary')).toContain('Sec-Fetch-Dest')
    const self = /<([^>]+)>; rel="self"/.exec(feed.headers.get('Link') ?? '')?.[1]
    expect(text).toContain(`<code aria-labelledby="address">${self?.replaceAll('&', '&amp;')}</code>`)
    expect(text).toContain(`href="feed:${self?.replaceAll('&', '&amp;')}"`)
    expect(text).toContain('Bridge &lt;b&gt; opens</a>')
    expect(text).not.toContain('<script')
    expect(await (await desk.ask(path)).text()).toBe(await feed.text())
  })

  test.each([
    { Accept: 'text/html,application/xhtml+xml' },
    { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0', Accept: 'text/html' },
    { 'Sec-Fetch-Dest': 'empty' },
    { 'Sec-Fetch-Dest': 'iframe' },
    { 'Sec-Fetch-Dest': 'Document' },
    { 'Sec-Fetch-Mode': 'navigate' },
    { 'Sec-Fetch-Dest': '' },
  ])('a reader that sends %j gets the feed', async (headers) => {
    const { desk } = await openNews()
    const response = await desk.ask('/feed.atom', { headers })
    expect(response.headers.get('Content-Type')).toContain('application/atom+xml')
  })

  test('validators of the feed give a person no 304', async () => {
    const { desk } = await openNews()
    const etag = (await desk.ask('/feed.atom')).headers.get('ETag') ?? ''
    const headers = { ...PERSON, 'If-None-Match': etag, 'If-Modified-Since': new Date(desk.clock.now).toUTCString() }
    expect((await desk.ask('/feed.atom', { headers })).status).toBe(200)
    expect((await desk.ask('/feed.atom', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  test('an address that is nobody’s feed is none for a person either', async () => {
    const { desk } = await openNews()
    expect((await desk.ask('/tag/nothing/feed.rss', { headers: PERSON })).status).toBe(404)
  })

  test('comments and corrections are shown as what they are', async () => {
    const { desk, id } = await openNews()
    const [{ _ara: { permalink } = { permalink: '' } } = {}] = await list(desk)
    const [row] = await desk.db.all<{ id: number }>('SELECT id FROM items')
    const html = `<p>Well &lt;done&gt; &amp; more ${'very '.repeat(200)}</p>`
    await saveComments(desk.db, [{ row: row?.id ?? 0, comments: [{ id: '1', author: 'A <i>reader</i>', html }] }])
    const json = { title: 'Bridge closed', note: 'It is <closed>.', substantive: true }
    await desk.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json })
    for (const path of ['/comments/feed.rss', `${permalink.replace(BASE, '')}feed.atom`]) {
      const text = await (await desk.ask(path, { headers: PERSON })).text()
      expect(text).toContain('Well &lt;done&gt; &amp; more very')
      expect(text).toContain('A &lt;i&gt;reader&lt;/i&gt;')
      expect(text).toContain('…</p>')
    }
    const corrections = await (await desk.ask('/corrections/feed.json', { headers: PERSON })).text()
    expect(corrections).toContain('It is &lt;closed&gt;.')
    expect(corrections).toContain('Bridge closed</a>')
  })

  test('a retracted story is shown as taken back', async () => {
    const { desk, id } = await openNews()
    const json = { reason: 'It was not so.' }
    await desk.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'DELETE', token: true, json })
    const text = await (await desk.ask('/feed.rss', { headers: PERSON })).text()
    expect(text).toContain('Retracted: Bridge &lt;b&gt; opens</a>')
    expect(text).toContain('It was not so.')
    expect(text).not.toContain('The bridge is open.')
  })
})

describe('with several channels', () => {
  const arabic = { ...channel, id: 'arabic', title: 'آرا نيوز', description: 'أخبار', language: 'ar', sources: [] }

  test('the pages of one are its own, in its language; the whole site names them all', async () => {
    const desk = openDesk({ channels: [channel, arabic] })
    await desk.take(story('Bridge opens', 'The bridge is open.'))
    for (const path of ['/arabic/', '/arabic/feed.atom']) {
      const text = await (await desk.ask(path, { headers: PERSON })).text()
      expect(text).toContain('<html lang="ar" dir="rtl">')
      expect(text).toContain('<title>آرا نيوز</title>')
      expect(text).toContain('<a class="name" href="/arabic/">آرا نيوز</a>')
      expect(text).toContain('<form class="search" action="/arabic/"')
      expect(text).toContain('<a href="/arabic/" lang="ar" hreflang="ar" aria-current="page">')
      expect(text).toContain('<a href="/ara-news/" lang="en" hreflang="en"><bdi>ARA News</bdi></a>')
      expect(text).toContain(`href="${BASE}/arabic/feed.rss"`)
    }
    const front = await (await desk.ask('/')).text()
    expect(front).toContain('<html lang="en" dir="ltr">')
    expect(front).toContain('<a class="name" href="/">ARA News · آرا نيوز</a>')
    const [item] = await list(desk)
    const page = await (await desk.ask(String(item?.url).replace(BASE, ''))).text()
    expect(page).toContain('<title>Bridge opens · ARA News</title>')
    const feed = await (await desk.ask('/corrections/feed.atom', { headers: PERSON })).text()
    expect(feed).toContain('<title>ARA News · آرا نيوز: corrections</title>')
  })
})
