import { describe, expect, test } from 'vitest'
import { html, openSites, rss } from './sites.ts'

/** What a source is asked with: its User-Agent, its cookie, its headers; and that none of it goes elsewhere or is shown. */

const FEED = 'https://wire.example/feed'
const HERE = 'https://wire.example/story'
const ELSEWHERE = 'https://other.example/story'
const SETTINGS = {
  userAgent: 'Newsroom/1.0 (+https://newsroom.example)',
  cookie: 'SOURCE_COOKIE',
  headers: { 'X-Region': 'rojava', Authorization: { secret: 'SOURCE_KEY' }, 'Accept-Language': 'ku' },
}
const PRIVATE = {
  cookie: 'session=of-source; lang=ku',
  'x-region': 'rojava',
  authorization: 'key-of-source',
  'accept-language': 'ku',
}
const TEXT = `<article><h1>Story</h1><p>${'The bridge was built by the village in a year. '.repeat(20)}</p></article>`

function feedOf(...links: string[]) {
  const items = links.map((link) => `<item><title>Of ${link}</title><link>${link}</link></item>`)
  return { body: `<rss version="2.0"><channel><title>W</title>${items.join('')}</channel></rss>`, type: 'text/xml' }
}

const isPlain = (headers: Record<string, string>) => Object.keys(PRIVATE).every((name) => !(name in headers))

test('a source is asked with what it is set to, declared or added', async () => {
  const declared = openSites({ [FEED]: rss('One') }, [{ id: 'wire', url: FEED, ...SETTINGS }])
  await declared.refresh('wire')
  const added = openSites({ [FEED]: rss('One') })
  await added.add({ url: FEED, id: 'wire', ...SETTINGS })
  await added.refresh('wire')
  for (const { headers } of [...declared.asked, ...added.asked]) {
    expect(headers).toMatchObject({ ...PRIVATE, 'user-agent': SETTINGS.userAgent })
  }
  expect([declared.asked.length, added.asked.length]).toEqual([1, 2])
})

test('pages of its own host are asked with it, those of others and redirects to others are not', async () => {
  const sites = openSites({
    [FEED]: feedOf(HERE, ELSEWHERE, `${HERE}/away`),
    [HERE]: html('', TEXT),
    [ELSEWHERE]: html('', TEXT),
    [`${HERE}/away`]: { status: 302, headers: { location: `${ELSEWHERE}/2` } },
    [`${ELSEWHERE}/2`]: html('', TEXT),
  })
  await sites.add({ url: FEED, id: 'wire', fullText: true, ...SETTINGS })
  await sites.refresh('wire')
  const found = Object.fromEntries(sites.asked.map(({ url, headers }) => [url, headers]))
  expect(found[HERE]).toMatchObject(PRIVATE)
  expect(found[`${HERE}/away`]).toMatchObject(PRIVATE)
  for (const url of [ELSEWHERE, `${ELSEWHERE}/2`]) {
    expect(isPlain(found[url] ?? PRIVATE)).toBe(true)
    // Whom the service says it is, is no secret.
    expect(found[url]?.['user-agent']).toBe(SETTINGS.userAgent)
  }
})

test('discovery tells the site alone', async () => {
  const links = '<link rel=feed href="https://other.example/feed"><link rel=feed href="/feed">'
  const sites = openSites({ 'https://wire.example/': html(links), [FEED]: rss('One') })
  const { json } = await sites.add({ url: 'https://wire.example/', discover: true, ...SETTINGS })
  expect(json.url).toBe(FEED)
  for (const { url, headers } of sites.asked) expect(isPlain(headers)).toBe(url.startsWith('https://other.example/'))
  const away = openSites({ 'https://wire.example/': html('<link rel=feed href="https://other.example/feed">') })
  await away.add({ url: 'https://wire.example/', discover: true, ...SETTINGS })
  expect(isPlain(away.asked.find(({ url }) => url === 'https://other.example/feed')?.headers ?? PRIVATE)).toBe(true)
})

test('a source that is asked so moves to no other host', async () => {
  const move = { status: 301, headers: { location: 'https://other.example/feed' } }
  const sites = openSites({ [FEED]: move, 'https://other.example/feed': rss('One') })
  await sites.add({ url: FEED, id: 'wire', headers: { 'X-Key': 'k' } })
  await sites.refresh('wire')
  expect((await sites.ask('/api/sources/wire/health')).json.moved_to).toBeUndefined()
})

