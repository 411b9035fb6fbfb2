import { describe, expect, test } from 'vitest'
import { toClickKind, writeClicks } from '../../../src/clicks/clicks.ts'
import type { LinkSettings } from '../../../src/model/settings.ts'
import { loadClicks } from '../../../src/store/links/clicks.ts'
import { BASE, channel, list, openBackend, story, type TestBackend } from '../backend.ts'
import { readQrCode } from './qr.ts'

const LEDE = 'The council of the town met on Thursday and spoke for hours about water, bread and the road.'

async function openNewsroom(links?: LinkSettings) {
  const backend = openBackend({ channels: [links === undefined ? channel : { ...channel, links }] })
  const id = await backend.take(story('Council meets in Kobane', LEDE))
  const [item] = await list(backend)
  if (item === undefined) throw new Error('The story is not listed.')
  return { backend, id, code: item._ara.code, page: item._ara.permalink }
}

const name = (backend: TestBackend, json: unknown) => backend.ask('/api/links', { method: 'POST', token: true, json })
const write = ({ backend, db, clock }: TestBackend) =>
  writeClicks({ db, clicks: backend.clicks, now: () => clock.now, pause: async () => {} })

describe('a redirect', () => {
  test('says how long it holds, what the page is, and sets no cookie; HEAD is answered as GET', async () => {
    const { backend, code, page } = await openNewsroom()
    const get = await backend.ask(`/s/${code}`)
    const head = await backend.ask(`/s/${code}`, { method: 'HEAD' })
    expect([get.status, head.status]).toEqual([302, 302])
    expect([...head.headers]).toEqual([...get.headers])
    expect(get.headers.get('Location')).toBe(page)
    expect(get.headers.get('Link')).toBe(`<${page}>; rel="canonical"`)
    expect(get.headers.get('Cache-Control')).toBe('private, max-age=60')
    expect(get.headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin')
    expect(get.headers.get('Set-Cookie')).toBeNull()
    expect(await get.text()).toBe('')
  })

  test('is found in capitals, with look-alikes, blanks and what stands around it', async () => {
    const { backend, code, page } = await openNewsroom()
    const alike = code.replaceAll('1', 'l').replaceAll('0', 'O')
    const forms = [
      code.toUpperCase(),
      alike,
      `${code}.`,
      `(${code})`,
      `${code.slice(0, 3)}%20${code.slice(3)}`,
      `${code}/`,
    ]
    for (const form of forms) expect((await backend.ask(`/s/${form}`)).headers.get('Location'), form).toBe(page)
    expect((await backend.ask(`/S/${code.toUpperCase()}`)).headers.get('Location')).toBe(page)
  })

  test('is 301 for a day where the channel says that it is permanent', async () => {
    const { backend, code } = await openNewsroom({ permanent: true })
    const response = await backend.ask(`/s/${code}`)
    expect(response.status).toBe(301)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=60')
  })

  test('passes a query on only where the channel says so', async () => {
    const plain = await openNewsroom()
    expect((await plain.backend.ask(`/s/${plain.code}?a=1`)).headers.get('Location')).toBe(plain.page)
    const { backend, code, page } = await openNewsroom({ passQuery: true })
    expect((await backend.ask(`/s/${code}?a=1&b=%22`)).headers.get('Location')).toBe(`${page}?a=1&b=%22`)
    await name(backend, { url: 'https://aranews.net/x?y=z#part', alias: 'part' })
    expect((await backend.ask('/s/part?a="<é')).headers.get('Location')).toBe(
      'https://aranews.net/x?y=z&a=%22%3C%C3%A9#part',
    )
  })

  test('HEAD says the length of a page that says there is none', async () => {
    const { backend, id, code } = await openNewsroom()
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      token: true,
      json: { reason: 'Wrong' },
    })
    for (const path of [`/s/${code}`, '/s/zzzzzz', `/s/${code}+`]) {
      const [get, head] = [await backend.ask(path), await backend.ask(path, { method: 'HEAD' })]
      const length = String((await get.arrayBuffer()).byteLength)
      expect([head.status, head.headers.get('Content-Length')], path).toEqual([get.status, length])
    }
  })

  test.each([
    'zzzzzz',
    '%00',
    'a'.repeat(5000),
    '..%2f..',
    '%ff%fe',
    '%E2%82',
    '%',
    '%ED%A0%80',
    "'--",
    '%22%3E%3Cscript%3E',
    '__proto__',
    '.svg',
    '+',
    'constructor+',
    '%0d%0aSet-Cookie:x',
  ])('/s/%s leads nowhere: a page with a search box, kept shortly', async (path) => {
    const { backend } = await openNewsroom()
    const response = await backend.ask(`/s/${path}`)
    expect(response.status).toBe(404)
    const text = await response.text()
    expect(text).toContain('type="search"')
    expect(text).not.toMatch(/<script>|at \w+ \(|\.ts:/)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=60')
    expect(backend.logged).toEqual([])
  })
})

