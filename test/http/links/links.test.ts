import { describe, expect, test } from 'vitest'
import { writeClicks } from '../../../src/clicks/clicks.ts'
import type { LinkSettings } from '../../../src/model/settings.ts'
import { loadClicks } from '../../../src/store/links/clicks.ts'
import { BASE, channel, list, openDesk, story, type TestDesk } from '../desk.ts'
import { readQrCode } from './qr.ts'

const LEDE = 'The council of the town met on Thursday and spoke for hours about water, bread and the road.'

async function openNewsroom(links?: LinkSettings) {
  const desk = openDesk({ channels: [links === undefined ? channel : { ...channel, links }] })
  const id = await desk.take(story('Council meets in Kobane', LEDE))
  const [item] = await list(desk)
  if (item === undefined) throw new Error('The story is not listed.')
  return { desk, id, code: item._ara.code, page: item._ara.permalink }
}

const name = (desk: TestDesk, json: unknown) => desk.ask('/api/links', { method: 'POST', token: true, json })
const write = ({ desk, db, clock }: TestDesk) =>
  writeClicks({ db, clicks: desk.clicks, now: () => clock.now, pause: async () => {} })

describe('a redirect', () => {
  test('says how long it holds, what the page is, and sets no cookie; HEAD is answered as GET', async () => {
    const { desk, code, page } = await openNewsroom()
    const get = await desk.ask(`/s/${code}`)
    const head = await desk.ask(`/s/${code}`, { method: 'HEAD' })
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
    const { desk, code, page } = await openNewsroom()
    const alike = code.replaceAll('1', 'l').replaceAll('0', 'O')
    const forms = [
      code.toUpperCase(),
      alike,
      `${code}.`,
      `(${code})`,
      `${code.slice(0, 3)}%20${code.slice(3)}`,
      `${code}/`,
    ]
    for (const form of forms) expect((await desk.ask(`/s/${form}`)).headers.get('Location'), form).toBe(page)
    expect((await desk.ask(`/S/${code.toUpperCase()}`)).headers.get('Location')).toBe(page)
  })

  test('is 301 for a day where the channel says that it is permanent', async () => {
    const { desk, code } = await openNewsroom({ permanent: true })
    const response = await desk.ask(`/s/${code}`)
    expect(response.status).toBe(301)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=60')
  })

  test('passes a query on only where the channel says so', async () => {
    const plain = await openNewsroom()
    expect((await plain.desk.ask(`/s/${plain.code}?a=1`)).headers.get('Location')).toBe(plain.page)
    const { desk, code, page } = await openNewsroom({ passQuery: true })
    expect((await desk.ask(`/s/${code}?a=1&b=%22`)).headers.get('Location')).toBe(`${page}?a=1&b=%22`)
    await name(desk, { url: 'https://aranews.net/x?y=z#part', alias: 'part' })
    expect((await desk.ask('/s/part?a="<é')).headers.get('Location')).toBe(
      'https://aranews.net/x?y=z&a=%22%3C%C3%A9#part',
    )
  })

  test('HEAD says the length of a page that says there is none', async () => {
    const { desk, id, code } = await openNewsroom()
    await desk.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'DELETE', token: true, json: { reason: 'Wrong' } })
    for (const path of [`/s/${code}`, '/s/zzzzzz', `/s/${code}+`]) {
      const [get, head] = [await desk.ask(path), await desk.ask(path, { method: 'HEAD' })]
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
    const { desk } = await openNewsroom()
    const response = await desk.ask(`/s/${path}`)
    expect(response.status).toBe(404)
    const text = await response.text()
    expect(text).toContain('type="search"')
    expect(text).not.toMatch(/<script>|at \w+ \(|\.ts:/)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=60')
    expect(desk.logged).toEqual([])
  })
})