describe('a preview', () => {
  test('is asked for with settings that are given', async () => {
    const sites = openSites({ [FEED]: rss('One') })
    const { status } = await sites.preview({ url: FEED, ...SETTINGS })
    expect([status, sites.asked.length]).toEqual([200, 1])
    expect(sites.asked[0]?.headers).toMatchObject({ ...PRIVATE, 'user-agent': SETTINGS.userAgent })
    await sites.preview({ url: FEED, as: 'article', ...SETTINGS })
    expect(sites.asked[1]?.headers).toMatchObject(PRIVATE)
  })

  test('of a source is asked for as its polls are', async () => {
    const sites = openSites({ [FEED]: html('', '<div class=n><a href=/1>One</a></div>') }, [
      { id: 'wire', url: FEED, page: { item: '.n' }, ...SETTINGS },
    ])
    const { json } = await sites.preview({ source: 'wire' })
    expect(json.items).toMatchObject([{ title: 'One', url: 'https://wire.example/1' }])
    expect(sites.asked[0]?.headers).toMatchObject(PRIVATE)
    const other = await sites.preview({ source: 'wire', page: { item: 'a' } })
    expect(other.json.items).toMatchObject([{ title: 'One' }])
  })

  test.each([
    [{ url: FEED, cookie: 'SOURCE_OTHER' }, 'SOURCE_OTHER is not set, and the source signs in with it.'],
    [{ source: 'nobody' }, 'There is no source named nobody.'],
    [{ url: FEED, headers: { 'X-Key': { secret: 'API_TOKEN' } } }, /^headers\.X-Key\.secret has to be SOURCE_/],
    [{ url: FEED, page: { item: '>>' } }, 'page.item is no CSS selector: “>>”.'],
    [{}, /url/],
    [{ url: FEED, source: 'wire' }, /url or a source/],
  ])('%j is refused', async (input, sentence) => {
    const sites = openSites({ [FEED]: rss('One') })
    const { status, json } = await sites.preview(input)
    expect([status, sites.asked]).toEqual([422, []])
    expect(json.detail).toMatch(sentence)
  })
})