describe('counting', () => {
  const toVisit = (agent: string) => {
    const header = (name: string) => (name === 'user-agent' && agent !== '' ? agent : undefined)
    return { method: 'GET', header }
  }
  const people = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' }
  const bot = { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }
  const preview = { 'User-Agent': 'facebookexternalhit/1.1' }
  const ahead = { ...people, 'Sec-Purpose': 'prefetch;prerender' }

  test('adds up days and referring hosts; bots, previews and HEAD apart; nothing of anybody is kept', async () => {
    const { backend, code } = await openNewsroom()
    const from = { ...people, Referer: 'https://T.co/abc?secret=1' }
    for (const headers of [people, people, from, bot, preview, ahead]) await backend.ask(`/s/${code}`, { headers })
    await backend.ask(`/s/${code}`, { method: 'HEAD', headers: people })
    await write(backend)
    backend.clock.now += 86_400_000
    await backend.ask(`/s/${code.toUpperCase()}`, { headers: from })
    await write(backend)
    const clicks = await loadClicks(backend.db, code)
    expect(clicks.total).toEqual({ people: 4, bots: 1, previews: 2, heads: 1 })
    expect(clicks.days.map((day) => day.people)).toEqual([3, 1])
    expect(clicks.hosts).toEqual([{ host: 't.co', clicks: 2 }])
    const kept = JSON.stringify(await backend.db.all('SELECT * FROM clicks, referrers'))
    expect(kept).not.toMatch(/Mozilla|secret|127\./)
    const link = (await (await backend.ask(`/api/links/${code}/clicks`, { token: true })).json()) as {
      days: unknown[]
      referrers: unknown[]
    }
    expect(link).toMatchObject({ clicks: { people: 4 }, days: [{ day: '2015-06-10', people: 3 }, {}] })
  })

  test('people are people on a phone of the make Cubot, and in the windows of apps', async () => {
    const { backend, code } = await openNewsroom()
    const agents = [
      'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/80.0 Mobile Safari/537.36',
      'Mozilla/5.0 (Linux; Android 12; CUBOT_NOTE_20) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]',
    ]
    const others = ['Pinterest/0.2 (+https://www.pinterest.com/bot.html)', 'AdsBot-Google', 'some_bot_1']
    for (const agent of [...agents, ...others]) await backend.ask(`/s/${code}`, { headers: { 'User-Agent': agent } })
    await write(backend)
    expect((await loadClicks(backend.db, code)).total).toEqual({ people: 3, bots: 2, previews: 1, heads: 0 })
  })

  test.each([
    '',
    'curl/8.5.0',
    'Wget/1.21.4',
    'python-requests/2.31.0',
    'python-httpx/0.25.0',
    'aiohttp/3.8 Python/3.10',
    'axios/1.6.0',
    'node',
    'undici',
    'GuzzleHttp/7',
    'PHP/8.1',
    'PostmanRuntime/7.36.0',
    'Go-http-client/1.1',
    'okhttp/4.9.3',
    'Java/17.0.1',
    'libwww-perl/6.67',
    'WordPress/6.4.2; https://example.org',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)',
    'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
    'Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)',
    'Miniflux/2.0.50 (+https://miniflux.app)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
    'Uptime-Kuma/1.23.11',
    'Mediapartners-Google',
    'ia_archiver',
    'W3C_Validator/1.3',
    'Mozilla/5.0',
  ])('no browser: “%s”', async (agent) => {
    expect(toClickKind(toVisit(agent))).toBe('bots')
  })

  test.each([
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Twitterbot/1.0',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'Mastodon/4.2.1 (http.rb/5.1.1; +https://mastodon.social/)',
    'gotosocial/0.17.0 (+https://example.social)',
    'Lemmy/0.19.3; +https://lemmy.world',
  ])('shows a link to those who talk about it: “%s”', async (agent) => {
    expect(toClickKind(toVisit(agent))).toBe('previews')
  })

  test.each([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/440.0.0.35.116;FBDV/iPhone14,5]',
    'Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.6045.163 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/442.0.0.44.114;]',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Twitter for iPhone/10.15',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 Edg/119.0.0.0',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36',
    'Opera/9.80 (Android; Opera Mini/36.2.2254/191.303; U; en) Presto/2.12.423 Version/12.16',
    'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
  ])('a browser: “%s”', async (agent) => {
    expect(toClickKind(toVisit(agent))).toBe('people')
  })

  test('writes nothing while links are followed, and all of it together later', async () => {
    const { backend, code } = await openNewsroom()
    for (let count = 0; count < 50; count++) await backend.ask(`/s/${code}`, { headers: people })
    expect((await loadClicks(backend.db, code)).total.people).toBe(0)
    await write(backend)
    expect(await backend.db.all('SELECT people FROM clicks')).toEqual([{ people: 50 }])
  })

  test('keeps what could not be written', async () => {
    const { backend, code } = await openNewsroom()
    await backend.ask(`/s/${code}`, { headers: { ...people, Referer: 'https://t.co/' } })
    const db = { ...backend.db, batch: () => Promise.reject(new Error('full')) }
    const broken = { db, clicks: backend.backend.clicks, now: () => backend.clock.now, pause: async () => {} }
    await expect(writeClicks(broken as never)).rejects.toThrow('full')
    await write(backend)
    const clicks = await loadClicks(backend.db, code)
    expect([clicks.total.people, clicks.hosts]).toEqual([1, [{ host: 't.co', clicks: 1 }]])
  })

  test('takes a bounded part of the database however many hosts are named', async () => {
    const { backend, code } = await openNewsroom()
    for (let host = 0; host < 300; host++) {
      await backend.ask(`/s/${code}`, { headers: { ...people, Referer: `https://h${host}.example/` } })
      if (host % 40 === 0) await write(backend)
    }
    await write(backend)
    const { hosts } = await loadClicks(backend.db, code)
    expect(hosts.length).toBeLessThan(260)
    expect(hosts.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(300)
  })
})