describe('counting', () => {
  const people = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' }
  const bot = { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }
  const preview = { 'User-Agent': 'facebookexternalhit/1.1' }
  const ahead = { ...people, 'Sec-Purpose': 'prefetch;prerender' }

  test('adds up days and referring hosts; bots, previews and HEAD apart; nothing of anybody is kept', async () => {
    const { desk, code } = await openNewsroom()
    const from = { ...people, Referer: 'https://T.co/abc?secret=1' }
    for (const headers of [people, people, from, bot, preview, ahead]) await desk.ask(`/s/${code}`, { headers })
    await desk.ask(`/s/${code}`, { method: 'HEAD', headers: people })
    await write(desk)
    desk.clock.now += 86_400_000
    await desk.ask(`/s/${code.toUpperCase()}`, { headers: from })
    await write(desk)
    const clicks = await loadClicks(desk.db, code)
    expect(clicks.total).toEqual({ people: 4, bots: 1, previews: 2, heads: 1 })
    expect(clicks.days.map((day) => day.people)).toEqual([3, 1])
    expect(clicks.hosts).toEqual([{ host: 't.co', clicks: 2 }])
    const kept = JSON.stringify(await desk.db.all('SELECT * FROM clicks, referrers'))
    expect(kept).not.toMatch(/Mozilla|secret|127\./)
    const link = (await (await desk.ask(`/api/links/${code}`)).json()) as { days: unknown[]; referrers: unknown[] }
    expect(link).toMatchObject({ clicks: { people: 4 }, days: [{ day: '2015-06-10', people: 3 }, {}] })
  })

  test('people are people on a phone of the make Cubot, and in the windows of apps', async () => {
    const { desk, code } = await openNewsroom()
    const agents = [
      'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/80.0 Mobile Safari/537.36',
      'Mozilla/5.0 (Linux; Android 12; CUBOT_NOTE_20) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]',
    ]
    const others = ['Pinterest/0.2 (+https://www.pinterest.com/bot.html)', 'AdsBot-Google', 'some_bot_1']
    for (const agent of [...agents, ...others]) await desk.ask(`/s/${code}`, { headers: { 'User-Agent': agent } })
    await write(desk)
    expect((await loadClicks(desk.db, code)).total).toEqual({ people: 3, bots: 2, previews: 1, heads: 0 })
  })

  test('writes nothing while links are followed, and all of it together later', async () => {
    const { desk, code } = await openNewsroom()
    for (let count = 0; count < 50; count++) await desk.ask(`/s/${code}`, { headers: people })
    expect((await loadClicks(desk.db, code)).total.people).toBe(0)
    await write(desk)
    expect(await desk.db.all('SELECT people FROM clicks')).toEqual([{ people: 50 }])
  })

  test('keeps what could not be written', async () => {
    const { desk, code } = await openNewsroom()
    await desk.ask(`/s/${code}`, { headers: { ...people, Referer: 'https://t.co/' } })
    const db = { ...desk.db, batch: () => Promise.reject(new Error('full')) }
    const broken = { db, clicks: desk.desk.clicks, now: () => desk.clock.now, pause: async () => {} }
    await expect(writeClicks(broken as never)).rejects.toThrow('full')
    await write(desk)
    const clicks = await loadClicks(desk.db, code)
    expect([clicks.total.people, clicks.hosts]).toEqual([1, [{ host: 't.co', clicks: 1 }]])
  })

  test('takes a bounded part of the database however many hosts are named', async () => {
    const { desk, code } = await openNewsroom()
    for (let host = 0; host < 300; host++) {
      await desk.ask(`/s/${code}`, { headers: { ...people, Referer: `https://h${host}.example/` } })
      if (host % 40 === 0) await write(desk)
    }
    await write(desk)
    const { hosts } = await loadClicks(desk.db, code)
    expect(hosts.length).toBeLessThan(260)
    expect(hosts.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(300)
  })
})

describe('a preview', () => {
  test('says that a link leads to the original, for as long as it does', async () => {
    const { desk } = await openNewsroom({ leadTo: 'original' })
    const url = 'https://aranews.net/2015/06/council/'
    const json = { id: 'urn:council', url, title: 'Council speaks of wheat', content_html: `<p>${LEDE}</p>` }
    const posted = await desk.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string; permalink: string } }
    const follow = async () => (await desk.ask(`/s/${_ara.code}`)).headers.get('Location')
    const preview = async () => (await desk.ask(`/s/${_ara.code}+`)).text()
    const shown = async () => (await desk.ask(`/api/links/${_ara.code}`)).json()
    expect(await follow()).toBe(url)
    expect(await shown()).toMatchObject({ item: 'urn:council', url })
    expect(await preview()).toContain(`href="${url}"`)
    await write(desk)
    await desk.db.run(`UPDATE originals SET fault = 'It is gone.'`)
    expect(await follow()).toBe(_ara.permalink)
    expect(await shown()).toMatchObject({ item: 'urn:council', url: _ara.permalink, fault: 'It is gone.' })
    expect(await preview()).toContain(`href="${_ara.permalink}"`)
    expect(await preview()).not.toContain(url)
  })

  test('leads to the copy with 302 even where links are permanent: the original may come back', async () => {
    const { desk } = await openNewsroom({ leadTo: 'original', permanent: true })
    const url = 'https://aranews.net/2015/06/council/'
    const json = { id: 'urn:council', url, title: 'Council speaks of wheat', content_html: `<p>${LEDE}</p>` }
    const posted = await desk.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string; permalink: string } }
    const follow = async () => {
      const { status, headers } = await desk.ask(`/s/${_ara.code}`)
      return [status, headers.get('Location'), headers.get('Cache-Control')]
    }
    expect(await follow()).toEqual([301, url, 'public, max-age=60'])
    await write(desk)
    await desk.db.run(`UPDATE originals SET fault = 'It is gone.'`)
    expect(await follow()).toEqual([302, _ara.permalink, 'private, max-age=60'])
  })

  test('leads to an original with letters beyond ASCII, in a header that has none', async () => {
    const { desk } = await openNewsroom({ leadTo: 'original' })
    const url = 'https://aranews.net/2015/06/مجلس/'
    const json = { id: 'urn:majlis', url, title: 'Majlis', content_html: `<p>${LEDE}</p>` }
    const posted = await desk.ask('/api/items', { method: 'POST', token: true, json })
    const { _ara } = (await posted.json()) as { _ara: { code: string } }
    const { headers } = await desk.ask(`/s/${_ara.code}`)
    expect(headers.get('Location')).toBe(new URL(url).href)
    expect(headers.get('Link')).toBe(`<${new URL(url).href}>; rel="canonical"`)
  })

  test('says what the link is, where it leads, since when and how often, and leads nowhere itself', async () => {
    const { desk, id, code, page } = await openNewsroom()
    await name(desk, { item: id, alias: 'كوباني' })
    await desk.ask(`/s/${code}`)
    await write(desk)
    const response = await desk.ask(`/s/${code}+`)
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
    expect(await (await desk.ask(`/s/${code}%2B`)).text()).toBe(text)
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
    const desk = openDesk({ channels: [channel, arabic] })
    await name(desk, { url: 'https://ar.aranews.net/about', alias: 'about-ar' })
    expect(await (await desk.ask('/s/about-ar+')).text()).toContain('رابط مختصر')
    await desk.ask('/api/links/about-ar', { method: 'DELETE', token: true })
    expect(await (await desk.ask('/s/about-ar')).text()).toContain('lang="ar"')
  })

  test('of a retracted story shows the reason and nothing of the story', async () => {
    const { desk, id, code } = await openNewsroom()
    const path = `/api/items/${encodeURIComponent(id)}`
    await desk.ask(path, { method: 'DELETE', token: true, json: { reason: 'A <mistake>' } })
    const text = await (await desk.ask(`/s/${code}+`)).text()
    expect(text).toContain('A &lt;mistake&gt;')
    expect(text).not.toContain('Council')
  })
})

