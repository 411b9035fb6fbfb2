import { describe, expect, test } from 'vitest'
import { saveComments } from '../../../src/store/feeds/comments.ts'
import { BASE, channel, list, openBackend, story } from '../backend.ts'

/** What a person sees who opens a feed in a browser. */

const PERSON = { 'Sec-Fetch-Dest': 'document' }

async function openNews() {
  const backend = openBackend()
  const id = await backend.take(story('Bridge <b> opens', 'The bridge is open.'))
  return { backend, id }
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
    const { backend } = await openNews()
    const feed = await backend.ask(path)
    const page = await backend.ask(path, { headers: PERSON })
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
    expect(await (await backend.ask(path)).text()).toBe(await feed.text())
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
    const { backend } = await openNews()
    const response = await backend.ask('/feed.atom', { headers })
    expect(response.headers.get('Content-Type')).toContain('application/atom+xml')
  })

  test('validators of the feed give a person no 304', async () => {
    const { backend } = await openNews()
    const etag = (await backend.ask('/feed.atom')).headers.get('ETag') ?? ''
    const headers = { ...PERSON, 'If-None-Match': etag, 'If-Modified-Since': new Date(backend.clock.now).toUTCString() }
    expect((await backend.ask('/feed.atom', { headers })).status).toBe(200)
    expect((await backend.ask('/feed.atom', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  test('an address that is nobody’s feed is none for a person either', async () => {
    const { backend } = await openNews()
    expect((await backend.ask('/tag/nothing/feed.rss', { headers: PERSON })).status).toBe(404)
  })

  test('comments and corrections are shown as what they are', async () => {
    const { backend, id } = await openNews()
    const [{ _ara: { permalink } = { permalink: '' } } = {}] = await list(backend)
    const [row] = await backend.db.all<{ id: number }>('SELECT id FROM items')
    const html = `<p>Well &lt;done&gt; &amp; more ${'very '.repeat(200)}</p>`
    await saveComments(backend.db, [{ row: row?.id ?? 0, comments: [{ id: '1', author: 'A <i>reader</i>', html }] }])
    const json = { title: 'Bridge closed', note: 'It is <closed>.', substantive: true }
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json })
    for (const path of ['/comments/feed.rss', `${permalink.replace(BASE, '')}feed.atom`]) {
      const text = await (await backend.ask(path, { headers: PERSON })).text()
      expect(text).toContain('Well &lt;done&gt; &amp; more very')
      expect(text).toContain('A &lt;i&gt;reader&lt;/i&gt;')
      expect(text).toContain('…</p>')
    }
    const corrections = await (await backend.ask('/corrections/feed.json', { headers: PERSON })).text()
    expect(corrections).toContain('It is &lt;closed&gt;.')
    expect(corrections).toContain('Bridge closed</a>')
  })

  test('a retracted story is shown as taken back', async () => {
    const { backend, id } = await openNews()
    const json = { reason: 'It was not so.' }
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'DELETE', token: true, json })
    const text = await (await backend.ask('/feed.rss', { headers: PERSON })).text()
    expect(text).toContain('Retracted: Bridge &lt;b&gt; opens</a>')
    expect(text).toContain('It was not so.')
    expect(text).not.toContain('The bridge is open.')
  })
})

describe('with several channels', () => {
  const arabic = { ...channel, id: 'arabic', title: 'آرا نيوز', description: 'أخبار', language: 'ar', sources: [] }

  test('what was taken back is shown so in the words of its language, and what was erased in its channel’s', async () => {
    const backend = openBackend({ channels: [arabic] })
    const texts = ['الجسر مفتوح للجميع منذ يوم الاثنين، بحسب رئيس البلدية.', 'المدرسة مفتوحة للجميع منذ يوم الاثنين.']
    const ids = await Promise.all(texts.map((text) => backend.take(story(text.slice(0, 12), text))))
    const reason = 'لم يكن صحيحاً.'
    const fields = [{ reason }, { reason, erase: true }]
    for (const [index, id] of ids.entries()) {
      const path = `/api/items/${encodeURIComponent(id)}`
      expect((await backend.ask(path, { method: 'DELETE', token: true, json: fields[index] })).status).toBeLessThan(300)
    }
    const feed = await (await backend.ask('/feed.rss', { headers: PERSON })).text()
    const corrections = await (await backend.ask('/corrections/feed.rss', { headers: PERSON })).text()
    for (const page of [feed, corrections]) {
      expect(page).not.toContain('Retracted')
      expect(page).toContain('>خبر مسحوب: الجسر مفتوح</a>')
      expect(page).toContain('>خبر مسحوب</a>')
      expect(page).toContain(reason)
    }
    expect(feed.match(/<article lang="ar" dir="rtl">/g)).toHaveLength(2)
  })

  test('the pages of one are its own, in its language; the whole site names them all', async () => {
    const backend = openBackend({ channels: [channel, arabic] })
    await backend.take(story('Bridge opens', 'The bridge is open.'))
    for (const path of ['/arabic/', '/arabic/feed.atom']) {
      const text = await (await backend.ask(path, { headers: PERSON })).text()
      expect(text).toContain('<html lang="ar" dir="rtl">')
      expect(text).toContain('<title>آرا نيوز</title>')
      expect(text).toContain('<a class="name" href="/arabic/">آرا نيوز</a>')
      expect(text).toContain('<form class="search" action="/arabic/"')
      expect(text).toContain('<a href="/arabic/" lang="ar" hreflang="ar" aria-current="page">')
      expect(text).toContain('<a href="/ara-news/" lang="en" hreflang="en"><bdi>ARA News</bdi></a>')
      expect(text).toContain(`href="${BASE}/arabic/feed.rss"`)
    }
    const front = await (await backend.ask('/')).text()
    expect(front).toContain('<html lang="en" dir="ltr">')
    expect(front).toContain('<a class="name" href="/">ARA News · آرا نيوز</a>')
    const [item] = await list(backend)
    const page = await (await backend.ask(String(item?.url).replace(BASE, ''))).text()
    expect(page).toContain('<title>Bridge opens · ARA News</title>')
    const feed = await (await backend.ask('/corrections/feed.atom', { headers: PERSON })).text()
    expect(feed).toContain('<title>\u2068ARA News · آرا نيوز\u2069: corrections</title>')
  })
})