describe('a preview', () => {
  test('says that a link leads to the original, for as long as it does', async () => {
    const { backend } = await openNewsroom({ leadTo: 'original' })
    const url = 'https://aranews.net/2015/06/council/'
    const json = { id: 'urn:council', url, title: 'Council speaks of wheat', content_html: `<p>${LEDE}</p>` }
    const posted = await backend.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string; permalink: string } }
    const follow = async () => (await backend.ask(`/s/${_ara.code}`)).headers.get('Location')
    const preview = async () => (await backend.ask(`/s/${_ara.code}+`)).text()
    const shown = async () => (await backend.ask(`/api/links/${_ara.code}`, { token: true })).json()
    expect(await follow()).toBe(url)
    expect(await shown()).toMatchObject({ item: 'urn:council', url })
    expect(await preview()).toContain(`href="${url}"`)
    await write(backend)
    await backend.db.run(`UPDATE originals SET fault = 'It is gone.'`)
    expect(await follow()).toBe(_ara.permalink)
    expect(await shown()).toMatchObject({ item: 'urn:council', url: _ara.permalink, fault: 'It is gone.' })
    expect(await preview()).toContain(`href="${_ara.permalink}"`)
    expect(await preview()).not.toContain(url)
  })

  test('leads to the copy with 302 even where links are permanent: the original may come back', async () => {
    const { backend } = await openNewsroom({ leadTo: 'original', permanent: true })
    const url = 'https://aranews.net/2015/06/council/'
    const json = { id: 'urn:council', url, title: 'Council speaks of wheat', content_html: `<p>${LEDE}</p>` }
    const posted = await backend.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string; permalink: string } }
    const follow = async () => {
      const { status, headers } = await backend.ask(`/s/${_ara.code}`)
      return [status, headers.get('Location'), headers.get('Cache-Control')]
    }
    expect(await follow()).toEqual([301, url, 'public, max-age=60'])
    await write(backend)
    await backend.db.run(`UPDATE originals SET fault = 'It is gone.'`)
    expect(await follow()).toEqual([302, _ara.permalink, 'private, max-age=60'])
  })

  test('leads to an original with letters beyond ASCII, in a header that has none', async () => {
    const { backend } = await openNewsroom({ leadTo: 'original' })
    const url = 'https://aranews.net/2015/06/مجلس/'
    const json = { id: 'urn:majlis', url, title: 'Majlis', content_html: `<p>${LEDE}</p>` }
    const posted = await backend.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string } }
    const { headers } = await backend.ask(`/s/${_ara.code}`)
    expect(headers.get('Location')).toBe(new URL(url).href)
    expect(headers.get('Link')).toBe(`<${new URL(url).href}>; rel="canonical"`)
  })

  test('says what the link is, where it leads, since when and how often, and leads nowhere itself', async () => {
    const { backend, id, code, page } = await openNewsroom()
    await name(backend, { item: id, alias: 'كوباني' })
    await backend.ask(`/s/${code}`)
    await write(backend)
    const response = await backend.ask(`/s/${code}+`)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    const text = await response.text()
    for (const part of [
      page,
      'Council meets in Kobane',
      '10 June 2015',
      '<strong>1</strong>',
      `/s/${code}.svg`,
      'كوباني',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain('http-equiv')
    expect(await (await backend.ask(`/s/${code}%2B`)).text()).toBe(text)
  })

  test('speaks the language of its channel, where there are several', async () => {
    const arabic = {
      ...channel,
      id: 'arabic',
      title: 'وكالة آرا',
      language: 'ar',
      hosts: ['ar.aranews.net'],
      sources: [],
    }
    const backend = openBackend({ channels: [channel, arabic] })
    await name(backend, { url: 'https://ar.aranews.net/about', alias: 'about-ar' })
    expect(await (await backend.ask('/s/about-ar+')).text()).toContain('رابط مختصر')
    await backend.ask('/api/links/about-ar', { method: 'DELETE', token: true })
    expect(await (await backend.ask('/s/about-ar')).text()).toContain('lang="ar"')
  })

  test('of a retracted story shows the reason and nothing of the story', async () => {
    const { backend, id, code } = await openNewsroom()
    const path = `/api/items/${encodeURIComponent(id)}`
    await backend.ask(path, { method: 'DELETE', token: true, json: { reason: 'A <mistake>' } })
    const text = await (await backend.ask(`/s/${code}+`)).text()
    expect(text).toContain('A &lt;mistake&gt;')
    expect(text).not.toContain('Council')
  })
})