describe('a QR code', () => {
  test('decodes to the short address, at any size within bounds', async () => {
    const { desk, id, code } = await openNewsroom()
    await name(desk, { item: id, alias: 'كوباني-2014' })
    for (const [link, address] of [
      [code, `${BASE}/s/${code}`],
      ['كوباني-2014', `${BASE}/s/${encodeURIComponent('كوباني-2014')}`],
    ] as const) {
      for (const size of [96, 97, 320, 1999]) {
        const response = await desk.ask(`/s/${encodeURIComponent(link)}.png?size=${size}`)
        expect(response.headers.get('Content-Type')).toBe('image/png')
        const read = readQrCode(new Uint8Array(await response.arrayBuffer()))
        expect(read.text).toBe(address)
        expect(read.size).toBe(size)
      }
    }
  })

  test('of the longest name is as large as it has to be', async () => {
    const { desk, id } = await openNewsroom()
    const alias = 'ك'.repeat(100)
    await name(desk, { item: id, alias })
    const png = await (await desk.ask(`/s/${encodeURIComponent(alias)}.png?size=96`)).arrayBuffer()
    expect(readQrCode(new Uint8Array(png))).toEqual({ text: `${BASE}/s/${encodeURIComponent(alias)}`, size: 178 })
  })

  test('is drawn as SVG too; sizes out of bounds are refused', async () => {
    const { desk, code } = await openNewsroom()
    const response = await desk.ask(`/s/${code}.svg?size=500`)
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml')
    expect(await response.text()).toMatch(/<svg[^>]* width="500" height="500"/)
    for (const size of ['0', '95', '2049', '1e3', '-5', 'x', '99999999999']) {
      expect((await desk.ask(`/s/${code}.png?size=${size}`)).status, size).toBe(400)
    }
    expect((await desk.ask('/s/nosuch.png')).status).toBe(404)
  })
})