describe('settings that can not be', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`X-${at}`, 'a']))
  test.each([
    [{ headers: { Host: 'a.example' } }, 'headers.Host', /is a header that no source can set/],
    [{ headers: { 'transfer-encoding': 'chunked' } }, 'headers.transfer-encoding', /no source can set/],
    [{ headers: { 'Content-Length': '1' } }, 'headers.Content-Length', /no source can set/],
    [{ headers: { Connection: 'close' } }, 'headers.Connection', /no source can set/],
    [{ headers: { 'If-None-Match': '"a"' } }, 'headers.If-None-Match', /no source can set/],
    [{ headers: { 'Accept-Encoding': 'gzip' } }, 'headers.Accept-Encoding', /no source can set/],
    [{ headers: { 'Proxy-Authorization': 'x' } }, 'headers.Proxy-Authorization', /no source can set/],
    [{ headers: { 'CF-Connecting-IP': '1.1.1.1' } }, 'headers.CF-Connecting-IP', /no source can set/],
    [{ headers: { Cookie: 'a=b' } }, 'headers.Cookie', /has a setting of its own: cookie/],
    [{ headers: { 'user-agent': 'b' } }, 'headers.user-agent', /has a setting of its own: userAgent/],
    [{ headers: { Authorization: 'Bearer x' } }, 'headers', /Authorization by the name of a secret alone/],
    [{ headers: { 'X Key': 'b' } }, 'headers.X Key', /is no name of a header/],
    [{ headers: { 'X-Key:': 'b' } }, 'headers.X-Key:', /is no name of a header/],
    [{ headers: { 'X-Clé': 'b' } }, 'headers.X-Clé', /is no name of a header/],
    [{ headers: { '': 'b' } }, 'headers.', /is empty/],
    [{ headers: { 'X-Key': 'a\r\nHost: b' } }, 'headers.X-Key', /holds signs that no HTTP header can have/],
    [{ headers: { 'X-Key': 'كوباني' } }, 'headers.X-Key', /holds signs/],
    [{ headers: { 'X-Key': '' } }, 'headers.X-Key', /is empty/],
    [{ headers: { 'X-Key': 'a'.repeat(2001) } }, 'headers.X-Key', /more than 2000/],
    [{ headers: { 'X-Key': 7 } }, 'headers.X-Key', /has to be string/],
    [{ headers: { 'X-Key': { secret: 'API_TOKEN' } } }, 'headers.X-Key.secret', /has to be SOURCE_/],
    [{ headers: { 'X-Key': { name: 'SOURCE_A' } } }, 'headers.X-Key.secret', /is missing/],
    [{ headers: { 'X-Key': 'a', 'x-key': 'b' } }, 'headers', /names a header twice/],
    [{ headers: many }, 'headers', /more than 20 headers/],
    [{ headers: 'X-Key: a' }, 'headers', /has to be Object/],
    [{ cookie: 'session=1' }, 'cookie', /has to be SOURCE_/],
    [{ cookie: 'API_TOKEN' }, 'cookie', /has to be SOURCE_/],
    [{ userAgent: '' }, 'userAgent', /is empty/],
    [{ userAgent: 'a\nb' }, 'userAgent', /holds signs/],
    [{ userAgent: 'a'.repeat(301) }, 'userAgent', /more than 300/],
    [{ credentials: { type: 'header', name: 'Host', secret: 'SOURCE_A' } }, 'credentials.name', /no source can set/],
  ])('%j: %s', async (settings, field, sentence) => {
    const sites = openSites({ [FEED]: rss('One') })
    const added = await sites.add({ url: FEED, ...settings })
    expect([added.status, added.json.field]).toEqual([422, field])
    expect(added.json.detail).toMatch(sentence)
    await sites.add({ url: FEED, id: 'wire' })
    expect((await sites.ask('/api/sources/wire', 'PATCH', settings)).status).toBe(422)
  })

  test.each([
    [
      { cookie: 'API_TOKEN' },
      /begin with SOURCE_; set that secret as SOURCE_WIRE and name it so in the source’s cookie/,
    ],
    [{ headers: { 'X-Key': { secret: 'API_TOKEN' } } }, /in the source’s headers/],
    [
      { headers: { Host: 'a.example' } },
      /held and asked for nothing: headers\.Host is a header that no source can set/,
    ],
    [{ headers: 7 }, /held and asked for nothing: headers has to be Object/],
    [{ userAgent: 'a\nb' }, /userAgent holds signs/],
  ])('%j in a file hold the source', async (settings, sentence) => {
    const sites = openSites({ [FEED]: rss('One') }, [{ id: 'wire', url: FEED, ...(settings as object) }])
    await sites.service.pollDue()
    expect((await sites.refresh('wire')).json.outcome).toBe('skipped')
    const { json } = await sites.ask('/api/sources/wire/health')
    expect([json.health, sites.asked]).toEqual(['held', []])
    expect(json.fault).toMatch(sentence)
    const open = await sites.ask('/api/sources/wire/health', 'GET', undefined, '')
    expect([open.json.health, open.json.fault]).toEqual(['held', undefined])
  })
})

test('nothing of it is shown without the token, and no secret to anybody', async () => {
  const sites = openSites({ [FEED]: { status: 500 } })
  const { json } = await sites.add({ url: FEED, id: 'wire', ...SETTINGS })
  expect(json).toMatchObject(SETTINGS)
  await sites.refresh('wire')
  const shown = JSON.stringify((await sites.ask('/api/sources')).json)
  const open = JSON.stringify((await sites.ask('/api/sources', 'GET', undefined, '')).json)
  expect(shown).not.toMatch(/key-of-source|session=of-source/)
  expect(open).not.toMatch(/rojava|SOURCE_|Newsroom|X-Region|key-of|session/)
})

test('what is changed counts at once, and what is taken away is gone', async () => {
  const sites = openSites({ [FEED]: rss('One') })
  await sites.add({ url: FEED, id: 'wire', ...SETTINGS })
  await sites.refresh('wire')
  const changed = await sites.ask('/api/sources/wire', 'PATCH', { cookie: null, headers: { 'X-Other': 'b' } })
  expect(changed.json).toMatchObject({ headers: { 'X-Other': 'b' }, userAgent: SETTINGS.userAgent })
  expect(changed.json.cookie).toBeUndefined()
  await sites.refresh('wire')
  const { headers = {} } = sites.asked.at(-1) ?? {}
  expect([headers['x-other'], headers['x-region'], headers.cookie]).toEqual(['b', undefined, undefined])
})

test('a secret that is not set fails the poll, and not the adding', async () => {
  const sites = openSites({ [FEED]: rss('One') })
  expect((await sites.add({ url: FEED, id: 'wire', cookie: 'SOURCE_LATER' })).status).toBe(201)
  const { json } = await sites.refresh('wire')
  expect(json).toMatchObject({
    outcome: 'failed',
    reason: 'SOURCE_LATER is not set, and the source wire signs in with it.',
  })
  expect(sites.asked).toEqual([])
})