describe('a QR code', () => {
  test('decodes to the short address, at any size within bounds', async () => {
    const { backend, id, code } = await openNewsroom()
    await name(backend, { item: id, alias: 'كوباني-2014' })
    for (const [link, address] of [
      [code, `${BASE}/s/${code}`],
      ['كوباني-2014', `${BASE}/s/${encodeURIComponent('كوباني-2014')}`],
    ] as const) {
      for (const size of [96, 97, 320, 1999]) {
        const response = await backend.ask(`/s/${encodeURIComponent(link)}.png?size=${size}`)
        expect(response.headers.get('Content-Type')).toBe('image/png')
        const read = readQrCode(new Uint8Array(await response.arrayBuffer()))
        expect(read.text).toBe(address)
        expect(read.size).toBe(size)
      }
    }
  })

  test('of the longest name is as large as it has to be', async () => {
    const { backend, id } = await openNewsroom()
    const alias = 'ك'.repeat(100)
    await name(backend, { item: id, alias })
    const png = await (await backend.ask(`/s/${encodeURIComponent(alias)}.png?size=96`)).arrayBuffer()
    expect(readQrCode(new Uint8Array(png))).toEqual({ text: `${BASE}/s/${encodeURIComponent(alias)}`, size: 178 })
  })

  test('is drawn as SVG too; sizes out of bounds are refused', async () => {
    const { backend, code } = await openNewsroom()
    const response = await backend.ask(`/s/${code}.svg?size=500`)
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml')
    expect(await response.text()).toMatch(/<svg[^>]* width="500" height="500"/)
    for (const size of ['0', '95', '2049', '1e3', '-5', 'x', '99999999999']) {
      expect((await backend.ask(`/s/${code}.png?size=${size}`)).status, size).toBe(400)
    }
    expect((await backend.ask('/s/nosuch.png')).status).toBe(404)
  })
})

describe('names that look alike', () => {
  test.each(['ڪتابه', 'كتاب٥', 'كتاب۵', 'کتابە', 'كتابة', 'ﻛﺘﺎﺑﻪ', 'كتـابه', 'كت١به'])('%s is كتابه', async (typed) => {
    const backend = openBackend()
    await name(backend, { url: 'https://aranews.net/about', alias: 'كتابه' })
    const response = await backend.ask(`/s/${encodeURIComponent(typed)}`)
    expect(response.headers.get('Location')).toBe('https://aranews.net/about')
    const second = await backend.ask('/api/links', {
      method: 'POST',
      token: true,
      json: { url: 'https://aranews.net/other', alias: typed },
    })
    expect([409, 422]).toContain(second.status)
  })

  test('names with digits that were given before are still found', async () => {
    const backend = openBackend()
    await name(backend, { url: 'https://aranews.net/about', alias: 'كوردستان-2015' })
    await backend.db.run(`UPDATE links SET code = 'كوردستان2015' WHERE name = 'كوردستان-2015'`)
    const response = await backend.ask(`/s/${encodeURIComponent('کوردستان-٢٠١٥')}`)
    expect(response.headers.get('Location')).toBe('https://aranews.net/about')
  })
})
